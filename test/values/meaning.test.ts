import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRecord } from '../../server/record/open-record';
import { phoneCall } from '../../server/spec/phone-call';
import { type Meaning, meaningOf } from '../../server/values/meaning';
import { settled } from '../support/marked-text';
import { allChunks } from '../support/whole';

/** What the value of the first member of a record means. */
function meaningIn(text: string): Meaning {
  const record = allChunks(settled(text))[1]?.record;
  assert.ok(record, text);
  const opened = openRecord(record);
  const [entry] = opened.entries;
  const field = entry && phoneCall.fieldMeant(entry.key);
  assert.ok(entry && field, text);
  return meaningOf(opened, entry, field);
}

test('a value in words, with what else there is to say in pieces', () => {
  const table: [string, Partial<Meaning>][] = [
    ['{"status": 3, "interaction_id": "i"}', { text: 'STOPPED' }],
    ['{"Status": "stopped", "interaction_id": "i"}', { text: 'STOPPED' }],
    ['{"status": 9, "interaction_id": "i"}', {}],
    ['{"duration": 195, "interaction_id": "i"}', { text: '3 min 15 s' }],
    ['{"duration": -1, "interaction_id": "i"}', {}],
    ['{"binary_content_size": 2048, "interaction_id": "i"}', { text: '2 KiB' }],
    [
      '{"timeshift": 60, "start_date": "2013-11-25T19:02:22.000Z"}',
      { text: 'UTC+01:00', more: [['Created at 20:02:22 local time']] },
    ],
    [
      '{"end_date": "2013-11-25T19:05:37.000Z", "start_date": "2013-11-25T19:02:22.000Z"}',
      {
        text: 'Monday 25 November 2013, 19:05:37 UTC',
        beside: '+3 min 15 s',
        more: [['3 min 15 s after ', { verbatim: 'start_date' }]],
      },
    ],
    [
      '{"start_date": 1385406142000, "interaction_id": "i"}',
      { more: [[{ verbatim: '2013-11-25T19:02:22.000Z' }, ', if the number is milliseconds since 1970']] },
    ],
    [
      '{"binary_content": "https://h/b.wav", "binary_content_size": 3, "binary_content_mime": "audio/wav"}',
      { more: [[{ verbatim: 'audio/wav' }, ' · ', '3 bytes', ' · ', 'host ', { verbatim: 'h' }]] },
    ],
    [
      '{"sub_type": "OutboundNew", "type": "In*bound", "interaction_id": "i"}',
      {
        more: [
          [
            'A subtype of ',
            { strong: 'Outbound' },
            ', but ',
            { verbatim: 'type' },
            ' is ',
            { verbatim: 'In*bound' },
            '.',
          ],
        ],
      },
    ],
    ['{"outcome": "Resolved", "interaction_id": "i"}', {}],
  ];
  for (const [text, expected] of table) {
    const { code, ...rest } = meaningIn(text);
    const usual = { text: undefined, beside: expected.text, more: [] };
    assert.deepEqual(rest, { ...usual, ...expected }, text);
    assert.equal(code?.name, text.toLowerCase().startsWith('{"status"') ? expected.text : undefined, text);
  }
});
