import type { Diagnostic } from 'vscode-languageserver';
import type { Expected } from './fixtures';
import type { Server } from './session';
import { type TextFile, wrongAboutBuiltIn, wrongAboutOurs } from './text-file';

/**
 * Makes sure that a server found what is in the text, so that no figure is that of a server that did not do the work.
 *
 * @throws where it did not
 */
export function expectFindings(
  server: Server,
  file: TextFile,
  findings: readonly Diagnostic[],
  expected: readonly Expected[] = file.invalid,
): void {
  const wrong = server.isBuiltIn
    ? wrongAboutBuiltIn(file, findings, expected)
    : wrongAboutOurs(file, findings, expected);
  if (wrong !== undefined) throw new Error(`${server.title}, ${file.name}: ${wrong}`);
}

/** The expected findings with one more, in text order. */
export function withOneMore(expected: readonly Expected[], more: Expected): readonly Expected[] {
  return [...expected, more].sort((a, b) => a.record - b.record);
}
