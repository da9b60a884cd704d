import type { OpenRecord } from '../record/open-record';
import type { Field } from '../spec/field';
import { stringOf } from '../values/plain-values';
import { mismatch } from '../values/refining';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { onValue } from './common/places';
import { valueFix, valueFixOf } from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'sub-type-mismatch',
  severity: 'warning',
  source: 'judgement',
  summary: 'A known subtype does not go with the type.',
  why:
    'The beginning of a known subtype names its type: an OutboundNew that is Inbound is listed under one and counted under the other. ' +
    'Subtypes and types of your own, and types without subtypes such as Consult, go with any.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"type": "Inbound"', '"sub_type": "OutboundNew"']),
        fixed: exampleRecord(['"type": "Inbound"', '"sub_type": "InboundNew"']),
      },
      {
        text: exampleRecord(['"type": "Inbound"', '"sub_type": "OutboundReply"']),
        fixed: exampleRecord(['"type": "Outbound"', '"sub_type": "OutboundReply"']),
      },
    ],
    good: [
      exampleRecord(['"type": "Inbound"', '"sub_type": "InboundNew"']),
      exampleRecord(['"type": "Consult"', '"sub_type": "InternalConferenceInvite"']),
      exampleRecord(['"type": "Inbound"', '"sub_type": "OutboundOverflow"']),
    ],
  }),
  quiet: ['known-keys', 'values-usual'],
  *find(record) {
    for (const field of record.type.fields) {
      const found = field.refines === undefined ? undefined : mismatchOf(record, field);
      if (found) yield found;
    }
  },
  at: ({ entry }) => onValue(entry),
  say: ({ field, refined, refinedEntry, text, present }) => ({
    field: field.name,
    message: t`${quote(text)} does not go with ${quote(refined.name)} ${quote(present)}.`,
    related: { ...onValue(refinedEntry), message: t`What it refines is here.` },
  }),
  *fix({ field, entry, refinedEntry, text, beginning, present }) {
    const same = field.knownValues.find((value) => value === present + text.slice(beginning.length));
    if (same !== undefined) yield { ...valueFix(entry, JSON.stringify(same)), isChoice: true };
    yield { ...valueFixOf(refinedEntry, JSON.stringify(beginning)), isChoice: true };
  },
});

/** A value that refines another one than stands in the record. */
function mismatchOf(record: OpenRecord, field: Field) {
  const refined = record.type.fieldNamed(field.refines ?? '');
  const entry = record.entryOf(field.name);
  const refinedEntry = refined && record.entryOf(refined.name);
  const text = stringOf(record, entry);
  const present = stringOf(record, refinedEntry);
  if (!refined || !entry || !refinedEntry || text === undefined || present === undefined) return undefined;
  const beginning = mismatch(field, refined, text, present);
  return beginning === undefined
    ? undefined
    : { field, entry, refined, refinedEntry, text, present, beginning };
}
