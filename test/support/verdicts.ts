// What is a record and what is none, written by hand: what every validator must say with our schema.

/** A record with the mandatory fields alone. */
export const minimal = {
  customer_id: '00001a57JGQ00BW1',
  interaction_id: '00001a57JGQ00BW8',
  status: 2,
  entity_type: 3,
  type: 'Inbound',
  media_type: 'voice',
  creator_app_id: 101,
  start_date: '2013-11-25T19:02:22.000Z',
};

/** A record with all fields. */
export const complete = {
  ...minimal,
  duration: 0,
  outcome: 'Resolved',
  phone_number: '+12025550143',
  tconnection_id: '006a02114a3ce001',
  sub_type: 'InboundNew',
  parent_id: '00001a57JGQ00BW7',
  thread_id: '00001a57JGQ00BW7',
  external_id: '7',
  owner_id: 12,
  end_date: '2013-11-25T19:05:22.000Z',
  timeshift: -300,
  category_id: 'c',
  allow_children: false,
  subject: 's',
  stopped_reason: 'Normal',
  text: 't',
  structured_text: 'http://host/a',
  structured_text_mime: 'text/html',
  binary_content: 'http://host/b',
  binary_content_mime: 'audio/wav',
  binary_content_size: 0,
  udata: {},
};

const aString = { valid: ['', 'x', 'ä\n"'], invalid: [null, 1, true, ['x'], {}] };
const anyInteger = { valid: [0, 1, -1, 1.0, 2 ** 60], invalid: [null, '1', 1.5, true, [1], {}] };
const fromZero = { valid: [0, 1, 1e15], invalid: [null, -1, '1', 0.5, true, [1], {}] };
const aDate = {
  valid: ['2013-11-25T19:02:22.000Z', '2012-02-29T23:59:59.999Z'],
  invalid: [null, '', '2013-02-29T00:00:00.000Z', '2013-11-25T19:02:22Z', '2013-11-25', 1385406142000, {}],
};
const aUrl = {
  valid: ['http://host', 'https://host/a?b#c', 'ftp://host/a', 'file:///a'],
  invalid: [null, '', 'host', '/a', 'http://', 'http://host/a b', 'mailto:a@b', 1, {}],
};
const aMimeType = {
  valid: ['text/html', 'text/html; charset=utf-8', 'application/vnd.x+json'],
  invalid: [null, '', 'html', 'text/', '/html', 'text/html;', 'text /html', 1, {}],
};

/** Values of each field, typed by hand. */
export const verdicts: Record<
  keyof typeof complete,
  { valid: readonly unknown[]; invalid: readonly unknown[] }
> = {
  duration: fromZero,
  outcome: aString,
  phone_number: aString,
  tconnection_id: aString,
  customer_id: aString,
  interaction_id: aString,
  status: { valid: [0, 1, 2, 3, 3.0], invalid: [null, -1, 4, 2.5, '3', 'STOPPED', true, [3]] },
  entity_type: { valid: [0, 1, 2, 3, 5, 6, 7], invalid: [null, -1, 4, 8, '3', 'CHAT', true] },
  type: aString,
  sub_type: aString,
  media_type: aString,
  parent_id: aString,
  thread_id: aString,
  external_id: aString,
  owner_id: anyInteger,
  creator_app_id: anyInteger,
  start_date: aDate,
  end_date: aDate,
  timeshift: anyInteger,
  category_id: aString,
  allow_children: { valid: [true, false], invalid: [null, 'true', 0, 1, {}] },
  subject: aString,
  stopped_reason: aString,
  text: aString,
  structured_text: aUrl,
  structured_text_mime: aMimeType,
  binary_content: aUrl,
  binary_content_mime: aMimeType,
  binary_content_size: fromZero,
  udata: {
    valid: [
      {},
      { 'a-b >=?': '', _n: { m: [null] }, k: 1 },
      [],
      [
        { key: 'a', value: 1 },
        { key: '', type: 'str', value: null },
      ],
    ],
    invalid: [
      null,
      '',
      'a=b',
      1,
      true,
      [1],
      [null],
      [['a', 1]],
      [{ key: 'a' }],
      [{ value: 1 }],
      [{ key: 1, value: 1 }],
    ],
  },
};

/** What goes with the minimal record, and whether it is then valid. */
export const companions: readonly (readonly [verdict: boolean, added: object])[] = [
  [true, {}],
  [false, { structured_text: 'http://h/' }],
  [true, { structured_text: 'http://h/', structured_text_mime: 'text/html' }],
  [true, { structured_text_mime: 'text/html' }],
  [false, { binary_content: 'http://h/' }],
  [false, { binary_content: 'http://h/', binary_content_mime: 'audio/wav' }],
  [false, { binary_content: 'http://h/', binary_content_size: 1 }],
  [true, { binary_content: 'http://h/', binary_content_mime: 'audio/wav', binary_content_size: 1 }],
  [true, { binary_content_mime: 'audio/wav' }],
  [true, { binary_content_size: 1 }],
  [false, { structured_text: 'http://h/', binary_content_mime: 'audio/wav', binary_content_size: 1 }],
];

/** What is valid as a whole text. */
export const roots: readonly unknown[] = [minimal, complete, [], [minimal], [complete, minimal]];

/** What is not. */
export const otherRoots: readonly unknown[] = [
  ...[null, 1, '', true, {}, [{}], [minimal, {}]],
  ...[[[minimal]], [null], { a: minimal }],
];

/** A text as a value, and what a validator must say of it. */
export interface Instance {
  readonly value: unknown;
  readonly isValid: boolean;
}

/** All of that as whole texts. */
export function instances(): readonly Instance[] {
  const ofFields = Object.entries(verdicts).flatMap(([name, { valid, invalid }]) => [
    ...valid.map((value) => ({ value: { ...complete, [name]: value }, isValid: true })),
    ...invalid.map((value) => ({ value: { ...complete, [name]: value }, isValid: false })),
  ]);
  return [
    ...ofFields,
    ...companions.map(([isValid, added]) => ({ value: { ...minimal, ...added }, isValid })),
    ...roots.map((value) => ({ value, isValid: true })),
    ...otherRoots.map((value) => ({ value, isValid: false })),
  ];
}
