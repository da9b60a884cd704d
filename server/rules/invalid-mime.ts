import { replaceValue } from '../edit/replace';
import type { Field } from '../spec/field';
import { quote, shorten } from '../words/quote';
import { checkedValues, onValue, valueAt } from './common/checked-values';
import type { ExampleRecord } from './common/examples';
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
    for (const value of checkedValues(record)) {
      const { field, entry, hasType } = value;
      if (!hasType || field.kind !== 'mimeType') continue;
      const text = record.stringValue(entry);
      if (field.pattern?.test(text)) continue;
      const reading = readingOf(text, field);
      const advice = reading ? `: ${quote(reading.mime)}` : `, such as "${field.example}"`;
      report(onValue(value, `${quote(field.name)} must be a MIME type${advice}.`));
    }
  },
  fixes(finding, { record }) {
    const value = valueAt(record, finding);
    if (!record || !value?.hasType) return [];
    const { entry, field } = value;
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
