import { formats } from '../server/config/field-fragment';
import { codeKeywords, fieldKeywords, recordKeywords } from '../server/config/keywords';
import { summary } from '../server/spec/describe';
import type { Field } from '../server/spec/field';
import { typeNames } from '../server/spec/misfit';
import { phoneCall } from '../server/spec/phone-call';
import { plainText } from '../server/words/plain-text';

/*
 * What a project file may state of records, as VS Code's JSON support completes and explains it. It refuses nothing: what
 * is wrong in it depends on the specification, and the extension tells that itself, on the exact token.
 */

/** A schema that only helps to write; `defaultSnippets` is VS Code's own keyword. */
type Help = Readonly<Record<string, unknown>>;

/** A value that is offered, with what it is about. */
interface Snippet {
  readonly label: string;
  readonly description?: string;
  readonly body: unknown;
}

/** A place to fill in, with the text that stands there before. */
const hole = (number: number, text = '') => `\${${number}:${text}}`;

/** A pattern to start from. What begins with `^` is inserted as it is: two backslashes are one in JSON and in snippets. */
const PATTERN = `^"^${hole(1, 'C-')}${'\\'.repeat(4)}d+\\$"`;

const ref = (name: string) => ({ $ref: `#/definitions/${name}` });

/** Returns the schema of `record`. */
export function recordSchema(): Help {
  return {
    defaultSnippets: [
      {
        label: 'fields of your own',
        body: {
          properties: { [hole(1, 'queue')]: { type: hole(2, 'string'), description: '$3' } },
          required: [hole(1, 'queue')],
        },
      },
    ],
    properties: only(recordKeywords.keys(), { ...keywords(), ...ofRecord }),
  };
}

/** Returns the definitions that the schema of `record` refers to. */
export function recordDefinitions(): Help {
  return {
    statedFields: {
      properties: Object.fromEntries(phoneCall.fields.map((field) => [field.name, knownField(field)])),
      additionalProperties: ref('statedField'),
      defaultSnippets: [newField],
    },
    statedMembers: { additionalProperties: ref('statedField'), defaultSnippets: [newField] },
    statedField: {
      defaultSnippets: kindsOfField,
      properties: only(fieldKeywords.keys(), keywords()),
    },
    statedCode: {
      defaultSnippets: [{ label: 'code', body: { const: '$1', title: '$2', description: '$3' } }],
      properties: only(codeKeywords.keys(), ofCode),
    },
    statedNames: { items: { defaultSnippets: phoneCall.fields.map(nameSnippet) } },
  };
}

const newField = {
  label: 'a field of your own',
  body: { [hole(1, 'case_id')]: { type: hole(2, 'string'), description: '$3' } },
} as const;

const kindsOfField: readonly Snippet[] = [
  { label: 'text', description: 'A string.', body: { type: 'string', description: '$1' } },
  {
    label: 'text of a pattern',
    description: 'A string that matches a regular expression.',
    body: { type: 'string', pattern: PATTERN, examples: ['$2'] },
  },
  {
    label: 'one of some words',
    description: 'A string of a closed list.',
    body: { enum: ['$1', '$2'] },
  },
  {
    label: 'named codes',
    description: 'Values with titles, shown wherever they are offered.',
    body: { type: 'integer', oneOf: [{ const: '^$1', title: '$2' }] },
  },
  {
    label: 'number of a range',
    body: { type: 'integer', minimum: `^${hole(1, '1')}`, maximum: `^${hole(2, '5')}` },
  },
  { label: 'yes or no', body: { type: 'boolean', default: `^${hole(1, 'false')}` } },
  {
    label: 'date',
    description: 'In the exact form of the specification.',
    body: { type: 'string', format: 'date-time' },
  },
  { label: 'address', description: 'An absolute URL.', body: { type: 'string', format: 'uri' } },
  {
    label: 'object',
    description: 'With members of its own.',
    body: { type: 'object', properties: { [hole(1, 'name')]: { type: hole(2, 'string') } } },
  },
];

/** What may be narrowed of a field of the specification. */
function knownField(field: Field): Help {
  const text = plainText(field.description);
  return { description: `${summary(field)}. ${text}`, allOf: [ref('statedField')] };
}

function nameSnippet(field: Field): Snippet {
  return {
    label: field.name,
    description: `${summary(field)}. ${plainText(field.description)}`,
    body: field.name,
  };
}

/** What each keyword says of a field. */
function keywords(): Readonly<Record<string, Help>> {
  const types = Object.entries(typeNames).map(([type, name]) => ({
    label: type,
    description: `The value is ${name()}.`,
    body: type,
  }));
  return {
    type: {
      description: 'The type of the value. A new field has to state one, or codes that tell it.',
      defaultSnippets: types,
    },
    title: {
      description: 'A short name, shown in hovers and on the page of fields: "Customer satisfaction".',
    },
    description: { description: 'What the field means. Words between backticks are shown as code.' },
    default: { description: 'What an absent field means. It is offered first.' },
    examples: {
      description: 'Values that are right, offered in completions. The first one is shown in hovers.',
      items: {},
      defaultSnippets: [{ label: '[]', body: ['$1'] }],
    },
    $comment: { description: 'A note for who changes this file. It is shown nowhere.' },
    enum: {
      description: 'The only values that are right. For values with titles use "oneOf".',
      examples: [['gold', 'silver']],
      defaultSnippets: [{ label: '[]', body: ['$1'] }],
    },
    oneOf: {
      description: 'The only values that are right, with their titles: named codes.',
      items: ref('statedCode'),
      defaultSnippets: [{ label: '[]', body: [{ const: '^$1', title: '$2' }] }],
    },
    format: {
      description: 'The form of a text.',
      defaultSnippets: [...formats.keys()].map((format) => ({
        label: format,
        description:
          {
            'date-time': 'A date as the specification writes it: YYYY-MM-DDTHH:mm:ss.SSSZ.',
            uri: 'An absolute URL.',
          }[format] ?? '',
        body: format,
      })),
    },
    pattern: {
      description: 'A regular expression that a text has to match somewhere: "^C-\\\\d+$" for all of it.',
      defaultSnippets: [{ label: '"^…$"', body: `^"^${hole(1)}\\$"` }],
    },
    minLength: { description: 'The least number of characters of a text.' },
    maxLength: { description: 'The greatest number of characters of a text.' },
    minimum: { description: 'The least number that is right, itself included.' },
    maximum: { description: 'The greatest number that is right, itself included.' },
    properties: {
      description: 'The members of the object, as fields like others.',
      allOf: [ref('statedMembers')],
    },
    required: { description: 'The names of the members that have to be there.' },
    dependencies: dependencies('members'),
    dependentRequired: dependencies('members'),
  };
}

function dependencies(what: string): Help {
  return {
    description: `The ${what} that others make mandatory: { "a": ["b"] } where "b" has to be there if "a" is.`,
    additionalProperties: ref('statedNames'),
  };
}

/** What the keywords say of records. */
const ofRecord: Readonly<Record<string, Help>> = {
  properties: {
    description: 'The fields: those of the specification, to narrow them, and your own.',
    allOf: [ref('statedFields')],
  },
  required: {
    description: 'The names of fields that have to be there, besides those that have to be anyway.',
    allOf: [ref('statedNames')],
    defaultSnippets: [{ label: '[]', body: ['$1'] }],
  },
  dependencies: {
    ...dependencies('fields'),
    properties: ownersOf(),
    defaultSnippets: [{ label: '{}', body: { $1: ['$2'] } }],
  },
  dependentRequired: {
    ...dependencies('fields'),
    properties: ownersOf(),
    defaultSnippets: [{ label: '{}', body: { $1: ['$2'] } }],
  },
  type: {
    description: 'A record is an "object": you need not say so.',
    defaultSnippets: [{ label: 'object', body: 'object' }],
  },
  title: { description: 'A name for who changes this file.' },
  description: { description: 'A note for who changes this file.' },
  $comment: { description: 'A note for who changes this file.' },
  $schema: {
    description: 'Which JSON Schema the keywords are taken from.',
    defaultSnippets: [{ label: 'draft-07', body: 'http://json-schema.org/draft-07/schema#' }],
  },
};

const ofCode: Readonly<Record<string, Help>> = {
  const: { description: 'The value as it stands in records.' },
  title: { description: 'What people call it: shown wherever the value is.' },
  description: { description: 'What it means, in a few words.' },
  $comment: { description: 'A note for who changes this file. It is shown nowhere.' },
};

function ownersOf(): Help {
  return Object.fromEntries(phoneCall.fields.map(({ name }) => [name, ref('statedNames')]));
}

/** The help for exactly these keywords, of which each must have some: nothing else is offered, and nothing is forgotten. */
function only(names: Iterable<string>, help: Readonly<Record<string, Help>>): Help {
  return Object.fromEntries(
    [...names].map((name) => {
      const own = help[name];
      if (own === undefined) throw new Error(`Nothing is said about the keyword ${name}.`);
      return [name, own];
    }),
  );
}
