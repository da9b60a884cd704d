import { editDistance } from '../spec/edit-distance';
import type { Field } from '../spec/field';
import { plainWord } from '../values/code-words';
import { t } from '../words/language';
import { anyOf, quote } from '../words/quote';
import { type CheckedValue, defineValueRule } from './common/checked-values';
import { brokenLimit } from './common/limits';
import { valueFix } from './common/value-fixes';

export default defineValueRule({
  id: 'unknown-media-type',
  severity: 'information',
  source: 'judgement',
  summary: "A media type is not one of those that the vendor's configuration knows.",
  why:
    'The list is open, but what handles a call asks for the exact word: "Voice" is not "voice". Media types of your own are as good; ' +
    'state them as examples in the project file, and nothing is said about them.',
  examples: (exampleRecord) => ({
    bad: [
      { text: exampleRecord(['"media_type": "Voice"']), fixed: exampleRecord(['"media_type": "voice"']) },
      {
        text: exampleRecord(['"media_type": "callbak"']),
        fixed: exampleRecord(['"media_type": "callback"']),
      },
      {
        text: exampleRecord(['"media_type": "hologram"']),
        whyNoFix: 'No known media type is written like it.',
      },
    ],
    good: [exampleRecord(['"media_type": "voip"'])],
  }),
  quiet: ['known-keys', 'values-usual'],
  isWrong(value) {
    const { record, field, entry } = value;
    // What is no code, too short or empty is wrong for that reason already.
    if (field.role !== 'medium' || field.codes.length > 0 || brokenLimit(value)) return false;
    const word = record.stringValue(entry);
    return word.trim() !== '' && !field.knownValues.includes(word) && !field.examples.includes(word);
  },
  say(value) {
    const near = nearest(value);
    const meant = near.length > 0 ? t` Is ${anyOf(near.map((word) => `"${word}"`))} meant?` : '';
    return t`${quote(textOf(value))} is not a known media type.${meant}`;
  },
  fix: (value) =>
    nearest(value).map((word, _, { length }) => ({
      ...valueFix(value.entry, JSON.stringify(word)),
      ...(length > 1 && { isChoice: true as const }),
    })),
});

function textOf({ record, entry }: CheckedValue): string {
  return record.stringValue(entry);
}

/** Longer words are no slips of the keyboard. */
const LONGEST_COMPARED = 30;

/** More words than these are none that is meant. */
const MOST_MEANT = 3;

/** The known words that differ in capitals and separators alone, else those one letter apart, at most three. */
function nearest(value: CheckedValue): readonly string[] {
  const word = textOf(value);
  if (word.length > LONGEST_COMPARED) return [];
  const meant = value.field.codeWords.get(plainWord(word));
  if (typeof meant === 'string') return [meant];
  const known = wordsOf(value.field);
  const same = known.filter((one) => plainWord(one) === plainWord(word));
  if (same.length > 0) return same.slice(0, MOST_MEANT);
  // Short words are near to each other by chance.
  const most = word.length < 4 ? 0 : 1;
  return known.filter((one) => editDistance(one, word.toLowerCase(), most) <= most).slice(0, MOST_MEANT);
}

function wordsOf({ knownValues, examples }: Field): readonly string[] {
  return [...knownValues, ...examples.filter((one) => typeof one === 'string')];
}
