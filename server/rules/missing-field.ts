import { insertMembers } from '../edit/insert-members';
import type { OpenRecord } from '../record/open-record';
import type { Field } from '../spec/field';
import { t } from '../words/language';
import { listed, quote } from '../words/quote';
import { type KnownObject, knownObjects } from './common/known-objects';
import { lackingValue } from './common/lacking-value';
import { type Misnamed, misnamedFor, misnamedSaid, renameFixes, ruleOfMisnamed } from './common/misnamed';
import { onKey, pathOf } from './common/places';
import { quoteValue } from './common/value-fixes';
import { defineRule, type Fix, type FixContext, type Said } from './rule';

export default defineRule({
  id: 'missing-field',
  severity: 'error',
  source: 'specification',
  summary: 'A mandatory field is absent, from the record or from an object in it.',
  why: 'The Universal Contact Server refuses an interaction that lacks a mandatory field, and whoever relies on a field of a team does not find it.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord([], ['creator_app_id']),
        fixed: exampleRecord(['"creator_app_id": 135'], ['creator_app_id']),
      },
      {
        text: exampleRecord(['"sub_type": "OutboundNew"'], ['type']),
        fixed: exampleRecord(['"sub_type": "OutboundNew"', '"type": "Outbound"'], ['type']),
      },
      {
        text: exampleRecord([], ['creator_app_id', 'media_type']),
        fixed: exampleRecord(
          ['"media_type": "voice"', '"creator_app_id": 135'],
          ['creator_app_id', 'media_type'],
        ),
      },
      {
        text: exampleRecord(['"mediaType": "voice"'], ['media_type']),
        fixed: exampleRecord(['"media_type": "voice"'], ['media_type']),
      },
    ],
    good: [exampleRecord()],
  }),
  quiet: ['mandatory-there'],
  *find(record): Generator<Lack> {
    if (!record.isIntact) return;
    const all = missingFrom(record);
    for (const missing of all) {
      for (const known of missing.misnamed) yield { all, missing, known };
      if (missing.absent.length > 0) yield { all, missing };
    }
  },
  at: ({ missing: { object }, known }) =>
    known ? onKey(known.entry) : { start: object.start, end: object.start + 1 },
  say: ({ missing, known }) => (known ? misnamedSaid(known) : absentSaid(missing)),
  *fix({ all, missing, known }, record, context) {
    const { object, absent, misnamed } = missing;
    const isAll = misnamed.length === 0 && all.length === 1;
    if (!isAll && countOf(all) > 1) yield completion(all, record, context);
    if (known) yield* renameFixes(known);
    // A sure name leaves nothing to add; any other may be a coincidence.
    if (known?.isSure) return;
    const wanted = known ? known.fields.slice(0, 1) : absent;
    if (wanted.length > 1) yield addition(missing, isAll, record, context);
    for (const field of wanted) {
      const value = lackingValue(field, record, context);
      yield {
        title: t`Add ${quote(field.name)}: ${quoteValue(value)}`,
        does: 'Add',
        ...added({ object, absent: [field] }, record, context),
        isSafe: false,
        ...(wanted.length === 1 && !known && { isPreferred: true }),
      };
    }
  },
});

/** The mandatory fields that an object lacks, and the members that have one under another name. */
interface Missing {
  readonly object: KnownObject;
  readonly absent: readonly Field[];
  readonly misnamed: readonly Misnamed[];
}

/** What an object lacks, or one of the keys that may be meant for it; and what all objects of the record lack. */
interface Lack {
  readonly all: readonly Missing[];
  readonly missing: Missing;
  readonly known?: Misnamed;
}

/** What is missing, by the object that lacks it. An object that is absent itself lacks nothing. */
function missingFrom(record: OpenRecord): readonly Missing[] {
  return knownObjects(record).flatMap((object) => {
    const lacking = object.members.mandatory.filter(({ name }) => object.entryOf(name) === undefined);
    if (lacking.length === 0) return [];
    const keys = object.misnamed();
    return [
      {
        object,
        absent: lacking.filter(({ name }) => misnamedFor(keys, name) === undefined),
        misnamed: keys.filter((known) => ruleOfMisnamed(object, known) === 'missing-field'),
      },
    ];
  });
}

function countOf(all: readonly Missing[]): number {
  return all.reduce((sum, { absent, misnamed }) => sum + absent.length + misnamed.length, 0);
}

function absentSaid({ object, absent }: Missing): Said {
  const [first, ...others] = absent as readonly [Field, ...Field[]];
  const place = object.path === '' ? '' : t` in ${quote(object.path)}`;
  if (others.length === 0) {
    const message = t`Missing mandatory field ${quote(first.name)}${place}.`;
    return { field: pathOf(object, first), message };
  }
  const names = absent.map(({ name }) => name);
  return {
    fields: absent.map((field) => pathOf(object, field)),
    message: listed(t`Missing ${names.length} mandatory fields${place}: `, names),
  };
}

/** Adds fields that an object lacks; with `isAll` they are all that the record lacks, misnamed ones included. */
function addition(missing: Missing, isAll: boolean, record: OpenRecord, context: FixContext): Fix {
  const count = missing.absent.length;
  const { path } = missing.object;
  const place = path === '' ? '' : t` of ${quote(path)}`;
  return {
    title: isAll ? completionTitle(count, place) : t`Add the ${count} missing mandatory fields${place}`,
    does: 'Add',
    ...added(missing, record, context),
    isSafe: false,
    ...(isAll && { isPreferred: true }),
  };
}

/** Returns a record all of its mandatory fields: those under another name are renamed, the others added. */
function completion(all: readonly Missing[], record: OpenRecord, context: FixContext): Fix {
  const renames = all.flatMap(({ misnamed }) => misnamed.flatMap((known) => renameFixes(known).slice(0, 1)));
  const additions = all.map((missing) => added(missing, record, context));
  return {
    title: completionTitle(countOf(all)),
    does: 'Add',
    edits: [...renames, ...additions].flatMap(({ edits }) => edits),
    adds: [...renames, ...additions].flatMap(({ adds = [] }) => adds),
    isSafe: all.every(({ absent }) => absent.length === 0) && renames.every(({ isSafe }) => isSafe),
    isWhole: true,
    isPreferred: true,
  };
}

function completionTitle(count: number, place = ''): string {
  return t`Complete the ${count} mandatory fields${place}`;
}

function added(
  { object, absent }: Pick<Missing, 'object' | 'absent'>,
  record: OpenRecord,
  context: FixContext,
): Pick<Fix, 'edits' | 'adds'> {
  const members = absent.map((field) => ({
    key: field.name,
    valueText: lackingValue(field, record, context),
  }));
  return {
    edits: insertMembers(object, members, context.style),
    adds: absent.map((field) => pathOf(object, field)),
  };
}
