import type { Entry } from '../document/record';
import { insertMembers } from '../edit/insert-members';
import type { Field } from '../spec/field';
import { t } from '../words/language';
import { allOf, quote } from '../words/quote';
import { type KnownObject, knownObjects } from './common/known-objects';
import { lackingValue } from './common/lacking-value';
import { type Misnamed, misnamedFor, misnamedSaid, renameFixes } from './common/misnamed';
import { onKey, pathOf } from './common/places';
import { quoteValue } from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'missing-companion',
  severity: 'error',
  source: 'specification',
  summary: 'A field lacks another one that has to stand beside it, such as a content URL its MIME type.',
  why: 'One says too little without the other: a desktop cannot show content whose MIME type it does not know.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord([
          '"structured_text": "https://ucs.example.com/notes/8.html"',
          '"subject": "Invoice"',
        ]),
        fixed: exampleRecord([
          '"structured_text": "https://ucs.example.com/notes/8.html"',
          '"structured_text_mime": "text/html"',
          '"subject": "Invoice"',
        ]),
      },
      {
        text: exampleRecord(['"binary_content": "https://ucs.example.com/calls/8.wav"']),
        fixed: exampleRecord([
          '"binary_content": "https://ucs.example.com/calls/8.wav"',
          '"binary_content_mime": "audio/wav"',
          '"binary_content_size": 0',
        ]),
      },
      {
        text: exampleRecord([
          '"binary_content": "https://ucs.example.com/calls/8"',
          '"binary_content_size": 3120044',
        ]),
        fixed: exampleRecord([
          '"binary_content": "https://ucs.example.com/calls/8"',
          '"binary_content_mime": "application/octet-stream"',
          '"binary_content_size": 3120044',
        ]),
      },
    ],
    good: [
      exampleRecord([
        '"binary_content_size": 3120044',
        '"binary_content_mime": "audio/wav"',
        '"binary_content": "https://ucs.example.com/calls/8.wav"',
      ]),
    ],
  }),
  quiet: ['companions-paired'],
  *find(record): Generator<Lack> {
    if (!record.isIntact) return;
    for (const object of knownObjects(record)) {
      const misnamed = new Set<Misnamed>();
      for (const owner of object.members.contents) {
        const entry = object.entryOf(owner.name);
        // A member that says nothing is to be removed, and then it needs nothing.
        if (entry === undefined || entry.kind === 'null') continue;
        if (owner.type === 'url' && /^"\s*"$/.test(record.valueText(entry))) continue;
        const missing = missingBeside(object, owner);
        for (const known of missing.misnamed) misnamed.add(known);
        if (missing.absent.length > 0) yield { object, entry, owner, absent: missing.absent };
      }
      for (const known of misnamed) yield { object, entry: known.entry, known };
    }
  },
  at: ({ entry }) => onKey(entry),
  say(lack) {
    if ('known' in lack) return misnamedSaid(lack.known);
    const { object, owner, absent } = lack;
    const needed = allOf(cut(absent.map(({ name }) => quote(name))));
    return { field: pathOf(object, owner), message: t`${quote(owner.name)} requires ${needed}.` };
  },
  fix(lack, record, context) {
    if ('known' in lack) return renameFixes(lack.known);
    const { object, entry, absent } = lack;
    const members = absent.map((field) => ({
      key: field.name,
      valueText: lackingValue(field, record, context),
    }));
    const shown = members.map(({ key, valueText }) => `${quote(key)}: ${quoteValue(valueText)}`);
    return [
      {
        title: t`Add ${allOf(cut(shown))}`,
        does: 'Add',
        edits: insertMembers(object, members, context.style, entry),
        isSafe: false,
        isPreferred: true,
        adds: absent.map((field) => pathOf(object, field)),
      },
    ];
  },
});

/** A field that lacks others beside it, or the key of what it lacks under another name. */
type Lack = { readonly object: KnownObject; readonly entry: Entry } & (
  | { readonly owner: Field; readonly absent: readonly Field[] }
  | { readonly known: Misnamed }
);

/** More names than these make a sentence too long to be read. */
const MOST_SHOWN = 4;

function cut(parts: readonly string[]): readonly string[] {
  if (parts.length <= MOST_SHOWN) return parts;
  return [...parts.slice(0, MOST_SHOWN - 1), t`${parts.length - MOST_SHOWN + 1} others`];
}

/** What a field lacks that has to stand beside it, and the members that have it under another name. */
function missingBeside({ entryOf, members, misnamed }: KnownObject, { companions }: Field) {
  const lacking = companions
    .flatMap((name) => (entryOf(name) ? [] : (members.fieldNamed(name) ?? [])))
    // What has to be there anyway is told as such.
    .filter(({ mandatory }) => !mandatory);
  const keys = lacking.length > 0 ? misnamed() : [];
  return {
    absent: lacking.filter(({ name }) => !misnamedFor(keys, name)),
    misnamed: lacking.flatMap(({ name }) => misnamedFor(keys, name) ?? []),
  };
}
