import fc from 'fast-check';
import type { DocumentForm } from '../../server/document/form';
import { characters, odds, signs } from './pieces';

/*
 * What is done to an open file: edits as editors send them, among them what breaks the text for a while, and undoing.
 */

/** A replacement: where it starts is taken modulo the text's length. UTF-16 code units. */
export interface Change {
  readonly at: number;
  readonly removed: number;
  readonly insert: string;
}

/** Changes that are made at once, as those of several cursors are, or line ends that are made others in all the text. */
export interface Edit {
  readonly changes: readonly Change[];
  readonly lineEnd: '\n' | '\r\n' | '\r' | undefined;
  /** Whether it is taken back: change by change as editors do it, or by setting the whole text. */
  readonly undo: 'not' | 'by change' | 'whole';
}

export interface Script {
  readonly form: DocumentForm;
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** What tools leave around records. */
const around = [
  '\n<<<<<<< HEAD\n',
  '\n||||||| base\n',
  '\n=======\n',
  '\n>>>>>>> b\n',
  '\n```json\n',
  'callback(',
  ')',
  'const x = ',
  ';',
  'HTTP/1.1 200 OK\nA: b\n',
  '12:30:00 INFO ',
];

const pieces = [
  ...signs,
  ...odds,
  ...characters,
  '"interactions": [',
  '"meta": {"status": "ok", "total": 0}, ',
  '{"rel": "n"},',
  '{"status": 1, "duration": 2, "items": [',
  '{"interactionId": "i", "customerId": "c", "uData": {"a": {}}}',
  '{"interaction_id": "i", "status": 1, "type": "t", "text": ""}',
  '"paging": {"x": {"y": 1}},',
  '"data": {"rows": []},',
  '"calls": null,',
  '"status": 3',
  '\u2028',
  '\n{""x"": 1}\n',
  '\n{\\"x\\": ',
  '\n{"index": {"_id": 1}}\n',
  '"errors": [{}, ',
  '["x": 1], ',
  '"type": "Inbound"',
  '"x": 1',
  '"udata": {"a": "b"}',
  '"interaction_id": "A\\u0031"',
  '"parent_id": "A1"',
  '"allow_children": false',
  '"udata": [{"key": "a", "value": 1}]',
  '{"status": 3, "type": "x"}',
  '{"status": 1, "type": "y"},\n',
  '{"a": {"status": 1, "type": "z"}}',
  '{}',
  '{"page": 1}',
  '"list": [{"status": 1, "type": "w"}]',
  '"meta": {"n": 1}',
  '"meta": {},',
  '"links": ',
  'true',
  '12',
  '\\u12',
  '},{"',
  '"a": [1, 2]',
  '，',
  '：',
  '｛',
  '］',
  '；',
  '"a”',
  '"type": "a\nb", "status": 3',
  '=>',
  '...',
  '{{a}}',
  '[[',
  ']]',
  '{{"x": 1}, {"x": 2}}',
  '{{"status": 1, "type": "t"}',
  '"udata": "a": 1},',
  '["status"] = 3',
  '\n; note\n',
  '{"interactionId": "q"}',
  ...around,
];

const fragment = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
const wholeFile = fc.oneof(
  fragment,
  fc
    .array(fc.constantFrom(...pieces.filter((piece) => piece.startsWith('{"'))), { maxLength: 8 })
    .map((records) => `[\n${records.join(',\n')}\n]`),
  fc
    .array(fragment, { maxLength: 4 })
    .map(
      (parts) =>
        `{"records": [${parts.map((part) => `{"status": 1, "type": "t", ${part}}`).join(', ')}], "b": {"status": 1, "type": "u"}}`,
    ),
  fc
    .array(fc.constantFrom(...pieces.filter((piece) => piece.length > 6)), { maxLength: 4 })
    .map(
      (parts) => `{"status": 1, "type": "t", "rows": [{"text": "a", "subject": "b"}, ${parts.join(', ')}]}`,
    ),
  fc
    .array(fragment, { maxLength: 4 })
    .map((parts) => parts.map((part) => `{"status": 1, ${part}}`).join('\n')),
  fc
    .array(fc.constantFrom(...around, '{"status": 3, "type": "x"}', '{}', '[', ']', ','), { maxLength: 20 })
    .map((parts) => parts.join('')),
);
const change = fc.record({
  at: fc.nat(),
  removed: fc.nat({ max: 30 }),
  insert: fc.oneof(fc.constant(''), fragment),
});

const edit: fc.Arbitrary<Edit> = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
  lineEnd: fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const) },
  ),
  undo: fc.constantFrom('not' as const, 'not' as const, 'by change' as const, 'whole' as const),
});

/** Any text, and what is done to it. */
export const script: fc.Arbitrary<Script> = fc.record({
  form: fc.constantFrom('json' as const, 'lines' as const),
  text: wholeFile,
  edits: fc.array(edit, { maxLength: 6 }),
});

/** text.slice(start, end) replaced. UTF-16 offsets. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/**
 * The steps of a script, each the replacements of one message one after the other, and the text after them. They
 * follow from the texts alone.
 */
export function* stepsOf({ text: first, edits }: Script): Generator<{
  readonly replacements: readonly Replacement[];
  readonly text: string;
}> {
  let text = first;
  for (const { changes, lineEnd, undo } of edits) {
    const before = text;
    const made: Replacement[] = [];
    const undoing: Replacement[] = [];
    const replace = (start: number, end: number, insert: string) => {
      made.push({ start, end, insert });
      undoing.unshift({ start, end: start + insert.length, insert: text.slice(start, end) });
      text = text.slice(0, start) + insert + text.slice(end);
    };
    if (lineEnd !== undefined) replace(0, text.length, text.replaceAll(/\r\n|\r|\n/g, lineEnd));
    else
      for (const { at, removed, insert } of changes) {
        const start = at % (text.length + 1);
        replace(start, Math.min(text.length, start + removed), insert);
      }
    yield { replacements: made, text };
    if (undo === 'not') continue;
    yield {
      replacements: undo === 'whole' ? [{ start: 0, end: text.length, insert: before }] : undoing,
      text: before,
    };
    text = before;
  }
}
