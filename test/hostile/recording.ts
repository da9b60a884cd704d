import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Context {
  readonly after: (end: () => void) => void;
}

/** What a process asked of the system: `fs.readFile` and the path, `network.connect` and what with. */
export interface Call {
  readonly name: string;
  readonly argument: string;
}

/** A way to start processes of Node so that what they ask of the system is taken down. */
export interface Recording {
  /** Options for Node itself. No text can become code in such a process. */
  readonly nodeOptions: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly calls: () => readonly Call[];
}

export function startRecording(t: Context): Recording {
  const folder = temporaryFolder(t);
  const file = join(folder, 'calls.txt');
  writeFileSync(file, '');
  return {
    nodeOptions: ['--disallow-code-generation-from-strings', '--require', join(__dirname, 'recorder.cjs')],
    environment: { RECORD: file },
    calls: () =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const space = line.indexOf(' ');
          return { name: line.slice(0, space), argument: line.slice(space + 1) };
        }),
  };
}

/** A new folder with a real path, which goes with the test. */
export function temporaryFolder(t: Context): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'interaction-data-hostile-')));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
