import { largestFile } from '../server/cli/files/largest-file';
import { mostRelated } from '../server/cli/parts/related';
import { definition } from '../server/config/definition';
import { limits } from '../server/config/limits';
import { MOST_LINKS } from '../server/features/links';
import { MOST_SYMBOLS } from '../server/features/outline';

/** What each limit is about, and what happens above it. */
const meanings: Readonly<Record<keyof typeof limits, readonly [what: string, above: string]>> = {
  globs: [
    'Globs in one list: `files`, `exclude` or `forms`',
    'a problem of the setting; the first ones count',
  ],
  globCharacters: [
    'Characters of a glob, its braces written out',
    'a problem of the setting; the glob does not count',
  ],
  starsInPart: [
    'Stars in one part of a glob, between slashes',
    'a problem of the setting; the glob does not count',
  ],
  pathCharacters: ['Characters of a path, relative to the folder of the glob', 'no glob matches it'],
  findingEntries: [
    'Entries of `ignore` or `expect` in a project file',
    'a problem of the setting; the first ones count',
  ],
  findingGlobs: [
    'Globs of all entries of `ignore` or `expect`',
    'a problem of the setting; entries after them do not count',
  ],
  namedRecords: ['Records that an entry names', 'a problem of the setting; the first ones count'],
  namedRules: ['Rules that an entry names', 'a problem of the setting; the first ones count'],
  projectFileBytes: [
    'Bytes of a project file, or of a `.gitignore`',
    'it is not read; of a project file that is told',
  ],
  ignoreRules: ['Lines of a `.gitignore` that say something', 'the first ones count'],
  recordCharacters: ['Characters of `record` in a project file', 'a problem of it; nothing of it counts'],
  statedFields: [
    'Fields that `record` states, those of objects counted',
    'a problem at the first that is too much; that and further ones do not count',
  ],
  statedDepth: [
    'Objects with fields in each other, the record counted',
    'a problem there; the inner fields do not count',
  ],
  descriptionCharacters: ['Characters of a description in `record`', 'a problem there; it does not count'],
  statedCodes: ['Values of `enum` or `oneOf`', 'a problem there; none of them counts'],
  exampleCharacters: ['Characters of a default or an example, as JSON', 'a problem there; it does not count'],
  workspaceNames: [
    'Files and folders of a workspace that are looked at for closed files with records',
    'the first ones are looked at, and that is told',
  ],
  workspaceFiles: ['Closed files of a workspace that are read', 'the first ones are read, and that is told'],
  workspaceBytes: ['Bytes of closed files that are read', 'the first ones are read, and that is told'],
  closedFileBytes: ['Bytes of one closed file', 'a problem of it (`too-large`)'],
  workspaceFindings: ['Problems of closed files', 'those of the first files are shown, and that is told'],
  unreadFindingsBytes: [
    'Bytes of problems, about, that wait for an editor to read them',
    'newer ones take their place',
  ],
  unreadBytes: [
    'Bytes of all messages that wait for an editor to read them',
    'the server reads and answers nothing more until then',
  ],
  suggestionCharacters: [
    'Characters of a key or value that is offered again, and of names, titles and codes in `record`',
    'it is not offered, or a problem of the setting',
  ],
  answerMilliseconds: [
    'Milliseconds in which an editor answers for its settings',
    'the defaults hold, until the answer comes',
  ],
  pipeMilliseconds: [
    'Milliseconds in which somebody writes into a named pipe that the command line reads',
    'it is told as not read, and the exit code is 2',
  ],
  fixMilliseconds: [
    'Milliseconds of work for fixing a whole file in an editor',
    'nothing is changed, and that is told; `interaction-data fix` has no such limit',
  ],
  settingProblems: ['Wrong settings that are told one by one', 'how many more there are is told at once'],
  maxFindings: [
    '`interactionData.maxFindings`',
    `a problem of the setting; ${definition.maxFindings.kind.absent.toLocaleString('en')} counts`,
  ],
};

/** Returns the content of docs/limits.md. */
export function limitsPage(): string {
  const rows = Object.entries(meanings).map(([name, [what, above]]) =>
    row(what, limits[name as keyof typeof limits], above),
  );
  return [
    '<!-- Written by `npm run generate` from server/config/limits.ts; change it there. -->',
    '',
    '# Limits',
    '',
    'Files, settings and project files come from any folder that somebody opens. So that none can make the editor or the',
    'command line wait, or take all memory, everything has an end, far above what real projects have. Any glob answers any',
    'path in less than 10 ms.',
    '',
    '| of what | at most | above it |',
    '| :--- | ---: | :--- |',
    ...rows,
    row('Entries of an outline', MOST_SYMBOLS, 'records come first; the status says that it is cut'),
    row('Links in a file', MOST_LINKS, 'the first ones are links'),
    row(
      'Bytes of a file on the command line that is not read part by part',
      largestFile,
      'it is told as not read, and the exit code is 2',
    ),
    row(
      'Records of large files that share IDs or have parents',
      mostRelated,
      'those of large files are not judged among each other, and that is told',
    ),
    '| Memory of the language server | what Node has | a problem of the file (`too-large`); the others are checked |',
    '',
  ].join('\n');
}

function row(what: string, most: number, above: string): string {
  return `| ${what} | ${most.toLocaleString('en')} | ${above} |`;
}
