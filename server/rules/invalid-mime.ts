import { t } from '../words/language';
import { quote } from '../words/quote';
import { type CheckedValue, defineValueRule } from './common/checked-values';
import type { ExampleRecord } from './common/examples';
import { textFix } from './common/value-fixes';

export default defineValueRule({
  id: 'invalid-mime',
  severity: 'error',
  source: 'specification',
  summary: 'A MIME type is not of the form type/subtype.',
  why: 'A desktop cannot tell how to show or play the content.',
  examples: (exampleRecord) => ({
    bad: [
      { text: withMime(exampleRecord, 'text / html;'), fixed: withMime(exampleRecord, 'text/html') },
      { text: withMime(exampleRecord, 'html'), fixed: withMime(exampleRecord, 'text/html') },
      { text: withMime(exampleRecord, 'web page'), whyNoFix: 'No MIME type is called like that.' },
    ],
    good: [withMime(exampleRecord, 'text/html'), withMime(exampleRecord, 'text/html; charset=utf-8')],
  }),
  quiet: ['known-keys', 'values-in-form'],
  isWrong: ({ record, field, entry }) =>
    field.kind === 'mimeType' && !field.pattern?.test(record.stringValue(entry)),
  say(value) {
    const reading = readingOf(value);
    const advice = reading ? `: ${quote(reading.mime)}` : t`, such as "${String(value.field.example)}"`;
    return t`${quote(value.field.name)} must be a MIME type${advice}.`;
  },
  fix(value) {
    const reading = readingOf(value);
    return reading ? [textFix(value.entry, reading.mime, reading.isSafe)] : [];
  },
});

function withMime(exampleRecord: ExampleRecord, mime: string): string {
  return exampleRecord([
    '"structured_text": "https://ucs.example.com/notes/8"',
    `"structured_text_mime": "${mime}"`,
  ]);
}

/** The valid MIME type that a text is obviously meant for. */
function readingOf({
  record,
  entry,
  field,
}: CheckedValue): { readonly mime: string; readonly isSafe: boolean } | undefined {
  const isValid = (mime: string) => field.pattern?.test(mime) ?? false;
  const trimmed = record.stringValue(entry).trim();
  if (isValid(trimmed)) return { mime: trimmed, isSafe: true };
  const tidied = trimmed
    .replace(/^content-type\s*:\s*/i, '')
    .replace(/(?<![\s;])[\s;]+$/, '')
    .replace(/^([^\s/\\;]+)\s*[/\\]\s*/, '$1/');
  if (isValid(tidied)) return { mime: tidied, isSafe: true };
  const word = trimmed.replace(/^\./, '').toLowerCase();
  const known = field.knownValues.filter((value) => value.endsWith(`/${word}`));
  return known[0] !== undefined && word !== '' ? { mime: known[0], isSafe: false } : undefined;
}
