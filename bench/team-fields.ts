import type { Random } from './random';
import type { Fields } from './records';

/** What a team's project file states of records: forty fields of its own, eight of them in `udata`. */
export const teamProjectFile = {
  record: {
    properties: {
      order_number: { type: 'string', pattern: '^ORD-\\d{6,8}$', description: 'The order in the shop.' },
      contract_number: { type: 'string', pattern: '^[A-Z]{2}\\d{8}$' },
      branch: { type: 'string', pattern: '^\\d{3}$', examples: ['042'] },
      crm_case: { type: 'string', pattern: '^(?:CASE|TASK)-[0-9A-F]{4}(?:-[0-9A-F]{4}){2}$' },
      agent_login: { type: 'string', pattern: '^[a-z][a-z0-9._-]{1,30}$' },
      device_serial: { type: 'string', minLength: 8, maxLength: 24, pattern: '^[0-9A-Z]+$' },
      postal_code: { type: 'string', minLength: 4, maxLength: 10 },
      city: { type: 'string', maxLength: 60, pattern: '^\\p{Lu}' },
      summary: { type: 'string', minLength: 1, maxLength: 500 },
      resolution: { type: 'string', maxLength: 500 },
      country: { type: 'string', enum: ['AT', 'BE', 'CH', 'DE', 'ES', 'FR', 'IT', 'NL', 'PL', 'US'] },
      spoken_language: { type: 'string', enum: ['de', 'en', 'es', 'fr', 'it', 'nl', 'pl'] },
      line_of_business: { type: 'string', enum: ['Broadband', 'Mobile', 'TV'] },
      tariff: { type: 'string' },
      complaint: { type: 'boolean' },
      recorded: { type: 'boolean' },
      is_vip: { type: 'boolean', default: false },
      wrap_up: {
        title: 'Wrap-up code',
        oneOf: [
          { const: 1, title: 'SOLVED', description: 'Solved in the call.' },
          { const: 2, title: 'TICKET', description: 'A ticket was opened.' },
          { const: 3, title: 'FORWARDED' },
          { const: 4, title: 'CALLBACK' },
          { const: 9, title: 'DROPPED' },
        ],
      },
      priority: { type: 'integer', minimum: 1, maximum: 5 },
      satisfaction: { type: 'integer', minimum: 0, maximum: 10 },
      hold_seconds: { type: 'integer', minimum: 0 },
      queue_seconds: { type: 'integer', minimum: 0, maximum: 7200 },
      transfers: { type: 'integer', minimum: 0, maximum: 20 },
      cost: { type: 'number', minimum: 0 },
      sentiment: { type: 'number', minimum: -1, maximum: 1 },
      callback_due: { type: 'string', format: 'date-time' },
      first_answer: { type: 'string', format: 'date-time' },
      ticket_link: { type: 'string', format: 'uri' },
      products: { type: 'array' },
      labels: { type: 'array' },
      device: {
        type: 'object',
        properties: { model: { type: 'string' }, firmware: { type: 'string', pattern: '^\\d+\\.\\d+$' } },
        required: ['model'],
      },
      survey: { type: 'object', properties: { score: { type: 'integer', minimum: 0, maximum: 10 } } },
      udata: {
        properties: {
          Campaign: { type: 'string', pattern: '^[A-Z]{3}-\\d{2}$' },
          Skill: { type: 'string', enum: ['Hardware', 'Invoice', 'Sales', 'Software'] },
          Region: { type: 'string', maxLength: 20 },
          TicketNumber: { type: 'string', pattern: '^T\\d{7}$' },
          Attempt: { type: 'integer', minimum: 1, maximum: 9 },
          Consent: { type: 'boolean' },
          LastOffer: { type: 'string', format: 'date-time' },
          Authentication: {
            type: 'object',
            properties: { level: { type: 'integer', minimum: 0, maximum: 3 } },
          },
        },
      },
    },
    dependencies: { callback_due: ['priority'] },
  },
};

/** Returns half of the records a few of the team's fields; none breaks what the team states. */
export function addTeamFields(fields: Fields, number: number, random: Random): void {
  if (random.once(2)) return;
  const due = new Date(Date.UTC(2026, 1, 1) + number * 61_000).toISOString();
  for (const add of random.of(sets)) Object.assign(fields, add(number, random, due));
  Object.assign(fields.udata as Fields, random.of(userData)(number, random, due));
}

type Add = (number: number, random: Random, due: string) => Fields;

const order: Add = (number, random) => ({
  order_number: `ORD-${100_000 + (number % 900_000)}`,
  country: random.of(['DE', 'AT', 'CH']),
  city: random.of(['Köln', 'Wien', 'Bern']),
  cost: random.below(10_000) / 100,
});
const care: Add = (number, random) => ({
  crm_case: `CASE-${hex(number)}-${hex(number >> 4)}-0A1F`,
  wrap_up: random.of([1, 2, 3, 9]),
  hold_seconds: random.below(300),
  summary: 'The line was measured; the fault is in the street cabinet.',
});
const device: Add = (number, random) => ({
  device_serial: `SN${String(number).padStart(10, '0')}`,
  device: { model: random.of(['Router 7', 'Box S']), firmware: `7.${random.below(90)}` },
  recorded: random.once(2),
});
const later: Add = (_, random, due) => ({
  priority: 1 + random.below(5),
  callback_due: due,
  agent_login: `m.agent${random.below(400)}`,
  products: ['Fibre 500', 'TV'],
});
const sets: readonly (readonly Add[])[] = [[order], [care], [device, care], [later], [order, later]];

const userData: readonly Add[] = [
  (number) => ({ Campaign: `SPR-${String(number % 100).padStart(2, '0')}`, Consent: true }),
  (number, random) => ({
    TicketNumber: `T${1_000_000 + (number % 9_000_000)}`,
    Attempt: 1 + random.below(9),
  }),
  (_, random, due) => ({ LastOffer: due, Authentication: { level: random.below(4) } }),
];

function hex(number: number): string {
  return (number & 0xffff).toString(16).toUpperCase().padStart(4, '0');
}
