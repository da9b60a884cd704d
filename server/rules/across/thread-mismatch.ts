import { defineAcrossRule, exampleFile } from './across-rule';
import { otherThanParent, takeFromParent } from './mismatch';

export default defineAcrossRule({
  id: 'thread-mismatch',
  severity: 'hint',
  source: 'judgement',
  summary: 'A reply is not in the thread of its parent.',
  why: 'What collects a conversation by its thread leaves the reply out. It is a hint, as a conversation may be split on purpose.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleFile(
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"thread_id": "00001a57JGQ00T01"']),
          exampleRecord([
            '"interaction_id": "00001a57JGQ00BW9"',
            '"thread_id": "00001a57JGQ00T02"',
            '"parent_id": "00001a57JGQ00BW8"',
          ]),
        ),
        fixed: exampleFile(
          exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"thread_id": "00001a57JGQ00T01"']),
          exampleRecord([
            '"interaction_id": "00001a57JGQ00BW9"',
            '"thread_id": "00001a57JGQ00T01"',
            '"parent_id": "00001a57JGQ00BW8"',
          ]),
        ),
      },
    ],
    good: [
      exampleFile(
        exampleRecord(['"interaction_id": "00001a57JGQ00BW8"', '"thread_id": "00001a57JGQ00T01"']),
        exampleRecord([
          '"interaction_id": "00001a57JGQ00BW9"',
          '"thread_id": "00001a57JGQ00T01"',
          '"parent_id": "00001a57JGQ00BW8"',
        ]),
      ),
    ],
  }),
  judge: (record) => otherThanParent(record, 'thread', (parent, own) => own === parent.text('identity')),
  fix: takeFromParent,
});
