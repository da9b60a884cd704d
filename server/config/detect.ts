import type { Entry } from '../document/record';
import { scanValueAt } from '../document/scan-value-at';
import { afterByteOrderMark, OPEN_BRACE, OPEN_BRACKET } from '../json/characters';
import { mayStartComment, readComment } from '../json/comments';
import { whiteSpaceEnd } from '../json/white-space';
import type { Field } from '../spec/field';
import { phoneCall } from '../spec/phone-call';
import { hasTelltale, MOST_LOOKED_AT } from './telltale';

/*
 * Whether a file that nothing names holds records, by what its start says. Looking is cheap (one object is read, not the
 * file) and careful: another format must not be taken for ours, so fields that everybody has, such as "status", "type"
 * and "subject", say nothing without those that only records have.
 */

/** What the start of a file says. */
export interface Evidence {
  /** `sure` is right beyond doubt; `maybe` is worth a question; `none` is something else. */
  readonly verdict: 'sure' | 'maybe' | 'none';
  /** How many of the specification's fields the first object has that looks most like a record. */
  readonly fields: number;
  /** How many of those are mandatory. */
  readonly mandatory: number;
  /** How many more there are under other names, such as `interactionId`. */
  readonly otherNames: number;
  /** The address in `$schema`; undefined where there is none. */
  readonly schema: string | undefined;
}

/** The id of a record, and how many fields beside it make a record of an object. */
const idName = phoneCall.identity?.name ?? '';
const ENOUGH_FIELDS = 4;
const ENOUGH_MANDATORY = 5;

/** How many members of an object are looked into for records: a wrapper has few. */
const MOST_MEMBERS = 20;
/** How many objects lie around records, as in `{"data": {"interactions": [{…}]}}`, and how many where they are sure. */
const DEEPEST = 2;
const DEEPEST_SURE = 1;

const nothing: Evidence = { verdict: 'none', fields: 0, mandatory: 0, otherNames: 0, schema: undefined };

/** Looks at the start of a text, without reading the rest. Nothing throws. */
export function detectRecords(text: string): Evidence {
  if (!hasTelltale(text)) return nothing;
  const start = text.slice(0, MOST_LOOKED_AT);
  const root = afterComments(start, afterByteOrderMark(start));
  const found = lookInto(start, root, 0);
  const schema = schemaAt(start, root);
  if (schema === undefined) return found;
  return { ...found, schema, verdict: /phone-call-interaction/i.test(schema) ? 'sure' : 'none' };
}

/** Where the first value starts, after the comments that somebody wrote above it: JSON has none, and people do. */
function afterComments(text: string, start: number): number {
  let at = whiteSpaceEnd(text, start);
  while (at < text.length && mayStartComment(text, at))
    at = whiteSpaceEnd(text, readComment(text, at, 0, [], true));
  return at;
}

/** The evidence of the value at `at`, or of the best one in it. `depth` objects lie around it. */
function lookInto(text: string, at: number, depth: number): Evidence {
  const entries = membersAt(text, at);
  if (text.charCodeAt(at) === OPEN_BRACKET) {
    const [first] = entries;
    return first?.kind === 'object' ? lookInto(text, first.valueStart, depth) : nothing;
  }
  const own = evidenceOf(entries);
  // What has fields is a record, whatever its user data holds.
  if (own.verdict === 'sure' && depth > DEEPEST_SURE) return { ...own, verdict: 'maybe' };
  if (own.verdict !== 'none' || depth >= DEEPEST) return own;
  const inside = entries
    .filter(({ kind }) => kind === 'object' || kind === 'array')
    .slice(0, MOST_MEMBERS)
    .map(({ valueStart }) => lookInto(text, valueStart, depth + 1));
  return inside.reduce((best, each) => (isMore(each, best) ? each : best), own);
}

function isMore(left: Evidence, right: Evidence): boolean {
  return (
    weights[left.verdict] > weights[right.verdict] ||
    (weights[right.verdict] === 0 && left.fields > right.fields)
  );
}

const weights = { none: 0, maybe: 1, sure: 2 };

/** The members of the object at `at`, or the elements of the array; none where neither starts there. */
function membersAt(text: string, at: number): readonly Entry[] {
  const code = text.charCodeAt(at);
  if (code !== OPEN_BRACE && code !== OPEN_BRACKET) return [];
  return scanValueAt(text, at, text.length, phoneCall).entries;
}

function schemaAt(text: string, root: number): string | undefined {
  const entry = membersAt(text, root).find(({ key, kind }) => key === '$schema' && kind === 'string');
  return entry && text.slice(entry.valueStart + 1, entry.valueEnd - 1);
}

function evidenceOf(entries: readonly Entry[]): Evidence {
  const exact = new Set<string>();
  const meant = new Set<string>();
  for (const entry of entries) {
    const field = phoneCall.fieldMeant(entry.key);
    if (!field || !canHold(field, entry)) continue;
    if (field.name === entry.key) exact.add(field.name);
    else meant.add(field.name);
  }
  for (const name of exact) meant.delete(name);
  const mandatory = phoneCall.mandatory.filter(({ name }) => exact.has(name)).length;
  return {
    verdict: verdictOn(exact, meant, mandatory),
    fields: exact.size,
    mandatory,
    otherNames: meant.size,
    schema: undefined,
  };
}

function verdictOn(
  exact: ReadonlySet<string>,
  meant: ReadonlySet<string>,
  mandatory: number,
): Evidence['verdict'] {
  const hasId = exact.has(idName);
  if (hasId && exact.size >= ENOUGH_FIELDS && mandatory >= ENOUGH_MANDATORY) return 'sure';
  if (hasId && exact.size >= ENOUGH_FIELDS - 1) return 'maybe';
  if (mandatory >= ENOUGH_MANDATORY) return 'maybe';
  const isMeant = hasId || meant.has(idName);
  return isMeant && exact.size + meant.size >= ENOUGH_FIELDS ? 'maybe' : 'none';
}

/** Whether a value is at all like those of a field: in a schema of records, fields hold objects that describe them. */
function canHold(field: Field, { kind }: Entry): boolean {
  return field.type === 'list' || (kind !== 'object' && kind !== 'array');
}
