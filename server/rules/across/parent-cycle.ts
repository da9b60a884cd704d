import { t } from '../../words/language';
import { quote } from '../../words/quote';
import { defineAcrossRule, exampleFile, NOTHING_WRONG, placesIn } from './across-rule';

/** So many identities are named in a message. */
const MOST_NAMED = 3;

export default defineAcrossRule({
  id: 'parent-cycle',
  severity: 'error',
  source: 'judgement',
  summary: 'Records are each other’s parents, in a circle.',
  why: 'Of two interactions one comes first: what walks up from a reply in a circle never comes to an end.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleFile(
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"parent_id": "00001a57JGQ00BW9"']),
          exampleRecord(['"interaction_id": "00001a57JGQ00BW9"', '"parent_id": "00001a57JGQ00BW8"']),
        ),
        whyNoFix: 'only you know which of them came first',
      },
    ],
    good: [
      exampleFile(
        exampleRecord(['"interaction_id": "00001a57JGQ00BW8"']),
        exampleRecord(['"interaction_id": "00001a57JGQ00BW9"', '"parent_id": "00001a57JGQ00BW8"']),
      ),
    ],
  }),
  judge({ cycle }) {
    const [own, ...others] = cycle;
    if (!own) return NOTHING_WRONG;
    const ids = cycle.slice(0, MOST_NAMED).map((one) => quote(one.text('identity') ?? ''));
    const way = cycle.length > MOST_NAMED ? [...ids, '…'] : [...ids, ids[0]];
    return [
      {
        part: 'parent',
        message: t`Parents in a circle: ${way.join(' → ')}.`,
        elsewhere: placesIn(others, 'parent', () => t`The circle goes on here.`),
      },
    ];
  },
});
