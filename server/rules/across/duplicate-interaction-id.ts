import { t } from '../../words/language';
import { changeTo, defineAcrossRule, exampleFile, NOTHING_WRONG, named, placesIn } from './across-rule';

export default defineAcrossRule({
  id: 'duplicate-interaction-id',
  severity: 'error',
  source: 'judgement',
  summary: 'Two records have the same ID; a warning where they are in different files.',
  why: 'An ID names one interaction: whoever stores both records keeps the last, and a reply to one of them goes to either.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleFile(
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"']),
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"']),
        ),
        fixed: exampleFile(
          exampleRecord(['"interaction_id": "00001a57JGQ00BW9"']),
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"']),
        ),
      },
    ],
    good: [
      exampleFile(
        exampleRecord(['"interaction_id": "00001a57JGQ00BW8"']),
        exampleRecord(['"interaction_id": "00001a57JGQ00BW9"']),
      ),
    ],
  }),
  judge(record) {
    const { count, here, some } = record.twins;
    // Of one that is blank it is told that there is none.
    if (count === 0 || record.text('identity')?.trim() === '') return NOTHING_WRONG;
    return [
      {
        part: 'identity',
        message: messageFor(count, here > 0, named(record, 'identity')),
        elsewhere: placesIn(some, 'identity', () => t`The same ID is here.`),
        ...(here === 0 && { atMost: 'warning' }),
      },
    ];
  },
  *fix(finding, context) {
    const fresh = context.freshIdentifier(finding.field ?? '');
    if (fresh !== undefined) yield changeTo(finding, fresh, t`which is free`);
  },
});

function messageFor(count: number, isHere: boolean, field: string): string {
  if (count === 1)
    return isHere
      ? t`Another record has this ${field}.`
      : t`Another record has this ${field}, in another file.`;
  return isHere
    ? t`${count} other records have this ${field}.`
    : t`${count} other records have this ${field}, in other files.`;
}
