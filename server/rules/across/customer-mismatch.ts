import { defineAcrossRule, exampleFile } from './across-rule';
import { otherThanParent, takeFromParent } from './mismatch';

export default defineAcrossRule({
  id: 'customer-mismatch',
  severity: 'hint',
  source: 'judgement',
  summary: 'A reply does not have the customer of its parent.',
  why: 'A reply shows up in the history of a customer who never got it. It is a hint, as a call may be handed over to somebody else.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleFile(
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"customer_id": "00001a57JGQ00T01"']),
          exampleRecord([
            '"interaction_id": "00001a57JGQ00BW9"',
            '"customer_id": "00001a57JGQ00T02"',
            '"parent_id": "00001a57JGQ00BW8"',
          ]),
        ),
        fixed: exampleFile(
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"customer_id": "00001a57JGQ00T01"']),
          exampleRecord([
            '"interaction_id": "00001a57JGQ00BW9"',
            '"customer_id": "00001a57JGQ00T01"',
            '"parent_id": "00001a57JGQ00BW8"',
          ]),
        ),
      },
    ],
    good: [
      exampleFile(
        exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"customer_id": "00001a57JGQ00T01"']),
        exampleRecord([
          '"interaction_id": "00001a57JGQ00BW9"',
          '"customer_id": "00001a57JGQ00T01"',
          '"parent_id": "00001a57JGQ00BW8"',
        ]),
      ),
    ],
  }),
  judge: (record) => otherThanParent(record, 'customer'),
  fix: takeFromParent,
});
