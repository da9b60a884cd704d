/** A promise to the people who use the product, and what holds it. */
export interface Promised {
  readonly promise: string;
  /** How it is tested, in a sentence or two. */
  readonly how: string;
  /** The tests, as paths from the project's folder. A test says what it counted in a diagnostic `figure: …`. */
  readonly tests: readonly string[];
}

export const promises: readonly Promised[] = [
  {
    promise: 'No fix loses a value',
    how: 'Good records are broken in many ways and mended by every fix that is offered: each value of the old text is found in the new one, in its field or in `udata`, unless the title says “Remove” or “Change”.',
    tests: ['test/rules/nothing-lost.property.test.ts', 'test/cli/fix-values.test.ts'],
  },
  {
    promise: 'No fix makes a text worse',
    how: 'Examples with mutations from all planes of Unicode are fixed, with the safe fixes and with all: never more syntax errors than before, never half a character.',
    tests: ['test/rules/no-worse.property.test.ts'],
  },
  {
    promise: 'No half file, and nobody else’s work overwritten',
    how: '`fix` is killed at every step, meets other processes that save, links that are swapped, pipes, groups and mounts.',
    tests: ['test/cli/replaced-files.test.ts', 'test/faults/fix-interrupted.test.ts'],
  },
  {
    promise: 'What is shown is true after any edit',
    how: 'Random edits, undo among them: an edited document equals one that is opened afresh, and a client is told exactly what is found in it.',
    tests: ['test/document/incremental.test.ts', 'test/protocol/told.property.test.ts'],
  },
  {
    promise: 'JSON is what JSON.parse takes',
    how: 'A text has a syntax problem if and only if `JSON.parse` refuses it; the table of RFC 8259 texts goes through the editor’s path and the command line.',
    tests: ['test/document/conformance.test.ts', 'test/fuzz/conformance-table.test.ts'],
  },
  {
    promise: 'Nothing ends the server',
    how: 'Messages with one part of a wrong type, every request with every value, a client that does not read: the bundled server answers the next request.',
    tests: [
      'test/faults/survival.test.ts',
      'test/faults/survival-input.test.ts',
      'test/fuzz/messages.test.ts',
      'test/protocol/unread.test.ts',
      'test/protocol/manners.test.ts',
    ],
  },
  {
    promise: 'No network, no process, no file that was not asked for',
    how: 'The sources are searched for whatever opens, starts or connects, and a recorder stands around a session in a hostile workspace.',
    tests: [
      'test/hostile/workspace-sources.test.ts',
      'test/hostile/workspace-session.test.ts',
      'test/hostile/workspace-links.test.ts',
    ],
  },
  {
    promise: 'Strangers’ words are only words',
    how: 'Links, control characters and directions of writing from files, names and settings reach neither window nor terminal.',
    tests: ['test/hostile/strangers-words.test.ts', 'test/hostile/workspace-markdown.test.ts'],
  },
  {
    promise: 'What is shipped is known',
    how: 'Every package is listed with its reason and its licence, locked with its integrity, and none runs code when it is installed.',
    tests: ['test/supply-chain/supply-chain.test.ts', 'test/supply-chain/package.test.ts'],
  },
];
