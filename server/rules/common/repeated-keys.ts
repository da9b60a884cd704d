/** A key that its object has already. UTF-16 offsets of tokens with their quotes. */
export interface RepeatedKey {
  readonly start: number;
  readonly end: number;
  /** The first key of that name in the same object. */
  readonly firstStart: number;
  readonly firstEnd: number;
  /** The object that both are in, brackets included. */
  readonly objectStart: number;
  readonly objectEnd: number;
}

/** An open object with the keys read so far, or an open array. */
interface Level {
  readonly start: number;
  readonly keys: Map<string, readonly [start: number, end: number]> | undefined;
  readonly repeated: Omit<RepeatedKey, 'objectEnd'>[];
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
        level = { start: at, keys: isKeyNext ? new Map() : undefined, repeated: [] };
        levels.push(level);
        break;
      }
      case '}':
      case ']':
        for (const repeated of level?.repeated ?? []) found.push({ ...repeated, objectEnd: at + 1 });
        levels.pop();
        level = levels.at(-1);
        isKeyNext = false;
        break;
      case ',':
        isKeyNext = level?.keys !== undefined;
        break;
      case '"': {
        const stringEnd = endOfString(text, at);
        if (isKeyNext && level?.keys) readKey(level, level.keys, text, at, stringEnd);
        isKeyNext = false;
        at = stringEnd - 1;
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function readKey(
  level: Level,
  keys: NonNullable<Level['keys']>,
  text: string,
  start: number,
  end: number,
): void {
  const raw = text.slice(start, end);
  const key = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  const first = keys.get(key);
  if (first === undefined) keys.set(key, [start, end]);
  else
    level.repeated.push({ start, end, firstStart: first[0], firstEnd: first[1], objectStart: level.start });
}

/** The offset behind the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end + 1;
}

/** Whether the character at `at` has an odd number of backslashes in front. */
function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === '\\') start--;
  return (at - start) % 2 === 1;
}
