import type { OpenRecord } from '../record/open-record';
import { codeOfText, codeTitle, codeWithValue } from '../values/code-words';
import { goTogether, kindsOf, mediaOf, ownKind } from '../values/kind-and-medium';
import { stringOf } from '../values/plain-values';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { onValue } from './common/places';
import { valueFix, valueFixOf } from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'media-type-mismatch',
  severity: 'warning',
  source: 'judgement',
  summary: 'The media type does not go with the kind of interaction.',
  why:
    'An e-mail with the media type of a call is routed and counted as one and shown as the other. Media types of which no kind is ' +
    'known, such as sms or your own, go with any kind.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"entity_type": 3', '"media_type": "email"']),
        fixed: exampleRecord(['"entity_type": 3', '"media_type": "voice"']),
      },
    ],
    good: [
      exampleRecord(['"entity_type": 3', '"media_type": "voip"']),
      exampleRecord(['"entity_type": 3', '"media_type": "video"']),
    ],
  }),
  quiet: ['known-keys', 'values-usual'],
  *find(record) {
    const found = disagreement(record);
    if (found) yield found;
  },
  at: ({ mediumEntry }) => onValue(mediumEntry),
  say: ({ kind, kindEntry, code, medium, word }) => ({
    field: medium.name,
    message: t`${quote(word)} does not go with ${quote(kind.name)} ${codeTitle(code)}.`,
    related: { ...onValue(kindEntry), message: t`Here it is ${codeTitle(code)}.` },
  }),
  fix({ kind, kindEntry, code, mediumEntry, word }, { type }) {
    const own = ownKind(type);
    const toMedium = mediaOf(type, code.value).map((medium) => ({
      ...valueFix(mediumEntry, JSON.stringify(medium)),
      isChoice: true as const,
    }));
    const toKind = kindsOf(type, word).flatMap((value) => {
      const other = codeWithValue(kind, value);
      const shown = other && codeTitle(other);
      return other ? [{ ...valueFixOf(kindEntry, `${value}`, shown), isChoice: true as const }] : [];
    });
    // What makes it the kind of record that the file is about comes first.
    return code.value === own?.value ? [...toMedium, ...toKind] : [...toKind, ...toMedium];
  },
});

/** The kind and the medium of a record where they surely do not go together. */
function disagreement(record: OpenRecord) {
  const { kind, medium } = record.type;
  const kindEntry = kind && record.entryOf(kind.name);
  const mediumEntry = medium && record.entryOf(medium.name);
  if (!kind || !medium || kindEntry?.kind !== 'number' || !kindEntry.intact) return undefined;
  const code = codeOfText(kind, record.valueText(kindEntry));
  const word = stringOf(record, mediumEntry);
  // What is none of a closed list is wrong for that reason already.
  if (medium.codes.length > 0 && !medium.codes.some(({ value }) => value === word)) return undefined;
  if (!code || !mediumEntry || word === undefined || goTogether(record.type, code.value, word))
    return undefined;
  return { kind, kindEntry, code, medium, mediumEntry, word };
}
