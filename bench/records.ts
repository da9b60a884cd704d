import type { Random } from './random';

/** The fields of a record in their order. */
export type Fields = Record<string, unknown>;

/** So many calls with one customer follow each other in a thread: the others can be replies to the first. */
export const CALLS_IN_THREAD = 5;

/**
 * The phone call with this number. All thirty fields occur: most records have about twenty of them, one in twenty-five
 * has all, but that the first of a thread has no parent. It breaks no rule, also among the others, and is about 1 KB when
 * it is printed in an array.
 */
export function phoneCall(number: number, random: Random): Fields {
  const isFull = random.once(25);
  const has = (every: number): boolean => isFull || random.once(every);
  const start = Date.UTC(2026, 0, 1) + number * 61_000 + random.below(1000);
  const seconds = 20 + random.below(900);
  const agent = 100 + random.below(400);
  const isInbound = random.below(4) > 0;
  const first = number - (number % CALLS_IN_THREAD);
  const fields: Fields = {
    interaction_id: id('1KDM', number),
    customer_id: id('0C', Math.imul(first, 7919) % 40_000),
    status: 3,
    entity_type: 3,
    type: isInbound ? 'Inbound' : 'Outbound',
    sub_type: isInbound ? 'InboundNew' : 'OutboundNew',
    media_type: 'voice',
    phone_number: `+1202555${digits(random.below(10_000), 4)}`,
    tconnection_id: `006a02b7${hex(random.below(0x1_0000), 4)}${hex(number & 0xffff, 4)}`,
    thread_id: id('0T', first),
  };
  if (number > first && has(9)) fields.parent_id = id('1KDM', first);
  if (has(6)) fields.external_id = `CRM-${20_000 + number}`;
  fields.owner_id = agent;
  fields.creator_app_id = 108;
  fields.start_date = new Date(start).toISOString();
  fields.end_date = new Date(start + seconds * 1000).toISOString();
  fields.timeshift = random.of([0, 60, 120, -300]);
  fields.duration = seconds;
  fields.outcome = random.of(['Resolved', 'Callback', 'Escalated', 'No answer']);
  if (has(2)) fields.category_id = random.of(['Router setup', 'Invoice', 'Address change', 'Complaint']);
  if (has(4)) fields.allow_children = random.once(2) || number === first;
  fields.subject = `${random.of(SUBJECTS)} (${number})`;
  fields.stopped_reason = 'Normal';
  if (has(2)) fields.text = `${random.of(NOTES)} See https://help.example.com/calls/${number}`;
  if (has(10)) {
    fields.structured_text = `https://ucs.example.com/texts/${number}.html`;
    fields.structured_text_mime = 'text/html; charset=utf-8';
  }
  if (has(3)) {
    fields.binary_content = `https://media.example.com/recordings/${number}.wav`;
    fields.binary_content_mime = 'audio/wav';
    fields.binary_content_size = seconds * 8000;
  }
  fields.udata = {
    ServiceType: random.of(['Support', 'Sales', 'Billing']),
    CustomerSegment: random.of(['Gold', 'Silver', 'Bronze']),
    RTargetAgentSelected: `agent_${digits(agent, 4)}`,
    CaseID: `CS-${number}`,
    ...(has(3) ? { _attempts: random.below(5), 'wait>=30': { queue: 'VQ_Support', seconds: '41' } } : {}),
    DispositionCode: random.of(['SOLVED', 'OPEN', '']),
  };
  return fields;
}

/** A defect: the rule of ours that reports it, in one finding, and how a valid record gets it. */
export interface Defect {
  readonly rule: string;
  readonly spoil: (fields: Fields) => void;
}

/** Defects that both servers report; the text stays JSON, so that the floors can read it. */
export const defects: readonly Defect[] = [
  {
    rule: 'wrong-type',
    spoil: (fields) => {
      fields.owner_id = String(fields.owner_id);
    },
  },
  {
    rule: 'missing-field',
    spoil: (fields) => {
      delete fields.customer_id;
    },
  },
  {
    rule: 'invalid-value',
    spoil: (fields) => {
      fields.status = 7;
    },
  },
  {
    rule: 'invalid-date',
    spoil: (fields) => {
      fields.start_date = '2026-02-30T08:15:30.000Z';
    },
  },
  {
    rule: 'wrong-type',
    spoil: (fields) => {
      fields.subject = 4711;
    },
  },
  {
    rule: 'missing-companion',
    spoil: (fields) => {
      fields.structured_text = 'https://ucs.example.com/texts/none.html';
      delete fields.structured_text_mime;
    },
  },
  {
    rule: 'negative-number',
    spoil: (fields) => {
      fields.duration = -1;
    },
  },
];

const SUBJECTS: readonly string[] = [
  'Router does not connect after an update',
  'Question about the invoice of last month',
  'New address from the first of the month',
  'Wants to speak to the same agent again',
  'Gerät meldet Störung, Rückruf erbeten',
];

const NOTES: readonly string[] = [
  'Customer reset the router; the connection is back.',
  'Sent a copy of the invoice by e-mail and explained the second line.',
  'Address changed in the customer file, confirmation promised for tomorrow.',
];

/** An identifier of sixteen letters and digits: as servers do, it counts with all of them. */
function id(kind: string, number: number): string {
  return `00002b8${kind}${number
    .toString(36)
    .toUpperCase()
    .padStart(16 - 7 - kind.length, '0')}`;
}

function digits(number: number, length: number): string {
  return String(number).padStart(length, '0');
}

function hex(number: number, length: number): string {
  return number.toString(16).padStart(length, '0');
}
