import type { RelatedRecord } from '../../relations/related-record';
import { malformed } from '../../values/identifiers';
import { t } from '../../words/language';
import { defineAcrossRule, exampleFile, NOTHING_WRONG, named } from './across-rule';

export default defineAcrossRule({
  id: 'unresolved-parent',
  severity: 'hint',
  source: 'judgement',
  summary: 'A record names a parent that is not there, where the parents of others are.',
  why: 'A typo in the ID cuts a reply off from what it replies to. Nothing is said of single files without any of their parents.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleFile(
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"']),
          exampleRecord(['"interaction_id": "00001a57JGQ00BW9"', '"parent_id": "00001a57JGQ00BW8"']),
          exampleRecord(['"interaction_id": "00001a57JGQ00BWA"', '"parent_id": "00001a57JGQ00BW7"']),
        ),
        whyNoFix: 'only you know which record is meant',
      },
    ],
    good: [exampleRecord(['"parent_id": "00001a57JGQ00BW7"'])],
  }),
  judge(record) {
    // An ID that lost a character, or that a program wrote in place of one, is told as that.
    if (!record.lacksParent || isMalformed(record)) return NOTHING_WRONG;
    return [{ part: 'parent', message: t`No record here has the ID that ${named(record, 'parent')} names.` }];
  },
});

function isMalformed(record: RelatedRecord): boolean {
  const field = record.type.parent;
  return field !== undefined && malformed(field, record.text('parent') ?? '') !== undefined;
}
