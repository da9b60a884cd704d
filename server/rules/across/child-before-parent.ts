import { t } from '../../words/language';
import { defineAcrossRule, exampleFile, NOTHING_WRONG, named, placesIn } from './across-rule';

export default defineAcrossRule({
  id: 'child-before-parent',
  severity: 'hint',
  source: 'judgement',
  summary: 'A reply starts before its parent.',
  why: 'What sorts a conversation by time shows the reply first. It is a hint, as the clocks of two systems may differ.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleFile(
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"start_date": "2013-11-25T19:02:22.000Z"']),
          exampleRecord([
            '"interaction_id": "00001a57JGQ00BW9"',
            '"start_date": "2013-11-25T18:05:37.000Z"',
            '"parent_id": "00001a57JGQ00BW8"',
          ]),
        ),
        whyNoFix: 'only you know when each of them started',
      },
    ],
    good: [
      exampleFile(
        exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"start_date": "2013-11-25T19:02:22.000Z"']),
        exampleRecord([
          '"interaction_id": "00001a57JGQ00BW9"',
          '"start_date": "2013-11-25T19:02:22.000Z"',
          '"parent_id": "00001a57JGQ00BW8"',
        ]),
      ),
    ],
  }),
  judge(record) {
    const { parent, type } = record;
    const own = record.text('start');
    const ofParent = parent?.text('start');
    if (!parent || own === undefined || ofParent === undefined) return NOTHING_WRONG;
    // Valid dates all have one form, in which the order of the text is the order in time.
    if (own >= ofParent || ![own, ofParent].every((text) => type.start?.pattern?.test(text)))
      return NOTHING_WRONG;
    return [
      {
        part: 'start',
        message: t`${named(record, 'start')} is before that of the parent.`,
        elsewhere: placesIn([parent], 'start', () => t`The parent starts here.`),
      },
    ];
  },
});
