/*
 * Inputs made after reports of people who lost data, or were told nothing: what is told of each, what the menus of the
 * editor hold, what `fix` makes of it, and what is offered and shown in it. All of what is told: anything more is wrong.
 */

/** Something that is told of a text. */
export interface Problem {
  /** Line and column, from 1. */
  readonly at: string;
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
  /** The titles of all that mends it; NOW stands for the time. */
  readonly menu: readonly string[];
}

export interface Case {
  readonly id: string;
  /** What the file is called; `a.phonecall.json` where that says nothing. */
  readonly file?: string;
  readonly text: string;
  readonly records: number;
  readonly problems: readonly Problem[];
  /** Whether an editor says nothing: whoever opens an empty file is about to type. */
  readonly isQuietInEditor?: true;
  /** What `fix` and fixing on save leave, where that is another text. */
  readonly safe?: string;
  /** What `fix --unsafe` leaves, where that is another text than the safe one. */
  readonly unsafe?: string;
  /** Labels that are among the suggestions after some text. */
  readonly typing?: { readonly after: string; readonly offers: readonly string[] };
  /** The field that a hover over some text is about. */
  readonly hover?: { readonly at: string; readonly says: string };
}

const undated =
  '"customer_id": "00027a9K3RB00E11", "interaction_id": "00027a9K3RB00F01", "status": 2, "entity_type": 3, ' +
  '"type": "Inbound", "media_type": "voice", "creator_app_id": 142';
const members = `${undated}, "start_date": "2021-03-04T09:15:31.000Z"`;

export const cases: readonly Case[] = [
  // safe fix gives "+12025550143" or leaves it
  {
    id: 'plus-phone_number',
    text: `{${members}, "phone_number": +12025550143}`,
    records: 1,
    problems: [
      {
        at: '1:229',
        severity: 'error',
        rule: 'syntax',
        message: '+12025550143 is not a JSON value: put text into double quotes.',
        menu: ['Quote "+12025550143"'],
      },
    ],
    safe: `{${members}, "phone_number": "+12025550143"}`,
  },
  // safe fix gives {"ANI": "+12025550143"} or leaves it
  {
    id: 'plus-udata',
    text: `{${members}, "udata": {"ANI": +12025550143}}`,
    records: 1,
    problems: [
      {
        at: '1:230',
        severity: 'error',
        rule: 'syntax',
        message: '+12025550143 is not a JSON value: put text into double quotes.',
        menu: ['Quote "+12025550143"'],
      },
    ],
    safe: `{${members}, "udata": {"ANI": "+12025550143"}}`,
  },
  // --unsafe gives "00441234567"
  {
    id: 'zeros-phone_number',
    text: `{${members}, "phone_number": 00441234567}`,
    records: 1,
    problems: [
      {
        at: '1:229',
        severity: 'error',
        rule: 'syntax',
        message: '00441234567 is not a JSON value: put text into double quotes.',
        menu: ['Quote "00441234567"'],
      },
    ],
    safe: `{${members}, "phone_number": "00441234567"}`,
  },
  // --unsafe gives "0071027198180020"
  {
    id: 'zeros-tconnection_id',
    text: `{${members}, "tconnection_id": 0071027198180020}`,
    records: 1,
    problems: [
      {
        at: '1:231',
        severity: 'error',
        rule: 'syntax',
        message: '0071027198180020 is not a JSON value: put text into double quotes.',
        menu: ['Quote "0071027198180020"'],
      },
    ],
    safe: `{${members}, "tconnection_id": "0071027198180020"}`,
  },
  // "12025550143", or left with its finding
  {
    id: 'float-phone_number-12025550143.0',
    text: `{${members}, "phone_number": 12025550143.0}`,
    records: 1,
    problems: [
      {
        at: '1:229',
        severity: 'error',
        rule: 'wrong-type',
        message: '"phone_number" must be a string, not a number: "12025550143".',
        menu: ['Change to "12025550143"'],
      },
    ],
    safe: `{${members}, "phone_number": "12025550143"}`,
  },
  // "12025550143", or left with its finding
  {
    id: 'float-phone_number-1.2025550143e10',
    text: `{${members}, "phone_number": 1.2025550143e10}`,
    records: 1,
    problems: [
      {
        at: '1:229',
        severity: 'error',
        rule: 'wrong-type',
        message: '"phone_number" must be a string, not a number: "12025550143".',
        menu: ['Change to "12025550143"'],
      },
    ],
    safe: `{${members}, "phone_number": "12025550143"}`,
  },
  // not "put text into double quotes", and --unsafe writes no string into a field that takes none
  {
    id: 'nan-duration-NaN',
    text: `{${members}, "duration": NaN}`,
    records: 1,
    problems: [
      {
        at: '1:225',
        severity: 'error',
        rule: 'syntax',
        message: 'NaN is not a JSON value: leave "duration" out or give it an integer.',
        menu: ['Remove "duration": NaN'],
      },
    ],
    unsafe: `{${members}}`,
  },
  // not "put text into double quotes", and --unsafe writes no string into a field that takes none
  {
    id: 'nan-start_date-NaT',
    text: `{${undated}, "start_date": NaT}`,
    records: 1,
    problems: [
      {
        at: '1:185',
        severity: 'error',
        rule: 'syntax',
        message: 'NaT is not a JSON value: give "start_date" a string "YYYY-MM-DDTHH:mm:ss.SSSZ".',
        menu: ['Remove "start_date": NaT', 'Change to "NOW"'],
      },
    ],
    unsafe: `{${undated}, "start_date": "NOW"}`,
  },
  // missing-field findings, exit 1
  {
    id: 'silent-pascal',
    text: `{"CustomerId":"c1","InteractionId":"i1","Status":3,"EntityType":3,"UData":{"ServiceType":"cards"}}`,
    records: 1,
    problems: [
      {
        at: '1:1',
        severity: 'error',
        rule: 'missing-field',
        message: 'Missing 4 mandatory fields: "type", "media_type" and 2 more.',
        menu: [
          'Complete the 8 mandatory fields',
          'Add the 4 missing mandatory fields',
          'Add "type": ""',
          'Add "media_type": "voice"',
          'Add "creator_app_id": 135',
          'Add "start_date": "NOW"',
          'Rename "CustomerId" to "customer_id"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:2',
        severity: 'error',
        rule: 'missing-field',
        message: '"CustomerId" should be "customer_id".',
        menu: [
          'Complete the 8 mandatory fields',
          'Add the 4 missing mandatory fields',
          'Add "type": ""',
          'Add "media_type": "voice"',
          'Add "creator_app_id": 135',
          'Add "start_date": "NOW"',
          'Rename "CustomerId" to "customer_id"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:20',
        severity: 'error',
        rule: 'missing-field',
        message: '"InteractionId" should be "interaction_id".',
        menu: [
          'Complete the 8 mandatory fields',
          'Rename "InteractionId" to "interaction_id"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:41',
        severity: 'error',
        rule: 'missing-field',
        message: '"Status" should be "status".',
        menu: [
          'Complete the 8 mandatory fields',
          'Rename "Status" to "status"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:52',
        severity: 'error',
        rule: 'missing-field',
        message: '"EntityType" should be "entity_type".',
        menu: [
          'Complete the 8 mandatory fields',
          'Rename "EntityType" to "entity_type"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:67',
        severity: 'warning',
        rule: 'unknown-field',
        message: 'Unknown field "UData". Is "udata" meant?',
        menu: [
          'Rename "UData" to "udata"',
          'Move "UData" to "udata"',
          'Remove "UData"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
    ],
    safe: `{"customer_id":"c1","interaction_id":"i1","status":3,"entity_type":3,"udata":{"ServiceType":"cards"}}`,
    unsafe: `{"customer_id":"c1","interaction_id":"i1","status":3,"entity_type":3,"udata":{"ServiceType":"cards"},"type":"","media_type":"voice","creator_app_id":135,"start_date":"NOW"}`,
    typing: { after: '"cards"}', offers: ['type', 'media_type', 'creator_app_id', 'start_date'] },
    hover: { at: 'CustomerId', says: 'customer_id' },
  },
  // missing-field findings, exit 1
  {
    id: 'silent-camel',
    text: `{"interactionId":"i1","customerId":"c1","entityType":3,"mediaType":"voice","uData":{"ServiceType":"cards"}}`,
    records: 1,
    problems: [
      {
        at: '1:1',
        severity: 'error',
        rule: 'missing-field',
        message: 'Missing 4 mandatory fields: "status", "type" and 2 more.',
        menu: [
          'Complete the 8 mandatory fields',
          'Add the 4 missing mandatory fields',
          'Add "status": 2',
          'Add "type": ""',
          'Add "creator_app_id": 135',
          'Add "start_date": "NOW"',
          'Rename "interactionId" to "interaction_id"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:2',
        severity: 'error',
        rule: 'missing-field',
        message: '"interactionId" should be "interaction_id".',
        menu: [
          'Complete the 8 mandatory fields',
          'Add the 4 missing mandatory fields',
          'Add "status": 2',
          'Add "type": ""',
          'Add "creator_app_id": 135',
          'Add "start_date": "NOW"',
          'Rename "interactionId" to "interaction_id"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:23',
        severity: 'error',
        rule: 'missing-field',
        message: '"customerId" should be "customer_id".',
        menu: [
          'Complete the 8 mandatory fields',
          'Rename "customerId" to "customer_id"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:41',
        severity: 'error',
        rule: 'missing-field',
        message: '"entityType" should be "entity_type".',
        menu: [
          'Complete the 8 mandatory fields',
          'Rename "entityType" to "entity_type"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:56',
        severity: 'error',
        rule: 'missing-field',
        message: '"mediaType" should be "media_type".',
        menu: [
          'Complete the 8 mandatory fields',
          'Rename "mediaType" to "media_type"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:76',
        severity: 'warning',
        rule: 'unknown-field',
        message: 'Unknown field "uData". Is "udata" meant?',
        menu: [
          'Rename "uData" to "udata"',
          'Move "uData" to "udata"',
          'Remove "uData"',
          'Rename 5 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
    ],
    safe: `{"interaction_id":"i1","customer_id":"c1","entity_type":3,"media_type":"voice","udata":{"ServiceType":"cards"}}`,
    unsafe: `{"interaction_id":"i1","customer_id":"c1","entity_type":3,"media_type":"voice","udata":{"ServiceType":"cards"},"status":2,"type":"","creator_app_id":135,"start_date":"NOW"}`,
    typing: { after: '"cards"}', offers: ['status', 'type', 'creator_app_id', 'start_date'] },
    hover: { at: 'interactionId', says: 'interaction_id' },
  },
  // missing-field findings, exit 1
  {
    id: 'silent-camel-array',
    text: `[{"interactionId":"i1","customerId":"c1","entityType":3,"userData":{"ServiceType":"cards"}}]`,
    records: 1,
    problems: [
      {
        at: '1:2',
        severity: 'error',
        rule: 'missing-field',
        message: 'Missing 5 mandatory fields: "status", "type", "media_type" and 2 more.',
        menu: [
          'Complete the 8 mandatory fields',
          'Add the 5 missing mandatory fields',
          'Add "status": 2',
          'Add "type": ""',
          'Add "media_type": "voice"',
          'Add "creator_app_id": 135',
          'Add "start_date": "NOW"',
          'Rename "interactionId" to "interaction_id"',
          'Rename 4 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:3',
        severity: 'error',
        rule: 'missing-field',
        message: '"interactionId" should be "interaction_id".',
        menu: [
          'Complete the 8 mandatory fields',
          'Add the 5 missing mandatory fields',
          'Add "status": 2',
          'Add "type": ""',
          'Add "media_type": "voice"',
          'Add "creator_app_id": 135',
          'Add "start_date": "NOW"',
          'Rename "interactionId" to "interaction_id"',
          'Rename 4 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:24',
        severity: 'error',
        rule: 'missing-field',
        message: '"customerId" should be "customer_id".',
        menu: [
          'Complete the 8 mandatory fields',
          'Rename "customerId" to "customer_id"',
          'Rename 4 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:42',
        severity: 'error',
        rule: 'missing-field',
        message: '"entityType" should be "entity_type".',
        menu: [
          'Complete the 8 mandatory fields',
          'Rename "entityType" to "entity_type"',
          'Rename 4 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:57',
        severity: 'warning',
        rule: 'unknown-field',
        message: 'Unknown field "userData". Is "udata" meant?',
        menu: [
          'Rename "userData" to "udata"',
          'Move "userData" to "udata"',
          'Remove "userData"',
          'Rename 4 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
    ],
    safe: `[{"interaction_id":"i1","customer_id":"c1","entity_type":3,"udata":{"ServiceType":"cards"}}]`,
    unsafe: `[{"interaction_id":"i1","customer_id":"c1","entity_type":3,"udata":{"ServiceType":"cards"},"status":2,"type":"","media_type":"voice","creator_app_id":135,"start_date":"NOW"}]`,
    typing: { after: '"cards"}', offers: ['status', 'type', 'media_type', 'start_date'] },
    hover: { at: 'userData', says: 'udata' },
  },
  // no finding, as for []
  {
    id: 'empty-wrapper-list',
    text: `{"interactions":[]}`,
    records: 0,
    problems: [],
    typing: { after: '[', offers: ['New record', 'New typical record'] },
  },
  // contactId, ixnId, typeId, canBeParent, allAttributes, structTextMimetype proposed as customer_id, interaction_id, type, allow_children, udata, structured_text_mime
  {
    id: 'udm-export',
    text: `{"ixnId":"00027a9K3RB00F01","status":3,"entityTypeId":3,"mediaTypeId":"voice","typeId":"Inbound","contactId":"00027a9K3RB00E11","startDate":"2021-03-04 09:15:31.78","creatorAppId":142,"canBeParent":true,"structTextMimetype":"text/html","allAttributes":{"a":"b"}}`,
    records: 1,
    problems: [
      {
        at: '1:2',
        severity: 'error',
        rule: 'missing-field',
        message: '"ixnId" should be "interaction_id".',
        menu: [
          'Complete the 7 mandatory fields',
          'Rename "ixnId" to "interaction_id"',
          'Rename 10 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:38',
        severity: 'warning',
        rule: 'stopped-without-end',
        message: '"status" is 3 (STOPPED), but there is no "end_date".',
        menu: ['Change to 2 (IN_PROCESS)', 'Fix all safe problems in this file'],
      },
      {
        at: '1:40',
        severity: 'error',
        rule: 'missing-field',
        message: '"entityTypeId" should be "entity_type".',
        menu: [
          'Complete the 7 mandatory fields',
          'Rename "entityTypeId" to "entity_type"',
          'Rename 10 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:57',
        severity: 'error',
        rule: 'missing-field',
        message: '"mediaTypeId" should be "media_type".',
        menu: [
          'Complete the 7 mandatory fields',
          'Rename "mediaTypeId" to "media_type"',
          'Rename 10 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:79',
        severity: 'error',
        rule: 'missing-field',
        message: '"typeId" should be "type".',
        menu: [
          'Complete the 7 mandatory fields',
          'Rename "typeId" to "type"',
          'Rename 10 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:98',
        severity: 'error',
        rule: 'missing-field',
        message: '"contactId" should be "customer_id".',
        menu: [
          'Complete the 7 mandatory fields',
          'Rename "contactId" to "customer_id"',
          'Rename 10 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:129',
        severity: 'error',
        rule: 'missing-field',
        message: '"startDate" should be "start_date".',
        menu: [
          'Complete the 7 mandatory fields',
          'Rename "startDate" to "start_date"',
          'Rename 10 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:141',
        severity: 'error',
        rule: 'invalid-date',
        message: '"start_date" must be UTC in the form YYYY-MM-DDTHH:mm:ss.SSSZ.',
        menu: ['Change to "2021-03-04T09:15:31.780Z" (if it is UTC)', 'Fix all safe problems in this file'],
      },
      {
        at: '1:166',
        severity: 'error',
        rule: 'missing-field',
        message: '"creatorAppId" should be "creator_app_id".',
        menu: [
          'Complete the 7 mandatory fields',
          'Rename "creatorAppId" to "creator_app_id"',
          'Rename 10 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:185',
        severity: 'warning',
        rule: 'unknown-field',
        message: 'Unknown field "canBeParent". Is "allow_children" meant?',
        menu: [
          'Rename "canBeParent" to "allow_children"',
          'Move "canBeParent" to "udata"',
          'Remove "canBeParent"',
          'Rename 10 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:204',
        severity: 'warning',
        rule: 'unknown-field',
        message: 'Unknown field "structTextMimetype". Is "structured_text_mime" meant?',
        menu: [
          'Rename "structTextMimetype" to "structured_text_mime"',
          'Move "structTextMimetype" to "udata"',
          'Remove "structTextMimetype"',
          'Rename 10 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
      {
        at: '1:237',
        severity: 'warning',
        rule: 'unknown-field',
        message: 'Unknown field "allAttributes". Is "udata" meant?',
        menu: [
          'Rename "allAttributes" to "udata"',
          'Move "allAttributes" to "udata"',
          'Remove "allAttributes"',
          'Rename 10 fields in this file',
          'Fix all safe problems in this file',
        ],
      },
    ],
    safe: `{"interaction_id":"00027a9K3RB00F01","status":3,"entity_type":3,"media_type":"voice","type":"Inbound","customer_id":"00027a9K3RB00E11","start_date":"2021-03-04 09:15:31.78","creator_app_id":142,"allow_children":true,"structured_text_mime":"text/html","udata":{"a":"b"}}`,
    unsafe: `{"interaction_id":"00027a9K3RB00F01","status":3,"entity_type":3,"media_type":"voice","type":"Inbound","customer_id":"00027a9K3RB00E11","start_date":"2021-03-04T09:15:31.780Z","creator_app_id":142,"allow_children":true,"structured_text_mime":"text/html","udata":{"a":"b"}}`,
    hover: { at: 'contactId', says: 'customer_id' },
  },
  // "timeshift": 60 added with it, or the fix is not called safe
  {
    id: 'offset-lost',
    text: `{${undated}, "start_date": "2021-03-04T10:15:31.000+01:00"}`,
    records: 1,
    problems: [
      {
        at: '1:185',
        severity: 'error',
        rule: 'invalid-date',
        message: '"start_date" must be UTC in the form YYYY-MM-DDTHH:mm:ss.SSSZ: "2021-03-04T09:15:31.000Z".',
        menu: ['Change to "2021-03-04T09:15:31.000Z" and add "timeshift": 60'],
      },
    ],
    safe: `{${members}, "timeshift": 60}`,
  },
  // read as JSON Lines, or one finding that says how to read it as such
  {
    id: 'lines-in-json',
    text: `{${members}}\n{${members}}\n{${members}}\n`,
    records: 3,
    problems: [],
  },
  // one finding that names the mistake
  {
    id: 'array-in-jsonl',
    file: 'a.phonecall.jsonl',
    text: `[\n{${members}},\n{${members}}\n]\n`,
    records: 2,
    problems: [
      {
        at: '1:1',
        severity: 'error',
        rule: 'syntax',
        message: 'An array is not JSON Lines: write one record per line.',
        menu: ['Write one record per line'],
      },
    ],
    safe: `{${members}}\n{${members}}\n`,
  },
  // one finding that names the mistake
  {
    id: 'pretty-in-jsonl',
    file: 'a.phonecall.jsonl',
    text: `{"customer_id": "00027a9K3RB00E11",\n  "interaction_id": "00027a9K3RB00F01",\n  "status": 2,\n  "entity_type": 3,\n  "type": "Inbound",\n  "media_type": "voice",\n  "creator_app_id": 142,\n  "start_date": "2021-03-04T09:15:31.000Z"}\n`,
    records: 1,
    problems: [
      {
        at: '1:1',
        severity: 'error',
        rule: 'syntax',
        message: 'A value over several lines is not JSON Lines: name the file .json.',
        menu: ['Write one record per line'],
      },
    ],
    safe: `{${members}}\n`,
  },
  // advice to remove it; --unsafe does not quote it
  {
    id: 'junk-conflict',
    text: `<<<<<<< HEAD\n{${members}}\n=======\n{${members}}\n>>>>>>> b\n`,
    records: 2,
    problems: [
      {
        at: '1:1',
        severity: 'error',
        rule: 'syntax',
        message: 'Merge conflict: keep one side.',
        menu: ['Keep the first side (HEAD)', 'Keep the second side (b)', 'Keep both sides'],
      },
    ],
  },
  // advice to remove it; --unsafe does not quote it
  {
    id: 'junk-jsonp',
    text: `callback({${members}})\n`,
    records: 1,
    problems: [
      {
        at: '1:1',
        severity: 'error',
        rule: 'syntax',
        message: 'JSONP call around the JSON.',
        menu: ['Remove the JSONP call'],
      },
    ],
    unsafe: `{${members}}\n`,
  },
  // --unsafe gives "Card lost"
  {
    id: 'smart-value',
    text: `{${members}, "subject": “Card lost”}`,
    records: 1,
    problems: [
      {
        at: '1:224',
        severity: 'error',
        rule: 'syntax',
        message: 'Strings need double quotes in JSON.',
        menu: ['Use double quotes'],
      },
    ],
    safe: `{${members}, "subject": "Card lost"}`,
  },
  // --unsafe, or a safe fix, gives the UTC form
  {
    id: 'date-dotnet',
    text: `{${undated}, "start_date": "\\/Date(1614849331000)\\/"}`,
    records: 1,
    problems: [
      {
        at: '1:185',
        severity: 'error',
        rule: 'invalid-date',
        message: '"start_date" must be UTC in the form YYYY-MM-DDTHH:mm:ss.SSSZ: "2021-03-04T09:15:31.000Z".',
        menu: ['Change to "2021-03-04T09:15:31.000Z"'],
      },
    ],
    safe: `{${members}}`,
  },
  // --unsafe, or a safe fix, gives the UTC form
  {
    id: 'date-mongo',
    text: `{${undated}, "start_date": {"$date": "2021-03-04T09:15:31.000Z"}}`,
    records: 1,
    problems: [
      {
        at: '1:185',
        severity: 'error',
        rule: 'wrong-type',
        message: '"start_date" must be a string: "2021-03-04T09:15:31.000Z".',
        menu: ['Change to "2021-03-04T09:15:31.000Z"'],
      },
    ],
    safe: `{${members}}`,
  },
  // --unsafe, or a safe fix, gives the UTC form
  {
    id: 'date-float-epoch',
    text: `{${undated}, "start_date": 1614849331.000}`,
    records: 1,
    problems: [
      {
        at: '1:185',
        severity: 'error',
        rule: 'wrong-type',
        message:
          '"start_date" must be a string: "2021-03-04T09:15:31.000Z" (if the number is seconds since 1970).',
        menu: ['Change to "2021-03-04T09:15:31.000Z" (if the number is seconds since 1970)'],
      },
    ],
    unsafe: `{${members}}`,
  },
  // a finding and exit 1 (JSON.parse refuses it)
  {
    id: 'empty-file',
    text: ``,
    records: 0,
    problems: [
      {
        at: '1:1',
        severity: 'error',
        rule: 'syntax',
        message: 'The file is empty.',
        menu: [],
      },
    ],
    isQuietInEditor: true,
    typing: { after: '', offers: ['New record', 'New typical record'] },
  },
  // a finding and exit 1
  {
    id: 'bom-only',
    text: `\ufeff`,
    records: 0,
    problems: [
      {
        at: '1:1',
        severity: 'error',
        rule: 'syntax',
        message: 'The file is empty.',
        menu: [],
      },
    ],
    isQuietInEditor: true,
    typing: { after: '\ufeff', offers: ['New record', 'New typical record'] },
  },
];
