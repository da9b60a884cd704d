import type { DocumentForm } from '../document/form';
import { t } from '../words/language';
import { anyOf } from '../words/quote';
import type { FormGlob } from './files';
import type { Given } from './given';
import { globProblem, tooManyGlobs } from './globs';
import { limits } from './limits';
import { unknownSetting } from './nearest-names';

/** A kind of setting: what the editor and the schema of project files know of its values, and what reads them. */
export interface Kind<Value> {
  /** What holds where nothing is set. */
  readonly absent: Value;
  /** JSON Schema; `enumDescriptions` is VS Code's own keyword. */
  readonly schema: Schema;
  /** Reads what is set. What is wrong is told; undefined where nothing is left that counts. */
  readonly read: (given: Given) => Value | undefined;
}

export type Schema = Readonly<Record<string, unknown>>;

/** One of some words, of which each has a meaning. `refusal` is the message about another one. */
export function choice<Word extends string>(
  meanings: Readonly<Record<Word, string>>,
  absent: NoInfer<Word>,
  refusal?: (words: string, shown: string, given: Given) => string,
): Kind<Word> {
  const words = Object.keys(meanings) as Word[];
  return {
    absent,
    schema: { type: 'string', enum: words, enumDescriptions: Object.values(meanings), default: absent },
    read(given) {
      const word = words.find((one) => one === given.value);
      if (word !== undefined) return word;
      const right = anyOf(words.map((one) => `"${one}"`));
      return refusal ? given.tell(refusal(right, given.shown(), given)) : given.mustBe(right);
    },
  };
}

/** On or off. */
export function flag(absent: boolean): Kind<boolean> {
  return {
    absent,
    schema: { type: 'boolean', default: absent },
    read: (given) =>
      typeof given.value === 'boolean' ? given.value : given.mustBe(t`\`true\` or \`false\``),
  };
}

/** A setting that is a member of another one. */
export interface MemberSetting {
  readonly kind: Kind<unknown>;
  /** Markdown on one line. */
  readonly description: string;
}

/** Settings that belong together, each by itself: what is wrong with one leaves the others as they are. */
export function group<Members extends Readonly<Record<string, MemberSetting>>>(
  members: Members,
): Kind<{ readonly [Name in keyof Members]: Members[Name]['kind']['absent'] }> {
  type Values = { readonly [Name in keyof Members]: Members[Name]['kind']['absent'] };
  const known = new Map(Object.entries(members));
  const valuesOf = (value: (member: MemberSetting, name: string) => unknown) =>
    Object.fromEntries([...known].map(([name, member]) => [name, value(member, name)]));
  const absent = valuesOf(({ kind }) => kind.absent) as Values;
  return {
    absent,
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: valuesOf(({ kind, description }) => ({ ...kind.schema, description })),
    },
    read(given) {
      const settings = given.settings() ?? given.mustBe(t`an object with settings`);
      if (!settings) return undefined;
      const read: Record<string, unknown> = {};
      for (const one of settings) {
        const member = known.get(one.name);
        const value = member
          ? member.kind.read(one)
          : one.tellName(unknownSetting(one.name, [...known.keys()]));
        if (value !== undefined) read[one.name] = value;
      }
      return { ...absent, ...read };
    },
  };
}

/** A whole number between two others, these included. */
export function wholeNumber(minimum: number, maximum: number, absent: number): Kind<number> {
  // How numbers are written is loaded with the first one: not at every start.
  const right = () => t`a whole number from ${minimum} to ${maximum.toLocaleString(t`en`)}`;
  return {
    absent,
    schema: { type: 'integer', minimum, maximum, default: absent },
    read(given) {
      const { value } = given;
      const isRight = typeof value === 'number' && Number.isInteger(value);
      return isRight && value >= minimum && value <= maximum ? value : given.mustBe(right());
    },
  };
}

/** The examples are what an editor of the project file and of settings suggests. */
const glob: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: limits.globCharacters,
  examples: ['*.json', 'fixtures/**'],
};

/** Whether what is wrong with a glob is more than that says. */
function isBeyondSchema({ length }: string): boolean {
  return length > 0 && length <= limits.globCharacters;
}

/** Globs of files. */
export const globs: Kind<readonly string[]> = {
  absent: [],
  schema: { type: 'array', items: glob, maxItems: limits.globs, default: [] },
  read(given) {
    const elements = given.elements() ?? given.mustBe(t`a list of globs such as ["fixtures/**/*.json"]`);
    return elements && firstOf(elements, given).flatMap(readGlob);
  },
};

function readGlob({ value, shown, tell }: Given): readonly string[] {
  if (typeof value !== 'string') tell(t`A glob is a string such as "fixtures/**/*.json", not ${shown()}.`);
  else {
    const problem = globProblem(value);
    if (problem === undefined) return [value];
    tell(problem, isBeyondSchema(value));
  }
  return [];
}

const form = choice<DocumentForm>(
  { json: 'One JSON value.', lines: 'JSON Lines: one record a line.' },
  'json',
  (words, shown) => t`A file is read as ${words} (JSON Lines), not ${shown}.`,
);

/** Globs, each with how the files that it matches are read. */
export const forms: Kind<readonly FormGlob[]> = {
  absent: [],
  schema: {
    type: 'object',
    propertyNames: glob,
    additionalProperties: form.schema,
    maxProperties: limits.globs,
    default: {},
  },
  read(given) {
    const members = given.members() ?? given.mustBe(t`an object such as { "*.log.json": "lines" }`);
    return members && firstOf(members, given).flatMap(readForm);
  },
};

function readForm(given: Given): readonly FormGlob[] {
  const problem = globProblem(given.name);
  if (problem !== undefined) given.tellName(problem, isBeyondSchema(given.name));
  const read = form.read(given);
  return problem !== undefined || read === undefined ? [] : [[given.name, read]];
}

/** As many as count, which is told where there are more. */
function firstOf(all: readonly Given[], list: Given): readonly Given[] {
  const problem = tooManyGlobs(list.name, all.length);
  if (problem !== undefined) list.tellName(problem);
  return all.slice(0, limits.globs);
}

/** An address that other tools read. */
export const address: Kind<undefined> = {
  absent: undefined,
  schema: { type: 'string' },
  read: (given) => (typeof given.value === 'string' ? undefined : given.mustBe(t`an address in quotes`)),
};

/** What something else reads: it may be anything. */
export function readElsewhere(schema: Schema): Kind<undefined> {
  return { absent: undefined, schema, read: () => undefined };
}
