import { phoneCall } from '../../server/spec/phone-call';
import { type FieldFragment, type RecordFragment, withFragment } from '../../server/spec/record-fragment';
import type { RecordType } from '../../server/spec/record-type';

/** The project file that states the fields of a team. */
export const statedBy = 'calls/.interaction-data.json';

/** A record type with what a team states: fields by name, those that must be there, and those that go together. */
export function extended(
  properties: Readonly<Record<string, FieldFragment>>,
  required: readonly string[] = [],
  dependencies: Readonly<Record<string, readonly string[]>> = {},
): RecordType {
  return withFragment(phoneCall, fragment(properties, required, dependencies), statedBy);
}

/** The same as what is stated of the members of an object. */
export function fragment(
  properties: Readonly<Record<string, FieldFragment>>,
  required: readonly string[] = [],
  dependencies: Readonly<Record<string, readonly string[]>> = {},
): RecordFragment {
  return {
    properties: new Map(Object.entries(properties)),
    required,
    dependencies: new Map(Object.entries(dependencies)),
  };
}

/** A pattern as `RegExp` runs it: those of the tests are harmless. */
export function pattern(source: string) {
  const expression = new RegExp(source, 'u');
  return { source, test: (text: string) => expression.test(text) };
}

/** A code without a name, as a value of an `enum` is. */
export function valueOnly(value: number | string | boolean) {
  return { value, name: '', meaning: '' };
}

/** A team that states something of every kind. */
export const team: RecordType = extended(
  {
    queue: {
      kind: 'string',
      title: 'Queue',
      description: 'The queue that the call came in by, as in `routing`.',
      limits: { minLength: 2, maxLength: 20 },
      examples: ['billing', 'support'],
    },
    csat_score: {
      kind: 'integer',
      title: 'Customer satisfaction',
      codes: [
        { value: 1, name: 'Angry', meaning: '' },
        { value: 3, name: 'Neither', meaning: 'also where nobody answered' },
        { value: 5, name: 'Delighted', meaning: '' },
      ],
    },
    csat_comment: { kind: 'text', limits: { maxLength: 200 } },
    tier: { kind: 'string', codes: ['gold', 'silver', 'none'].map(valueOnly), default: 'none' },
    plan: {
      kind: 'string',
      codes: [
        { value: 'A', name: 'Flat rate', meaning: 'everything included' },
        { value: 'B', name: 'By the minute', meaning: '' },
      ],
    },
    share: { kind: 'number', limits: { minimum: 0.5, maximum: 1 }, examples: [0.75] },
    attempts: { kind: 'integer', limits: { minimum: 1, maximum: 3 } },
    is_test: { kind: 'boolean', default: false },
    is_real: { kind: 'boolean', codes: [{ value: true, name: 'Real', meaning: 'a call of a customer' }] },
    answered: { kind: 'dateTime' },
    ticket_url: { kind: 'url', examples: ['https://tickets.example.com/7'] },
    tags: { kind: 'array', examples: [['a', 'b']], default: [] },
    anything: { kind: 'object' },
    agent: {
      kind: 'object',
      description: 'Who answered.',
      members: fragment(
        {
          name: { kind: 'string', examples: ['Ada'] },
          status: { kind: 'string', codes: ['here', 'away'].map(valueOnly) },
          since: { kind: 'dateTime' },
          seat: {
            kind: 'object',
            members: fragment({ floor: { kind: 'integer', limits: { minimum: 1 } } }, ['floor']),
          },
        },
        ['name', 'seat'],
      ),
    },
    media_type: { codes: ['voice', 'voip'].map(valueOnly) },
    status: { codes: [valueOnly(2), valueOnly(3)] },
    duration: { limits: { maximum: 7200 } },
    udata: {
      members: fragment(
        {
          case_id: {
            kind: 'string',
            description: 'The case in the CRM.',
            limits: { pattern: pattern('^C-\\d+$') },
            examples: ['C-1234'],
          },
          priority: { kind: 'integer', limits: { minimum: 1, maximum: 3 }, default: 2 },
        },
        ['case_id'],
      ),
    },
  },
  ['queue', 'agent'],
  { csat_score: ['csat_comment'], answered: ['agent'] },
);
