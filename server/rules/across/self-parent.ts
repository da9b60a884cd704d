import { t } from '../../words/language';
import { defineAcrossRule, NOTHING_WRONG, named } from './across-rule';

export default defineAcrossRule({
  id: 'self-parent',
  severity: 'error',
  source: 'judgement',
  summary: 'A record is its own parent.',
  why: 'A reply is a reply to something else: what walks up from it never comes to an end.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"parent_id": "00001a57JGQ00BW8"']),
        whyNoFix: 'only you know which record it replies to',
      },
    ],
    good: [exampleRecord()],
  }),
  judgesAlone: true,
  judge(record) {
    const parent = record.text('parent');
    if (parent === undefined || parent !== record.text('identity')) return NOTHING_WRONG;
    return [
      {
        part: 'parent',
        message: t`${named(record, 'parent')} is the record's own ${named(record, 'identity')}.`,
      },
    ];
  },
});
