import * as fc from 'fast-check';
import { rules } from '../../server/rules/rules';

/*
 * What may stand where settings belong, and which of it is right: stated once more, in few words, for the tests.
 */

const severities = ['error', 'warning', 'information', 'hint', 'off'];
const ids = rules.map(({ id }) => id);
const treacherous = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  '',
  ' ',
  '\u2028',
  '](',
  '\ud800',
];

const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(0, -1, 1.5, 1e21, '', 'x'.repeat(5000), [], {}, [[]], [null], true, null),
);
const ruleSettings = fc.dictionary(
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fc.constantFrom(...treacherous), fc.string()),
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom<unknown>(...severities) }, anyJson),
);
const globs = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom<unknown>('*.json', 'a/**/*.json', '{a,b}/*.jsonl', '[!a]*.json', 'a b'),
    },
    fc.constantFrom<unknown>(
      '',
      '/a',
      'C:/a',
      '../a',
      './../a',
      '!a',
      'a\\b',
      'a/',
      'x'.repeat(2000),
      '{'.repeat(900),
    ),
    anyJson,
  ),
  { maxLength: 4 },
);

const forms = fc.dictionary(
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom('*.json', 'a/*', '**') }, fc.constantFrom(...treacherous)),
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom<unknown>('json', 'lines') }, anyJson),
);

/** An object with members of these names, each of them right or anything. */
function objectOf(members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
  const right = fc.record(members, { requiredKeys: [], noNullPrototype: true });
  const more = fc.dictionary(
    fc.oneof(fc.constantFrom(...treacherous, 'rulez', 'file'), fc.string()),
    anyJson,
    { maxKeys: 2 },
  );
  return fc.oneof(
    { weight: 3, arbitrary: right },
    fc.tuple(right, more).map(([a, b]) => ({ ...a, ...b })),
  );
}

/** What an editor may send as our settings: any JSON value. */
export const anySettings = fc.oneof(
  {
    weight: 5,
    arbitrary: objectOf({
      rules: fc.oneof({ weight: 3, arbitrary: ruleSettings }, anyJson),
      files: fc.oneof({ weight: 3, arbitrary: globs }, anyJson),
      exclude: fc.oneof({ weight: 3, arbitrary: globs }, anyJson),
      forms: fc.oneof({ weight: 3, arbitrary: forms }, anyJson),
      detect: fc.oneof(fc.constantFrom('auto', 'ask', 'off'), anyJson),
      maxFindings: fc.oneof(fc.integer({ min: 1, max: 20_000 }), anyJson),
      trace: anyJson,
    }),
  },
  anyJson,
);

/** What a project file may hold: any JSON value. */
export const anyProject = fc.oneof(
  {
    weight: 5,
    arbitrary: objectOf({
      $schema: fc.oneof(fc.string(), anyJson),
      rules: fc.oneof({ weight: 3, arbitrary: ruleSettings }, anyJson),
      files: fc.oneof({ weight: 3, arbitrary: globs }, anyJson),
      exclude: fc.oneof({ weight: 3, arbitrary: globs }, anyJson),
      forms: fc.oneof({ weight: 3, arbitrary: forms }, anyJson),
    }),
  },
  anyJson,
);

/** Whether settings are right; editors send null for what nobody has set. */
export function areRightSettings(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (!isObject(value)) return false;
  return Object.entries(value).every(([key, member]) => {
    if (member === null) return true;
    if (key === 'rules') return areRightRules(member, true);
    if (key === 'files') return areRightGlobs(member);
    if (key === 'exclude') return areRightGlobs(member);
    if (key === 'forms') return areRightForms(member);
    if (key === 'detect') return ['auto', 'ask', 'off'].includes(member as string);
    if (key === 'maxFindings')
      return Number.isInteger(member) && Number(member) >= 1 && Number(member) <= 10_000;
    return key === 'trace';
  });
}

/** Whether the value of a project file is right. */
export function isRightProject(value: unknown): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value).every(([key, member]) => {
    if (key === 'rules') return areRightRules(member, false);
    if (key === 'files' || key === 'exclude') return areRightGlobs(member);
    if (key === 'forms') return areRightForms(member);
    return key === '$schema' && typeof member === 'string';
  });
}

function areRightRules(value: unknown, mayBeNull: boolean): boolean {
  return (
    isObject(value) &&
    Object.entries(value).every(
      ([id, setting]) =>
        (mayBeNull && setting === null) || (ids.includes(id) && severities.includes(setting as string)),
    )
  );
}

function areRightForms(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.entries(value).every(
      ([glob, form]) => areRightGlobs([glob]) && ['json', 'lines'].includes(form as string),
    )
  );
}

function areRightGlobs(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (glob) =>
        typeof glob === 'string' &&
        glob.trim() !== '' &&
        glob.length <= 500 &&
        !glob.includes('\\') &&
        !['!', '/'].includes(glob.charAt(0)) &&
        !glob.endsWith('/') &&
        !/^[a-z]:/i.test(glob) &&
        !glob.split('/').includes('..') &&
        // What these have of other kinds of globs.
        !/[@+!]\(.*\)|\[:[a-z]*:\]/i.test(glob),
    )
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
