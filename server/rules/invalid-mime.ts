import { replaceValue } from '../edit/replace';
import type { Field } from '../spec/field';
import type { ExampleRecord } from './common/examples';
import { fieldOf } from './common/field-of';
import { entryWithValue } from './common/find-entry';
import { quote, shorten } from './common/quote';
import { defineRule } from './rule';

export default defineRule({
  id: 'invalid-mime',
  severity: 'error',
  source: 'specification',
  summary: 'A MIME type is not of the form type/subtype.',
  why: 'A desktop cannot tell how to show or play the content.',
  examples: (exampleRecord) => ({
    bad: [
      { text: withMime(exampleRecord, ' text/html'), fixed: withMime(exampleRecord, 'text/html') },
      { text: withMime(exampleRecord, 'text / html;'), fixed: withMime(exampleRecord, 'text/html') },
      { text: withMime(exampleRecord, 'html'), fixed: withMime(exampleRecord, 'text/html') },
      { text: withMime(exampleRecord, 'web page'), whyNoFix: 'No MIME type is called like that.' },
    ],
    good: [withMime(exampleRecord, 'text/html'), withMime(exampleRecord, 'text/html; charset=utf-8')],
  }),
  quiet: ['known-keys', 'values-in-form'],
  check(record, report) {
    for (const entry of record.entries) {
      const field = fieldOf(record, entry);
      if (field?.kind !== 'mimeType' || entry.kind !== 'string' || !entry.intact) continue;
      const text = record.stringValue(entry);
      if (field.pattern?.test(text)) continue;
      const reading = readingOf(text, field);
      const advice = reading ? `: ${quote(reading.mime)}` : `, such as "${field.example}"`;
      report({
        start: entry.valueStart,
        end: entry.valueEnd,
        field: field.name,
        message: `"${field.name}" must be a MIME type${advice}.`,
      });
    }
  },
  fixes(finding, { record }) {
    const entry = entryWithValue(record, finding);
    const field = record && entry && fieldOf(record, entry);
    if (!field || entry.kind !== 'string') return [];
    const reading = readingOf(record.stringValue(entry), field);
    if (!reading) return [];
    return [
      {
        title: `Change to "${shorten(reading.mime)}"`,
        edits: [replaceValue(entry, JSON.stringify(reading.mime))],
        isSafe: reading.isSafe,
      },
    ];
  },
});

function withMime(exampleRecord: ExampleRecord, mime: string): string {
  return exampleRecord([
    '"structured_text": "https://ucs.example.com/notes/8"',
    `"structured_text_mime": "${mime}"`,
  ]);
}

/** The valid MIME type that a text is obviously meant for. */
function readingOf(
  text: string,
  field: Field,
): { readonly mime: string; readonly isSafe: boolean } | undefined {
  const isValid = (mime: string) => field.pattern?.test(mime) ?? false;
  const trimmed = text.trim();
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
