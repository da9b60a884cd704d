import { isDateAt } from '../document/dates-on-tape';
import {
  type Digester,
  STRING,
  type StatedObject,
  statedObjects,
  TAPE_WIDTH,
  type Tape,
} from '../document/tape';
import type { Fact, Rule } from '../rules/rule';
import type { RecordType } from '../spec/record-type';
import { knownValues } from './known-values';
import { lifecycleCheck, timesOf } from './lifecycle-facts';
import { refiningCheck, usualCheckOf } from './usual-values';
import {
  checkOf,
  DATE,
  type Form,
  formOf,
  hasForm,
  LONGEST_SAFE_INTEGER,
  pairing,
  plainKindOf,
  type TextAt,
} from './value-checks';

/*
 * Most records of a file have no defect, and to open each of them for the rules takes ten times as long as to read it.
 * So while a record is read some facts are found out about it, as far as that can be done fast, and each rule says by
 * which facts it is certainly quiet. A fact that is doubted too often costs time; a rule that says nothing is always
 * asked. A fact that is found too easily hides findings: a property test compares.
 */

/** Each fact is a bit of a record's digest. */
const bits: Readonly<Record<Fact, number>> = {
  'known-keys': 1 << 1,
  'no-key-twice': 1 << 2,
  'mandatory-there': 1 << 3,
  'companions-paired': 1 << 4,
  'values-in-form': 1 << 5,
  'dates-in-order': 1 << 6,
  'lifecycle-consistent': 1 << 7,
  'duration-fits': 1 << 8,
  'values-usual': 1 << 9,
};

/** The bit of a record without syntax errors, the only kind of which facts are found out. */
const SOUND = 1;

const all = Object.values(bits).reduce((sum, bit) => sum | bit, SOUND);

/** The facts of a digest, in the order of their bits. */
export function factsIn(digest: number): readonly Fact[] {
  return (Object.keys(bits) as Fact[]).filter((fact) => (digest & bits[fact]) !== 0);
}

/** Returns a function that says which of some rules may find something in a record with a digest, in their order. */
export function rulesByDigest(rules: readonly Rule[]): (digest: number) => readonly Rule[] {
  const byDigest: (readonly Rule[] | undefined)[] = new Array(all + 1);
  const needed = rules.map(({ quiet }) => quiet?.reduce((sum, fact) => sum | bits[fact], SOUND));
  return (digest) => {
    const known = byDigest[digest];
    if (known) return known;
    const asked = rules.filter((_, at) => {
      const quietBy = needed[at];
      return quietBy === undefined || (digest & quietBy) !== quietBy;
    });
    byDigest[digest] = asked;
    return asked;
  };
}

/** Returns a function that finds out which facts certainly hold of a record of a type that was just read. */
export function digester(type: RecordType): Digester {
  const objects = statedObjects(type);
  /** Of the record and of the objects in it, as the tape numbers them. */
  const fields = objects.flatMap(({ members }) => members.fields);
  let read: Tape | undefined;
  const textAt: TextAt = (start, end) => read?.textAt(start, end) ?? '';
  const forms = Uint8Array.from(fields, formOf);
  const checks = fields.map((field) => checkOf(field, textAt));
  const usualChecks = fields.map((field) => usualCheckOf(field, type, textAt));
  const ofValue = knownValues((bytes, field, start, end, kind) => {
    const check = checks[field];
    const isInForm =
      hasForm(forms[field] as Form, bytes, start, end, kind) &&
      (check === undefined || check(bytes, start, end, kind));
    const usualCheck = usualChecks[field];
    const isUsual = usualCheck === undefined || usualCheck(bytes, start, end, kind);
    return (isInForm ? IN_FORM : 0) | (isUsual ? USUAL : 0);
  });
  /** By field the kind of which all short values are in form, and usual. */
  const plainKinds = Uint8Array.from(fields, (_, field) =>
    checks[field] || usualChecks[field] ? 0 : plainKindOf(forms[field] as Form),
  );
  const isRefining = refiningCheck(type, textAt);
  const isLifecycleConsistent = lifecycleCheck(type);
  /** Whether start and end are dates where all values are in form. */
  const haveDates = [type.start, type.end].every((field) => field?.type === 'date/time');
  const isHolder = Uint8Array.from(fields, ({ members }) => Number(members !== undefined));
  const wholes = objects.map(wholeness);
  /** By field the number of the last record that has it: no record's fields need to be forgotten. */
  const seen = new Float64Array(fields.length);
  /** By field where its member that counts stands on the tape. */
  const places = new Int32Array(fields.length);
  let record = 0;
  const placeOf = (field: number) => (seen[field] === record ? (places[field] as number) : -1);

  return (tape) => {
    const { numbers, count } = tape;
    read = tape;
    record++;
    let isKnown = true;
    let isTwice = tape.mayRepeatKeys;
    let found = IN_FORM | USUAL;
    let mayLack = false;
    for (let place = 0; place < count * TAPE_WIDTH; place += TAPE_WIDTH) {
      const field = numbers[place] as number;
      if (field < 0) {
        isKnown = false;
        continue;
      }
      if (seen[field] === record) {
        isTwice = true;
        // What one of two objects has the other one may lack.
        if (isHolder[field] === 1) mayLack = true;
      }
      seen[field] = record;
      places[field] = place;
      const kind = numbers[place + 4] as number;
      if (forms[field] === DATE && !isDateAt(tape, place)) found &= USUAL;
      const isPlain = plainKinds[field] === kind;
      if (isPlain && kind === STRING) continue;
      const start = numbers[place + 2] as number;
      const end = numbers[place + 3] as number;
      if (isPlain && end - start <= LONGEST_SAFE_INTEGER) continue;
      found &= ofValue(tape, field, start, end, kind);
    }
    // What has members may stand under a misspelt key.
    if (wholes.length > 1 && !isKnown) mayLack = true;
    let digest = SOUND;
    if (isKnown) digest |= bits['known-keys'];
    if (isKnown && !isTwice) digest |= bits['no-key-twice'];
    if (!mayLack) {
      let whole = WHOLE;
      for (const factsOf of wholes) whole &= factsOf(seen, record);
      digest |= whole;
    }
    if ((found & IN_FORM) !== 0) digest |= bits['values-in-form'];
    const { areInOrder, durationFits } = timesOf(tape, type, placeOf, haveDates && (found & IN_FORM) !== 0);
    if (areInOrder) digest |= bits['dates-in-order'];
    if (durationFits) digest |= bits['duration-fits'];
    if (isLifecycleConsistent(tape, placeOf)) digest |= bits['lifecycle-consistent'];
    if ((found & USUAL) !== 0 && isRefining(tape, placeOf)) digest |= bits['values-usual'];
    return digest;
  };
}

/** What is found out of a value. */
const IN_FORM = 1;
const USUAL = 2;

/** The bits of what an object has. */
const WHOLE = bits['mandatory-there'] | bits['companions-paired'];

/** Returns a function that says what certainly holds of an object, the record or one in it, in a record that was just read. */
function wholeness(object: StatedObject): (seen: Float64Array, record: number) => number {
  const mandatory = Int32Array.from(object.members.mandatory, ({ index }) => object.first + index);
  const arePaired = pairing(object);
  return (seen, record) => {
    // An object that is not there lacks nothing.
    if (object.owner >= 0 && seen[object.owner] !== record) return WHOLE;
    let facts = bits['mandatory-there'];
    for (let at = 0; at < mandatory.length; at++) if (seen[mandatory[at] as number] !== record) facts = 0;
    return arePaired(seen, record) ? facts | bits['companions-paired'] : facts;
  };
}
