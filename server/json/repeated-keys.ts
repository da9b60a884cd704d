import { whiteSpaceEnd, whiteSpaceStart } from './white-space';

/** A member of an object in valid JSON. UTF-16 offsets; the key token with its quotes. */
export interface Member {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** An object that has a key twice. */
export interface ObjectWithRepeats {
  /** Where its brackets start and end. */
  readonly start: number;
  readonly end: number;
  readonly members: readonly Member[];
}

/** A key that its object has already. */
export interface RepeatedKey {
  readonly member: Member;
  /** The first one of that name in the same object. */
  readonly first: Member;
  readonly object: ObjectWithRepeats;
}

type Growing<Made> = { -readonly [Part in keyof Made]: Made[Part] };

/** An open object with the members read so far, or an open array. */
interface Level {
  readonly object: { readonly start: number; end: number; readonly members: Growing<Member>[] };
  /** The first member of each name; undefined in an array. */
  readonly firsts: Map<string, Member> | undefined;
  readonly repeated: RepeatedKey[];
}

/**
 * Finds the keys that are repeated in one object, at every depth of the value text.slice(start, end), which must be
 * valid JSON. One pass over the text, however deep it goes. In text order.
 */
export function repeatedKeys(text: string, start: number, end: number): readonly RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const levels: Level[] = [];
  let level: Level | undefined;
  let isKeyNext = false;
  for (let at = start; at < end; at++) {
    switch (text[at]) {
      case '{':
      case '[': {
        isKeyNext = text[at] === '{';
        level = {
          object: { start: at, end: at, members: [] },
          firsts: isKeyNext ? new Map() : undefined,
          repeated: [],
        };
        levels.push(level);
        break;
      }
      case '}':
      case ']':
        endMember(level, text, at);
        if (level) level.object.end = at + 1;
        for (const repeated of level?.repeated ?? []) found.push(repeated);
        levels.pop();
        level = levels.at(-1);
        isKeyNext = false;
        break;
      case ',':
        endMember(level, text, at);
        isKeyNext = level?.firsts !== undefined;
        break;
      case '"': {
        const stringEnd = endOfString(text, at);
        if (isKeyNext && level?.firsts) readKey(level, level.firsts, text, at, stringEnd);
        isKeyNext = false;
        at = stringEnd - 1;
      }
    }
  }
  return found.sort((a, b) => a.member.keyStart - b.member.keyStart);
}

function readKey(level: Level, firsts: Map<string, Member>, text: string, start: number, end: number): void {
  const raw = text.slice(start, end);
  const key = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  const colon = whiteSpaceEnd(text, end);
  const valueStart = whiteSpaceEnd(text, colon + 1);
  const member = { key, keyStart: start, keyEnd: end, valueStart, valueEnd: valueStart };
  level.object.members.push(member);
  const first = firsts.get(key);
  if (first === undefined) firsts.set(key, member);
  else level.repeated.push({ member, first, object: level.object });
}

/** The value of the innermost object's last member ends before the comma or bracket at `at`. */
function endMember(level: Level | undefined, text: string, at: number): void {
  const member = level?.firsts && level.object.members.at(-1);
  if (member) member.valueEnd = whiteSpaceStart(text, at);
}

/** The offset after the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end + 1;
}

/** Whether the character at `at` has an odd number of backslashes before. */
function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === '\\') start--;
  return (at - start) % 2 === 1;
}
