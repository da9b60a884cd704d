/**
 * Where everything has an end that comes from anybody's folder, or waits for anybody. Each limit is far above what real
 * projects have, and what is above one of the configuration is a problem of that. docs/limits.md lists them.
 */
export const limits = {
  /** Globs in one list (`files`, `exclude`, `forms`); further ones do not count. */
  globs: 100,
  /** Characters of a glob (UTF-16 code units), its braces written out. */
  globCharacters: 500,
  /** Stars in one part of a glob, between slashes. */
  starsInPart: 10,
  /** Characters of a path that globs are asked about: no glob takes a longer one. */
  pathCharacters: 2048,
  /** Entries of `ignore` or `expect` in a project file; further ones do not count. */
  findingEntries: 1000,
  /** Globs of all entries of one of these lists; entries after them do not count. */
  findingGlobs: 2000,
  /** Records, and rules, that an entry names; further ones do not count. */
  namedRecords: 1000,
  namedRules: 100,
  /** Bytes of a project file, or of a `.gitignore`: larger ones are not read. */
  projectFileBytes: 1 << 20,
  /** Lines of a `.gitignore` that say something; further ones do not count. */
  ignoreRules: 1000,
  /** Characters of `record` in a project file: of a larger one nothing counts. */
  recordCharacters: 1 << 18,
  /** Fields that a project file states, those of objects counted; further ones do not count. */
  statedFields: 1000,
  /** How deep objects with fields may stand in each other there, the record counted. */
  statedDepth: 6,
  /** Characters of a description there. */
  descriptionCharacters: 4000,
  /** Values of a closed list there; of a longer one nothing counts. */
  statedCodes: 1000,
  /** Characters of a default or an example there, as JSON. */
  exampleCharacters: 2000,
  /** What the setting `maxFindings` may be: editors keep no more in view, and messages have an end. */
  maxFindings: 10_000,
  /**
   * Characters of a key or value that is offered: longer ones are texts, and reporting stores no longer values. Names,
   * titles and codes in a project file have no more either.
   */
  suggestionCharacters: 255,
  /** Milliseconds that an editor may take to answer for its settings before files do without. */
  answerMilliseconds: 500,
  /** Milliseconds that the command line waits for somebody to write into a pipe that it is to read. */
  pipeMilliseconds: 3000,
  /** Milliseconds of work for fixing a whole file in an editor: the command line has all the time that it takes. */
  fixMilliseconds: 30_000,
  /** Problems of the settings that are told at once: each is a message that somebody has to close. */
  settingProblems: 20,
  /** Names of files and folders that are looked at in the folders of a workspace, for closed files with records. */
  workspaceNames: 200_000,
  /** Closed files of a workspace that are read; further ones are not. */
  workspaceFiles: 20_000,
  /** Bytes of all of them together. */
  workspaceBytes: 256 << 20,
  /** Bytes of one of them. */
  closedFileBytes: 50 << 20,
  /** Findings of closed files that are told in all. */
  workspaceFindings: 10_000,
  /** Bytes of findings, about, that may wait for an editor to read them; newer ones then take their place. */
  unreadFindingsBytes: 4 << 20,
  /** Bytes of all that may wait for an editor to read it: the server then reads nothing more from it, and answers nothing. */
  unreadBytes: 32 << 20,
} as const;
