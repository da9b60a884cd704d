import type { Field } from '../spec/field';
import { mimeTypeOfUrl } from '../values/mime-guess';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { type CheckedValue, defineValueRule } from './common/checked-values';
import type { ExampleRecord } from './common/examples';
import { fixesOfNothing, saysNothing, textFix } from './common/value-fixes';

export default defineValueRule({
  id: 'invalid-url',
  severity: 'error',
  source: 'specification',
  summary: 'A content URL is not absolute.',
  why: 'A desktop cannot fetch the content: it does not know what a relative or broken address starts from.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: withUrl(exampleRecord, 'ucs.example.com/notes/8.html'),
        fixed: withUrl(exampleRecord, 'http://ucs.example.com/notes/8.html'),
      },
      {
        text: withUrl(exampleRecord, '/notes/8.html'),
        whyNoFix: 'The host that the path belongs to is not known.',
      },
    ],
    good: [
      withUrl(exampleRecord, 'https://ucs.example.com/notes/8.html'),
      withUrl(exampleRecord, 'file:///var/notes/8.html'),
    ],
  }),
  quiet: ['known-keys', 'values-in-form'],
  isWrong: ({ record, field, entry }) =>
    field.type === 'url' && !field.pattern?.test(record.stringValue(entry)),
  say(value) {
    const { field } = value;
    const [reading] = readingsOf(value);
    const what = t`${quote(field.name)} must be an absolute URL (${schemesOf(field)})`;
    return `${what}${reading ? `: ${quote(reading.url)}` : ''}.`;
  },
  fix: (value, context) =>
    saysNothing(value)
      ? fixesOfNothing(value.record, value, context, false)
      : readingsOf(value).map(({ url, isSafe }) => textFix(value.entry, url, isSafe)),
});

/** The schemes that the schema's words for the form name: `http, https, ftp or file`. */
function schemesOf({ form = '' }: Field): string {
  return form.replace(/^absolute (.*) URL$/, '$1');
}

function withUrl(exampleRecord: ExampleRecord, url: string): string {
  return exampleRecord([`"structured_text": "${url}"`, '"structured_text_mime": "text/html"']);
}

/** A host with a dot in its name, or with a port or path after it; but no address of e-mail. */
const HOST_IN_FRONT =
  /^(?:(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?(?:[/?#]|$)|[\p{L}\p{N}.-]+:\d+(?:[/?#]|$))/u;

/** The valid URLs that a text may be meant for, best first. */
function readingsOf({
  record,
  entry,
  field,
}: CheckedValue): readonly { readonly url: string; readonly isSafe: boolean }[] {
  const trimmed = record.stringValue(entry).trim();
  const isValid = (url: string) => field.pattern?.test(url) ?? false;
  if (isValid(trimmed)) return [{ url: trimmed, isSafe: true }];
  const encoded = trimmed.replaceAll(' ', '%20');
  const candidates: string[] = [encoded];
  // The name of a file without a folder looks like a host, too.
  const isFileName = mimeTypeOfUrl(`/${encoded}`) !== undefined && !encoded.includes('/');
  if (HOST_IN_FRONT.test(encoded) && !isFileName) candidates.push(`http://${encoded}`);
  if (/^[A-Za-z]:[\\/]/.test(encoded)) candidates.push(`file:///${encoded.replaceAll('\\', '/')}`);
  return candidates.filter(isValid).map((url) => ({ url, isSafe: false }));
}
