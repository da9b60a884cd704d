import { editDistance } from './edit-distance';
import type { Field } from './field';
import type { OtherNames } from './read-fields';

/** How many fields are worth proposing for one unknown name. */
const mostProposals = 3;

/** Names longer than this, and than half as much again as every field, are not compared: it bounds the cost of hostile keys. */
const LONGEST_COMPARED_NAME = 64;

/** A name that is cut short or goes on for a little is a better ground than one slip of the keyboard. */
const costOfBeginning = 0.5;

interface Shape {
  readonly field: Field;
  readonly normalised: string;
  readonly firstWord: string;
  readonly lastWord: string;
}

/** How a key says which field it is meant for. */
export interface Meaning {
  readonly field: Field;
  /**
   * `spelling`: the field's own name but for case, `_`, `-`, spaces and quotes (`startDate`). `other-name`: its name in
   * another interface of the vendor (`contactId`). `vague-name`: such a name that can as well mean something else
   * (`id`), so that it is a guess.
   */
  readonly by: 'spelling' | 'other-name' | 'vague-name';
}

/** What names mean that are not exactly those of fields. */
export interface Meanings {
  /**
   * The field that a key is meant for by its name, or undefined. Case, `_`, `-`, spaces and quotes do not count; slips of the
   * keyboard are no meaning: for those there is `nearestFields`.
   */
  readonly meaningOf: (name: string) => Meaning | undefined;
  /** The field that a key surely stands for: by its spelling, or by a name that nothing else has. */
  readonly fieldMeant: (name: string) => Field | undefined;
  /**
   * Up to three fields that an unknown name may stand for, best first; none rather than a wild guess.
   *
   * A name that surely stands for a field (`startDate`, `contactId`) stands for that field alone: where `exclude`
   * (names of fields that the record has already) holds it, the answer is empty. Otherwise vague names (`id`), small
   * slips of the keyboard and the beginning of a name count; excluded fields are left out, and so are fields that
   * are clearly farther than the best.
   */
  readonly nearestFields: (name: string, exclude?: ReadonlySet<string>) => Field[];
}

/** The meanings of names where there are these fields, with the other names that they have. */
export function meaningsOf(
  fields: readonly Field[],
  otherNames: Readonly<Record<string, OtherNames>>,
): Meanings {
  /** By name without case and separators. */
  const meanings = readMeanings(fields, otherNames);
  const shapes = fields.map(shapeOf);
  const longestName = Math.max(0, ...fields.map(({ name }) => name.length));
  const longestComparedName = Math.max(LONGEST_COMPARED_NAME, Math.ceil(longestName * 1.5));
  return { meaningOf, fieldMeant, nearestFields };

  function meaningOf(name: string): Meaning | undefined {
    return name.length > longestComparedName ? undefined : meanings.get(normalise(name));
  }

  function fieldMeant(name: string): Field | undefined {
    const meaning = meaningOf(name);
    return meaning?.by === 'vague-name' ? undefined : meaning?.field;
  }

  /**
   * Tables of nested objects, and XML, lead every name by where it is from: `interaction.start_date`, `ucs:status`. Where it is
   * from is the beginning of some names: `customer.id`.
   */
  function fieldLedBy(name: string): Field | undefined {
    const parts = name.split(/[.:/]/);
    if (parts.length < 2) return undefined;
    for (let from = 0; from < parts.length; from++) {
      const meant = meaningOf(parts.slice(from).join('_'));
      if (meant) return meant.field;
    }
    return undefined;
  }

  function nearestFields(name: string, exclude?: ReadonlySet<string>): Field[] {
    const meant = meaningOf(name);
    if (meant && !exclude?.has(meant.field.name)) return [meant.field];
    if (meant && meant.by !== 'vague-name') return [];
    if (name.length > longestComparedName) return [];
    const normalised = normalise(name);
    if (normalised === '') return [];
    const own = fieldLedBy(name);
    if (own && !exclude?.has(own.name)) return [own];

    const candidates: { field: Field; cost: number }[] = [];
    for (const shape of shapes) {
      if (exclude?.has(shape.field.name)) continue;
      const cost = costOf(normalised, shape);
      if (cost !== undefined) candidates.push({ field: shape.field, cost });
    }
    const difference = ({ field }: { field: Field }) => Math.abs(field.name.length - name.length);
    candidates.sort(
      (a, b) => a.cost - b.cost || difference(a) - difference(b) || a.field.index - b.field.index,
    );
    const farthest = (candidates[0]?.cost ?? 0) + 1;
    return candidates
      .filter((candidate) => candidate.cost <= farthest)
      .slice(0, mostProposals)
      .map((candidate) => candidate.field);
  }
}

/** Where two names say the same, the surer one counts. */
function readMeanings(
  fields: readonly Field[],
  otherNames: Readonly<Record<string, OtherNames>>,
): ReadonlyMap<string, Meaning> {
  const read = new Map<string, Meaning>();
  const add = (name: string, field: Field, by: Meaning['by']) => read.set(normalise(name), { field, by });
  for (const [name, { sure = [], vague = [] }] of Object.entries(otherNames)) {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) throw new Error(`There are other names for ${name}, which is no field.`);
    for (const other of vague) add(other, field, 'vague-name');
    for (const other of sure) add(other, field, 'other-name');
  }
  for (const field of fields) {
    // A name that two fields are spelled like is a guess.
    const isShared = read.get(normalise(field.name))?.by === 'spelling';
    add(field.name, field, isShared ? 'vague-name' : 'spelling');
  }
  // Of names that are nothing but separators no other one is a spelling.
  read.delete('');
  return read;
}

function shapeOf(field: Field): Shape {
  const words = field.name.split('_');
  return {
    field,
    normalised: normalise(field.name),
    firstWord: words.length > 1 ? (words[0] ?? '') : '',
    lastWord: words.length > 1 ? (words.at(-1) ?? '') : '',
  };
}

function normalise(name: string): string {
  return name.toLowerCase().replaceAll(/[_\- "'\p{Cf}]/gu, '');
}

/** How far a normalised name is from a field: lower is nearer, undefined is too far. */
function costOf(name: string, shape: Shape): number | undefined {
  return isBeginningOf(name, shape) || goesOnAfter(name, shape) ? costOfBeginning : slipsOf(name, shape);
}

/**
 * Counts the slips between a name and a field. A first or last word that both share is left aside: it would
 * lend `agent_id` a likeness to `parent_id` that lies in `_id` alone. Of what remains, one character may be
 * wrong, or three in ten.
 */
function slipsOf(name: string, { normalised, firstWord, lastWord }: Shape): number | undefined {
  let left = name;
  let right = normalised;
  if (firstWord !== '' && left.startsWith(firstWord)) {
    left = left.slice(firstWord.length);
    right = right.slice(firstWord.length);
  }
  if (lastWord !== '' && left.endsWith(lastWord)) {
    left = left.slice(0, -lastWord.length);
    right = right.slice(0, -lastWord.length);
  }
  const allowed = Math.max(1, Math.floor((Math.min(left.length, right.length) * 3) / 10));
  if (Math.abs(left.length - right.length) > allowed) return undefined;
  const distance = editDistance(left, right, allowed);
  return distance <= allowed ? distance : undefined;
}

/** `start` begins start_date at a word's end, `phonenum` is more than half of phone_number; `time` is neither. */
function isBeginningOf(name: string, { normalised, firstWord }: Shape): boolean {
  if (!normalised.startsWith(name)) return false;
  return name === firstWord || name.length * 2 >= normalised.length;
}

/** `binary_content_mime_type` goes on after binary_content_mime; `customer_id_type` goes on for too long. */
function goesOnAfter(name: string, { normalised, firstWord }: Shape): boolean {
  // After a single word there is no telling: `status_of_order` is another thing than status.
  if (firstWord === '' || !name.startsWith(normalised)) return false;
  return (name.length - normalised.length) * 10 <= normalised.length * 3;
}
