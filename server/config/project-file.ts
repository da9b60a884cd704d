import { scanValue } from '../document/scan-value';
import { soundValues } from '../document/sound-values';
import { afterByteOrderMark, OPEN_BRACE, OPEN_BRACKET } from '../json/characters';
import { isSyntaxError, type Problem } from '../json/problem';
import { endOfLine } from '../json/tokens';
import { whiteSpaceEnd } from '../json/white-space';
import { messageOfSyntaxError } from '../rules/common/syntax-messages';
import type { RecordFragment } from '../spec/record-fragment';
import type { RecordType } from '../spec/record-type';
import { t } from '../words/language';
import type { Values } from './definition';
import { type ProjectFileProblem, writtenText } from './part';
import { readAll } from './read-all';
import { readRecordFragment } from './record-fragment';
import { withoutComments } from './without-comments';

/** What a project file says: its right entries, and what is wrong with the others. Globs are relative to its folder. */
export interface ProjectFile extends Values<'projectFile'> {
  /** What it states of records beyond the specification; undefined where it states nothing. */
  readonly record: RecordFragment | undefined;
  /** In text order. */
  readonly problems: readonly ProjectFileProblem[];
}

/**
 * Reads the text of a project file. Nothing throws: a wrong entry is a problem and otherwise left out, and the
 * right ones beside it count, in a file with syntax errors too. `base` is the type of record that it may state more of;
 * who does not ask for that has none.
 */
export function readProjectFile(text: string, base: RecordType | undefined): ProjectFile {
  const { text: bare, comments } = withoutComments(text);
  const start = whiteSpaceEnd(bare, afterByteOrderMark(bare));
  const sound = soundValues(bare, start);
  const written = writtenText(bare, sound);
  const { problem } = written;
  for (const { start, end } of comments) reportSyntax({ kind: 'comment', start, end }, 0);
  const isObject = bare.charCodeAt(start) === OPEN_BRACE;
  if (isObject && !sound) reportAround();
  else if (!isObject)
    problem(start, lastTokenEnd(bare, start), t`A project file is one JSON object: write { "rules": {} }.`);
  const members = isObject ? written.membersAt(start, bare.length) : [];
  const values = readAll('projectFile', members);
  const stated = members.find(({ name }) => name === 'record');
  const told = written.problems.length;
  const record = stated && base && readRecordFragment(stated, base);
  const problems = written.problems.map((one, index) =>
    index < told ? one : { ...one, isBeyondSchema: true },
  );
  return { ...values, record, problems: problems.toSorted((a, b) => a.start - b.start) };

  /** Tells what is wrong with the object as JSON, and what follows it. */
  function reportAround(): void {
    const root = scanValue(bare, start, bare.length, undefined);
    for (const defect of root.problems) reportSyntax(defect, start);
    const after = root.closed ? whiteSpaceEnd(bare, root.end) : bare.length;
    if (after < bare.length) {
      problem(after, lastTokenEnd(bare, after), t`Remove this: a project file is one JSON object.`);
    }
  }

  function reportSyntax({ kind, start, end }: Problem, origin: number): void {
    if (!isSyntaxError(kind)) return;
    const around = { text: text.slice(origin), record: undefined };
    problem(origin + start, origin + end, messageOfSyntaxError({ problem: kind, start, end }, around));
  }
}

/** The end of what stands at `from`, for a problem that is about all of it: of a list, or of the line. */
function lastTokenEnd(text: string, from: number): number {
  if (text.charCodeAt(from) === OPEN_BRACKET) return scanValue(text, from, text.length, undefined).end;
  return endOfLine(text, from);
}
