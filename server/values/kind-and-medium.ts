import type { Code } from '../spec/field';
import type { RecordType } from '../spec/record-type';
import { codeWithValue, plainWord } from './code-words';

/** The kind of interaction that the type is about; undefined where it says nothing of that. */
export function ownKind({ kind }: RecordType): Code | undefined {
  return kind && codeWithValue(kind, kind.example as Code['value']);
}

/**
 * Whether nothing is known against a kind and a medium in one record: either may have no known partner, or the other one
 * as a partner; a medium that is known to carry other kinds alone does not go with it.
 */
export function goTogether(type: RecordType, code: Code['value'], word: string): boolean {
  const media = mediaOf(type, code);
  return media.length === 0 || media.some((one) => isSame(one, word)) || kindsOf(type, word).length === 0;
}

/** The media of a kind, the most usual one first; none where any may carry it. */
export function mediaOf(type: RecordType, code: Code['value']): readonly string[] {
  return pairsOf(type).flatMap(([kind, medium]) => (kind === code ? [medium] : []));
}

/** The kinds that a medium carries; none where it may carry any. */
export function kindsOf(type: RecordType, word: string): readonly Code['value'][] {
  return pairsOf(type).flatMap(([kind, medium]) => (isSame(medium, word) ? [kind] : []));
}

function pairsOf({ kind, medium }: RecordType): readonly (readonly [kind: Code['value'], medium: string])[] {
  const stated = medium && kind?.goesWith.find(({ field }) => field === medium.name);
  return (stated?.pairs ?? []) as readonly (readonly [Code['value'], string])[];
}

function isSame(one: string, other: string): boolean {
  return plainWord(one) === plainWord(other);
}
