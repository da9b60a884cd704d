import { type Automaton, type State, waitingAt } from './pattern-automaton';
import { isCharacter, type Place } from './pattern-parts';

/** A kind of characters: those that are in the same sets of the pattern. */
interface Kind {
  /** Its place in the lists of steps, from 1. */
  readonly index: number;
  /** By index of the set. */
  readonly isIn: readonly boolean[];
  readonly isOfWord: boolean;
}

/** How far a search is: at all of these states at once, as there are several ways to match. */
interface Step {
  readonly at: readonly number[];
  readonly after: 'start' | 'word' | 'other';
  /** Where the kinds of characters lead, by their index, as far as is known. */
  readonly next: (Step | undefined)[];
  matchesAtEnd: boolean | undefined;
}

/** What a search remembers from character to character and from text to text. */
interface Memory {
  readonly start: Step;
  readonly steps: Map<string, Step>;
  readonly kinds: Map<string, Kind>;
  /** The places of the kinds of ASCII, by code; 0 where that is not known. */
  readonly ascii: Int32Array;
  readonly beyondAscii: Map<number, Kind>;
  /** How many numbers and references all of it is, about. */
  size: number;
}

/** A memory that is larger is given up for an empty one. */
const mostRemembered = 20_000;

const found = stepAt([], 'other');
const failed = stepAt([], 'other');

/** Says whether a text has a match, or one of which the bytes are given: undefined where these are not all of ASCII. */
export interface Search {
  (text: string): boolean;
  readonly inBytes: (bytes: Uint8Array, start: number, end: number) => boolean | undefined;
}

/**
 * Finds out whether a text has a match. It reads each character once, for which it looks at each state once at most; and it
 * remembers what it found out, so that most characters cost one look into a list. `visit` is told of each character that
 * costs more, at how many states.
 */
export function searchFor({ states, first, sets }: Automaton, visit?: (states: number) => void): Search {
  const isInSet = sets.map(testFor);
  const hasWords = states.some(({ place }) => place === '\\b' || place === '\\B');
  const startsAnywhere = waitingAt(states, [first], (place) => place !== '^')?.length !== 0;
  let memory = emptyMemory(first);

  const search = (text: string) => {
    let step = memory.start;
    for (let offset = 0; offset < text.length; ) {
      const code = text.codePointAt(offset) as number;
      offset += code > 0xffff ? 2 : 1;
      const kind = code < 128 ? memory.ascii[code] : memory.beyondAscii.get(code)?.index;
      step = step.next[kind ?? 0] ?? stepFrom(step, code);
      if (step === found) return true;
      if (step === failed) return false;
    }
    return matchesAtEnd(step);
  };
  const inBytes = (bytes: Uint8Array, start: number, end: number) => {
    let step = memory.start;
    for (let at = start; at < end; ) {
      const code = bytes[at++] as number;
      // In some bytes the last one of ASCII stands for what is beyond it.
      if (code >= 127) return undefined;
      step = step.next[memory.ascii[code] as number] ?? stepFrom(step, code);
      if (step === found) return true;
      if (step === failed) return false;
      // Most characters lead nowhere else.
      const { next } = step;
      const { ascii } = memory;
      while (at < end && next[ascii[bytes[at] as number] as number] === step) at++;
    }
    return matchesAtEnd(step);
  };
  return Object.assign(search, { inBytes });

  function matchesAtEnd(step: Step): boolean {
    step.matchesAtEnd ??= waitingAt(states, step.at, (place) => isAt(place, step, undefined)) === undefined;
    return step.matchesAtEnd;
  }

  function stepFrom(from: Step, code: number): Step {
    let step = from;
    if (memory.size > mostRemembered) {
      memory = emptyMemory(first);
      // Its list is by kinds that are forgotten.
      step = stepAt(from.at, from.after);
    }
    const kind = kindOf(code);
    const waiting = waitingAt(states, step.at, (place) => isAt(place, step, kind));
    visit?.(waiting?.length ?? 0);
    const next = waiting === undefined ? found : stepAfter(waiting, kind);
    step.next[kind.index] = next;
    memory.size++;
    return next;
  }

  function kindOf(code: number): Kind {
    const character = String.fromCodePoint(code);
    const isIn = isInSet.map((test) => test(character));
    const isOfWord = hasWords && /\w/.test(character);
    const key = [isOfWord, ...isIn].map(Number).join('');
    const kind = memory.kinds.get(key) ?? { index: memory.kinds.size + 1, isIn, isOfWord };
    memory.size += kind.index > memory.kinds.size ? isIn.length + 1 : 1;
    memory.kinds.set(key, kind);
    if (code < 128) memory.ascii[code] = kind.index;
    else memory.beyondAscii.set(code, kind);
    return kind;
  }

  /** Where those that wait go on with such a character, and where a match may start after it. */
  function stepAfter(waiting: readonly State[], { isIn, isOfWord }: Kind): Step {
    const at = startsAnywhere ? [first] : [];
    /** A bit for each state. */
    const isThere = new Uint16Array((states.length >> 4) + 1);
    for (const { set, to } of waiting) {
      const bit = 1 << (to & 15);
      const bits = isThere[to >> 4] as number;
      if (isIn[set] !== true || (bits & bit) !== 0) continue;
      isThere[to >> 4] = bits | bit;
      at.push(to);
    }
    if (at.length === 0) return failed;
    const after = isOfWord ? 'word' : 'other';
    const key = after + String.fromCharCode(...isThere);
    const known = memory.steps.get(key);
    if (known !== undefined) return known;
    const step = stepAt(at, after);
    memory.steps.set(key, step);
    memory.size += at.length + isThere.length + 1;
    return step;
  }
}

/** Steps all have the same parts from the start: an engine takes those that get one later for objects of another kind. */
function stepAt(at: Step['at'], after: Step['after']): Step {
  return { at, after, next: [undefined], matchesAtEnd: undefined };
}

function emptyMemory(first: number): Memory {
  return {
    start: stepAt([first], 'start'),
    steps: new Map(),
    kinds: new Map(),
    ascii: new Int32Array(128),
    beyondAscii: new Map(),
    size: 0,
  };
}

/** Whether a character is in the set. A pattern for one character takes no time to speak of, whatever it is. */
function testFor(set: string): (character: string) => boolean {
  if (isCharacter(set)) return (character) => character === set;
  const pattern = new RegExp(`^${set}$`, 'u');
  return (character) => pattern.test(character);
}

/** Whether it is such a place, after a step and before a character of `kind`, or the end where that is undefined. */
function isAt(place: Place, { after }: Step, kind: Kind | undefined): boolean {
  if (place === '^') return after === 'start';
  if (place === '$') return kind === undefined;
  return ((after === 'word') !== (kind?.isOfWord ?? false)) === (place === '\\b');
}
