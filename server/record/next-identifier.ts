import type { Document } from '../document/document';
import { parseString } from '../json/string-token';
import { nearRecords, scalarOf } from './near-records';
import { type Alike, type TakenIdentifiers, takenIdentifiers } from './taken-identifiers';

/** How far to look for an identifier to go on from. */
const MOST_RECORDS = 500;

/** An identifier that is free, and the one that it follows. */
export interface NextIdentifier {
  readonly id: string;
  readonly after: string;
}

/**
 * The identifier that follows that of the nearest record, such as …F02 after …F01, counted on until one is free: no
 * string of the file is the same. It is as long as the other one, unless that counts without zeros before, or is a word.
 * Undefined where no record has one that ends in a letter or digit. With `isAfter` chunk `index` is the record above.
 */
export function nextIdentifier(
  document: Document,
  index: number,
  key: string,
  isAfter = false,
  taken: TakenIdentifiers = takenIdentifiers(document),
): NextIdentifier | undefined {
  const after = nearestIdentifier(document, index, key, isAfter);
  const id = after === undefined ? undefined : identifierAfter(after, taken);
  return after === undefined || id === undefined ? undefined : { id, after };
}

/** The same for the identifier that it follows, `after`; undefined where that does not end in a letter or digit. */
export function identifierAfter(after: string, taken: TakenIdentifiers): string | undefined {
  const counter = /[0-9A-Za-z]{1,6}$/.exec(after)?.[0];
  if (!counter) return undefined;
  if (WORD.test(after) && !USUAL_SHAPE.test(after))
    return identifierAfter(`${after}${/[-_.:/ ]/.exec(after) ?? '-'}1`, taken);
  const alike = taken.like(after, counter);
  for (const wayOn of waysOn(after, counter, alike)) {
    const id = firstFree(wayOn, alike);
    if (id !== undefined) return id;
  }
  return undefined;
}

const USUAL_SHAPE = /^[0-9A-Za-z]{16}$/;

/** What ends with a word does not count with its letters: after `missed-call` comes `missed-call-2`. */
const WORD = /(?:^|[\W_])[A-Za-z]*(?:[a-z]{2}|[A-Z]{3})$/;

function nearestIdentifier(
  document: Document,
  index: number,
  key: string,
  isAfter: boolean,
): string | undefined {
  for (const { record } of nearRecords(document, index, MOST_RECORDS, isAfter)) {
    const id = parseString(scalarOf(record, key));
    if (id !== undefined && /[0-9A-Za-z]$/.test(id)) return id;
  }
  return undefined;
}

/** Identifiers of which each follows the one before. */
interface WayOn {
  /** The same for all that count in the same way: then equal counts are equal identifiers. */
  readonly name: string;
  readonly from: number;
  readonly last: number;
  readonly shown: (count: number) => string;
}

/** The first one that is free. Whoever comes to where another one was before goes on from where that came to. */
function firstFree({ name, from, last, shown }: WayOn, { isTaken, known }: Alike): string | undefined {
  const jumps = onceIn(known, name, () => new Map<number, number>());
  const passed: number[] = [];
  let count = from;
  while (count <= last) {
    const further = jumps.get(count);
    if (further === undefined && !isTaken(shown(count))) break;
    passed.push(count);
    count = further ?? count + 1;
  }
  for (const one of passed) jumps.set(one, count);
  return count <= last ? shown(count) : undefined;
}

function onceIn<Made>(known: Map<string, unknown>, name: string, make: () => Made): Made {
  if (!known.has(name)) known.set(name, make());
  return known.get(name) as Made;
}

/** How it goes on after an identifier, in the way that it and its siblings count. */
function* waysOn(id: string, counter: string, alike: Alike): Generator<WayOn> {
  const number = /(?<![0-9])[0-9]+$/.exec(counter)?.[0] ?? '';
  // Identifiers of the usual shape count with letters, too, unless several digits say that they do not.
  const isUsualShape = USUAL_SHAPE.test(id);
  const isDecimal = number.length > (isUsualShape ? 1 : 0) && !isBeyondDigits(id, number, alike);
  if (!isDecimal || isUsualShape || /^0[0-9]/.test(number)) {
    const alphabet = alphabetOf(id, alike);
    const wheels = [...counter].map((character, at) => {
      const digits = at < counter.length - number.length || !isDecimal ? alphabet : '0123456789';
      // A letter in the other case, as in 1a57JGQ, keeps its case.
      return digits.includes(character) ? digits : otherCase(digits);
    });
    const stem = id.slice(0, -counter.length);
    yield {
      name: `wheels ${wheels.join()}`,
      from: counted(counter, wheels) + 1,
      last: wheels.reduce((count, { length }) => count * length, 1) - 1,
      shown: (count) => stem + shown(count, wheels),
    };
  }
  if (!isDecimal) return;
  const head = id.slice(0, -number.length);
  yield {
    name: `digits ${head}`,
    from: Number(number) + 1,
    last: Number.POSITIVE_INFINITY,
    shown: (count) => head + String(count).padStart(number.length, '0'),
  };
}

/** What a counter has counted, each of its characters being one of its wheel. */
function counted(counter: string, wheels: readonly string[]): number {
  return wheels.reduce((count, wheel, at) => count * wheel.length + wheel.indexOf(counter[at] ?? ''), 0);
}

/** How the wheels show what is counted. */
function shown(count: number, wheels: readonly string[]): string {
  let text = '';
  let rest = count;
  for (let at = wheels.length - 1; at >= 0; at--) {
    const wheel = wheels[at] as string;
    text = wheel[rest % wheel.length] + text;
    rest = Math.floor(rest / wheel.length);
  }
  return text;
}

/** Whether a sibling has a letter where an identifier has the digits that it ends with. */
function isBeyondDigits(id: string, digits: string, { siblings, known }: Alike): boolean {
  const head = id.slice(0, -digits.length);
  return onceIn(known, `letters after ${head}`, () =>
    siblings.some((sibling) => sibling.startsWith(head) && /[A-Za-z]/.test(sibling.slice(head.length))),
  );
}

/** What the characters of identifiers count through: hexadecimal digits where they have no others. */
function alphabetOf(id: string, { siblings, known }: Alike): string {
  const isLowerHex = (text: string) => /^[^A-Zg-z]*$/.test(text);
  const isUpperHex = (text: string) => /^[^a-zG-Z]*$/.test(text);
  const { areLower, areUpper } = onceIn(known, 'alphabet', () => ({
    areLower: siblings.every(isLowerHex),
    areUpper: siblings.every(isUpperHex),
  }));
  const hasLetters = onceIn(known, 'has letters', () => siblings.some((one) => /[A-Za-z]/.test(one)));
  const isHex =
    (hasLetters || /[A-Za-z]/.test(id)) && ((areLower && isLowerHex(id)) || (areUpper && isUpperHex(id)));
  const isLower = /[a-z][^A-Za-z]*$/.test(id);
  const all = `0123456789${isHex ? 'abcdef' : 'abcdefghijklmnopqrstuvwxyz'}`;
  return isLower ? all : all.toUpperCase();
}

function otherCase(alphabet: string): string {
  return alphabet === alphabet.toLowerCase() ? alphabet.toUpperCase() : alphabet.toLowerCase();
}
