import { changeTo, defineAcrossRule, exampleFile, named, placesIn } from './across-rule';

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
  *judge(record) {
    const { twins, place } = record;
    if (twins.length === 0) return;
    const others = twins.length === 1 ? 'Another record has' : `${twins.length} other records have`;
    const isHere = twins.some((twin) => twin.place.file === place.file);
    yield {
      part: 'identity',
      message: isHere
        ? `${others} this ${named(record, 'identity')}.`
        : `${others} this ${named(record, 'identity')}, in another file.`,
      elsewhere: placesIn(twins, 'identity', () => 'The same ID is here.'),
      ...(!isHere && { atMost: 'warning' }),
    };
  },
  *fix(finding, context) {
    const fresh = context.freshIdentifier(finding.field ?? '');
    if (fresh !== undefined) yield changeTo(finding, fresh, 'which is free');
  },
});
