import { relative } from 'node:path';
import type { Unmet } from '../check/marks';
import { type JudgedFile, unmetExpectations } from '../features/expectations';
import { type FileReport, projectFileReport } from './check-text';
import { type FoundProjectFile, withSlashes } from './project-files';
import type { Selection } from './selection';

/** What the project files of a run expect of the files that were checked. */
export interface Expectations {
  /** Takes what is known of a checked file, by its absolute path. */
  readonly add: (folder: string, path: string, report: FileReport) => void;
  /** The reports on all project files that expect something, with what is not there. */
  readonly reports: () => readonly FileReport[];
}

/** Begins without files. */
export function startExpectations({
  projectFileIn,
  expecting,
  projectFiles,
  knownIn,
}: Pick<Selection, 'projectFileIn' | 'expecting' | 'projectFiles' | 'knownIn'>): Expectations {
  const judged = new Map<string, JudgedFile[]>();
  return {
    add(folder, path, { unmet }) {
      const projectFile = projectFileIn(folder);
      if (!projectFile || projectFile.expect.length === 0) return;
      const file = judgedFile(projectFile, path, unmet);
      const others = judged.get(projectFile.path);
      if (others) others.push(file);
      else judged.set(projectFile.path, [file]);
    },
    reports: () =>
      expecting.flatMap(({ projectFile, shownPath }) => {
        const ofFiles = judged.get(projectFile.path) ?? [];
        const unmet = unmetExpectations(projectFile.expect, ofFiles, knownIn(projectFile.folder));
        const report = projectFileReport(shownPath, projectFile, unmet);
        const isReported = projectFiles.some((one) => one.projectFile === projectFile);
        return report.counts.error > 0 || isReported ? [report] : [];
      }),
  };
}

/** A file with an absolute path that was judged by a project file. */
export function judgedFile(
  { folder, entriesFor }: FoundProjectFile,
  path: string,
  unmet: readonly Unmet[],
): JudgedFile {
  const about = entriesFor(path)?.expect.map(({ entry }) => entry) ?? [];
  return { path: withSlashes(relative(folder, path)), about, unmet };
}
