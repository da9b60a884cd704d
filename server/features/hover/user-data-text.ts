import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import { readableLines } from '../../values/meaning';
import { stringOf } from '../../values/plain-values';
import { charactersOf, MOST_CHARACTERS_REPORTED } from '../../values/user-data';
import { pairOf } from '../../values/value-type';
import { inlineCode } from '../../words/inline-code';
import { t, translated } from '../../words/language';
import { lineAsMarkdown } from './meaning-lines';

/**
 * The text for a key or value inside `udata`, as Markdown: the meaning of a well-known key, and notes on a string.
 * User data is free, so mostly there is nothing to say: undefined.
 */
export function userDataText(
  record: OpenRecord,
  path: readonly Entry[],
  token: 'key' | 'value',
): string | undefined {
  const owner = path[0];
  const member = path.at(-1);
  if (!owner?.field || owner.field !== record.type.userData || !member) return undefined;
  const lines = token === 'value' ? stringNotes(record, member) : [];
  const name = nameOfPair(record, path, token);
  const known = name === undefined ? undefined : record.type.udataKeyNamed(name);
  if (known) lines.push(t`${inlineCode(known.name)} · user data`, translated(known.meaning));
  return lines.length > 0 ? lines.join('\n\n') : undefined;
}

/** The name of the pair that a token stands for: in an array of pairs, the values of `key` and `value` do. */
function nameOfPair(
  record: OpenRecord,
  [owner, pair, part, ...deeper]: readonly Entry[],
  token: 'key' | 'value',
): string | undefined {
  if (!owner || !pair || deeper.length > 0) return undefined;
  if (owner.kind === 'object') return part ? undefined : pair.key;
  const named = token === 'value' && part ? pairOf(record, pair) : undefined;
  const isPart = part && (isSame(named?.key, part) || isSame(named?.value, part));
  return isPart ? stringOf(record, named?.key) : undefined;
}

function isSame(entry: Entry | undefined, other: Entry): boolean {
  return entry?.valueStart === other.valueStart;
}

function stringNotes(record: OpenRecord, member: Entry): string[] {
  const text = stringOf(record, member);
  if (text === undefined) return [];
  const lines = readableLines(record, member).map(lineAsMarkdown);
  const characters = charactersOf(text);
  if (characters > MOST_CHARACTERS_REPORTED) {
    lines.push(t`${characters} characters; reporting stores ${MOST_CHARACTERS_REPORTED}.`);
  }
  return lines;
}
