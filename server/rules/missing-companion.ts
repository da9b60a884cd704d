import { insertMembers } from '../edit/insert-members';
import type { Field } from '../spec/field';
import { placeholder } from '../values/placeholder';
import { allOf, quote } from '../words/quote';
import { type KnownObject, knownObjects, memberWithKey, misnamedWith, pathOf } from './common/known-objects';
import { type Misnamed, misnamedFinding, misnamedFor, renameFix } from './common/misnamed';
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
  check(record, report) {
    if (!record.isIntact) return;
    for (const object of knownObjects(record)) {
      const misnamed = new Set<Misnamed>();
      for (const owner of object.members.contents) {
        const entry = object.entryOf(owner.name);
        // A member that is null is to be removed, and then it needs nothing.
        if (entry === undefined || entry.kind === 'null') continue;
        const missing = missingBeside(object, owner);
        for (const known of missing.misnamed) misnamed.add(known);
        if (missing.absent.length === 0) continue;
        report({
          start: entry.keyStart,
          end: entry.keyEnd,
          field: pathOf(object, owner),
          message: `${quote(owner.name)} requires ${allOf(cut(missing.absent.map(({ name }) => quote(name))))}.`,
        });
      }
      for (const known of misnamed) report(misnamedFinding(known, (field) => pathOf(object, field)));
    }
  },
  *fixes(finding, { record, style, now }) {
    if (!record) return;
    const key = memberWithKey(record, finding);
    if (!key) return;
    const { object, entry } = key;
    const known = misnamedWith(record, key);
    if (known) {
      yield* known.fields.map((field) => renameFix(known, field.name, pathOf(object, field)));
      return;
    }
    const owner = object.members.fieldNamed(entry.key);
    // Of two members of one name the last one counts.
    const after = owner && object.entryOf(owner.name);
    if (!after) return;
    const { absent } = missingBeside(object, owner);
    const members = absent.map((field) => ({
      key: field.name,
      valueText: placeholder(field, record, now),
    }));
    const shown = members.map(({ key: name, valueText }) => `${quote(name)}: ${quoteValue(valueText)}`);
    yield {
      title: `Add ${allOf(cut(shown))}`,
      edits: insertMembers(object, members, style, after),
      isSafe: false,
      isPreferred: true,
      adds: absent.map((field) => pathOf(object, field)),
    };
  },
});

/** More names than these make a sentence too long to be read. */
const MOST_SHOWN = 4;

function cut(parts: readonly string[]): readonly string[] {
  if (parts.length <= MOST_SHOWN) return parts;
  return [...parts.slice(0, MOST_SHOWN - 1), `${parts.length - MOST_SHOWN + 1} others`];
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
