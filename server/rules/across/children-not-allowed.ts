import { t } from '../../words/language';
import { defineAcrossRule, exampleFile, NOTHING_WRONG, named, placesIn } from './across-rule';

export default defineAcrossRule({
  id: 'children-not-allowed',
  severity: 'warning',
  source: 'specification',
  summary: 'A record replies to one that takes no children.',
  why: 'A server refuses to add a reply to an interaction that allows none.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleFile(
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"allow_children": false']),
          exampleRecord(['"interaction_id": "00001a57JGQ00BW9"', '"parent_id": "00001a57JGQ00BW8"']),
        ),
        whyNoFix: 'only you know which of the two records is wrong',
      },
    ],
    good: [
      exampleFile(
        exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"allow_children": true']),
        exampleRecord(['"interaction_id": "00001a57JGQ00BW9"', '"parent_id": "00001a57JGQ00BW8"']),
      ),
    ],
  }),
  judge(record) {
    const { parent } = record;
    if (!parent?.refusesChildren) return NOTHING_WRONG;
    return [
      {
        part: 'parent',
        message: t`The record that ${named(record, 'parent')} names takes no children.`,
        elsewhere: placesIn([parent], 'allowsChildren', () => t`It says so here.`),
      },
    ];
  },
});
