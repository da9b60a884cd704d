import { chunksOf, type Document } from '../document/document';
import { parseString } from '../json/string-token';
import { nearRecords, scalarOf } from './near-records';

/** How far to look for an identifier to go on from. */
const MOST_RECORDS = 500;

const MOST_SIBLINGS = 1000;

/** An identifier that is free, and the one that it follows. */
export interface NextIdentifier {
  readonly id: string;
  readonly after: string;
}

/**
 * The identifier that follows that of the nearest record, such as …F02 after …F01, counted on until one is free: no
 * string of the file is the same. It is as long as the other one, unless that counts without zeros before. Undefined
 * where no record has one that ends in a letter or digit. With `isAfter` chunk `index` is the record above. `isTaken` says
 * of an identifier whether it is not free for another reason.
 */
export function nextIdentifier(
  document: Document,
  index: number,
  key: string,
  isAfter = false,
  isTaken: (id: string) => boolean = () => false,
): NextIdentifier | undefined {
  const after = nearestIdentifier(document, index, key, isAfter);
  const id = after === undefined ? undefined : identifierAfter(document, after, isTaken);
  return after === undefined || id === undefined ? undefined : { id, after };
}

/** The same for the identifier that it follows, `after`; undefined where that does not end in a letter or digit. */
export function identifierAfter(
  document: Document,
  after: string,
  isTaken: (id: string) => boolean = () => false,
): string | undefined {
  const counter = /[0-9A-Za-z]{1,6}$/.exec(after)?.[0];
  if (!counter) return undefined;
  const stem = after.slice(0, -counter.length);
  const taken = stringsWith(document, stem);
  for (const id of successorsOf(after, counter, siblingsOf(after, taken)))
    if (!taken.has(id) && !isTaken(id)) return id;
  return undefined;
}

/** Some of the identifiers that look like one, to see what they count with. */
function siblingsOf(id: string, taken: ReadonlySet<string>): readonly string[] {
  const siblings: string[] = [];
  for (const other of taken) {
    if (siblings.length >= MOST_SIBLINGS) break;
    if (other.length === id.length && /^[0-9A-Za-z]+$/.test(other.slice(-6))) siblings.push(other);
  }
  return siblings;
}

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

/** All strings of the file that start so: identifiers, and what refers to them. */
function stringsWith(document: Document, start: string): ReadonlySet<string> {
  const opening = JSON.stringify(start).slice(0, -1);
  const found = new Set<string>();
  for (const { text } of chunksOf(document)) {
    for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 1)) {
      const end = text.indexOf('"', at + opening.length);
      if (end - at < 300) found.add(start + text.slice(at + opening.length, end));
    }
  }
  return found;
}

/** The identifiers that follow one, in the way that it and its siblings count. */
function* successorsOf(id: string, counter: string, siblings: readonly string[]): Generator<string> {
  const number = /(?<![0-9])[0-9]+$/.exec(counter)?.[0] ?? '';
  // Identifiers of the usual shape count with letters, too, unless several digits say that they do not.
  const isUsualShape = /^[0-9A-Za-z]{16}$/.test(id);
  const isDecimal = number.length > (isUsualShape ? 1 : 0) && !isBeyondDigits(id, number, siblings);
  if (!isDecimal || isUsualShape || /^0[0-9]/.test(number)) {
    const alphabet = alphabetOf(id, siblings);
    const wheels = [...counter].map((character, at) => {
      const digits = at < counter.length - number.length || !isDecimal ? alphabet : '0123456789';
      // A letter in the other case, as in 1a57JGQ, keeps its case.
      return digits.includes(character) ? digits : otherCase(digits);
    });
    const stem = id.slice(0, -counter.length);
    const last = wheels.reduce((count, { length }) => count * length, 1) - 1;
    for (let count = counted(counter, wheels) + 1; count <= last; count++) yield stem + shown(count, wheels);
  }
  const head = id.slice(0, -number.length);
  for (let count = Number(number) + 1; isDecimal; count++) {
    yield head + String(count).padStart(number.length, '0');
  }
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
function isBeyondDigits(id: string, digits: string, siblings: readonly string[]): boolean {
  const head = id.slice(0, -digits.length);
  return siblings.some((sibling) => sibling.startsWith(head) && /[A-Za-z]/.test(sibling.slice(head.length)));
}

/** What the characters of identifiers count through: hexadecimal digits where they have no others. */
function alphabetOf(id: string, siblings: readonly string[]): string {
  const letters = [id, ...siblings].join('').replaceAll(/[^A-Za-z]/g, '');
  const isHex = /^(?:[a-f]+|[A-F]+)$/.test(letters);
  const isLower = /[a-z][^A-Za-z]*$/.test(id);
  const all = `0123456789${isHex ? 'abcdef' : 'abcdefghijklmnopqrstuvwxyz'}`;
  return isLower ? all : all.toUpperCase();
}

function otherCase(alphabet: string): string {
  return alphabet === alphabet.toLowerCase() ? alphabet.toUpperCase() : alphabet.toLowerCase();
}
