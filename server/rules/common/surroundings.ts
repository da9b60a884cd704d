import { markerSigns } from '../../document/marker-signs';
import { markersFrom } from '../../document/merge-conflict';
import { type KnownText, knownText, mayHoldValues } from '../../document/surrounding-text';
import { applyEdits, type TextEdit } from '../../edit/text-edit';
import { capitalised } from '../../words/capitalised';
import { t, translated } from '../../words/language';
import type { Fix, FixContext, Place } from '../rule';

/*
 * What tools leave around records (see document/surrounding-text.ts): what is said of it, and how it is removed with all
 * that belongs to it.
 */

const CONFLICT_MARKER = /^([<|=>])\1{6}(?!\1)/;

/** What to say of text that a tool left; undefined of characters that nobody sees. */
export function messageOfSurrounding(token: string): string | undefined {
  if (CONFLICT_MARKER.test(token)) return t`Remove this merge conflict marker: it is not part of the JSON.`;
  const { name, where } = knownText(token);
  if (name === 'comment') return t`JSON allows no comments.`;
  if (/^(?:byte order mark|control character|white space)$/.test(name)) return undefined;
  if (name === 'text') return t`This text is not JSON.`;
  if (name === 'comma') return t`JSON Lines has no commas between its lines.`;
  const shown = capitalised(translated(name));
  if (where === 'around') return t`${shown} around the JSON.`;
  return where === 'before' ? t`${shown} before the JSON.` : t`${shown} after the JSON.`;
}

/** Removes text that a tool left, with all that it left of the same kind. */
export function fixesOfSurrounding({ start, end }: Place, context: FixContext): readonly Fix[] {
  const { rest, surroundings } = context;
  const token = rest.slice(start, end);
  if (CONFLICT_MARKER.test(token))
    return [
      {
        title: t`Remove the merge conflict marker`,
        does: 'Remove',
        edits: [removal(rest, start, end)],
        isSafe: false,
      },
    ];
  const known = knownText(token);
  const own = surroundings.filter(({ by, start: at }) => by === known.name && at >= start);
  const edits = own.map((piece) => removal(rest, piece.start, piece.end));
  if (isEscaped(rest.slice(start, end), rest.slice(end, own[1]?.start))) return [];
  // What is all that a file holds is rather what was meant to be its records.
  if (known.isNothing !== true && applyEdits(rest, edits).trim() === '') return [];
  const isLoss = own.some((piece) => holdsValues(rest.slice(piece.start, piece.end), known));
  const isMany = own.length > 1 && known.where !== 'around';
  const title = t`Remove the ${translated(isMany ? plural(known) : known.name)}`;
  return [{ title, does: 'Remove', edits, isSafe: known.isNothing === true, ...(isLoss && { isLoss }) }];
}

const IN_SHELL = /^[ \t$#>]{0,9}(?:curl|wget|http|echo|printf|jq|kubectl|aws|az|gcloud)[ \t]/;

/**
 * Whether what stands in a string of code, or between tags, after `before` is written as these want it: without them it would say
 * something else.
 */
function isEscaped(before: string, inside: string): boolean {
  const last = before.trimEnd();
  if (/(?:^|[^\w])[rR][bB]?['"]$/.test(last)) return false;
  // In single quotes of a shell a backslash is nothing but that.
  if (last.endsWith("'")) return (IN_SHELL.test(last) ? /''|\\'/ : /\\\\|''|\\'/).test(inside);
  if (last.endsWith('`')) return /\\[\\`$]/.test(inside);
  return last.endsWith('>') && /&(?:\w{2,8}|#\d{1,5});/.test(inside);
}

/** Whether values can be in a piece of a text of this kind: `first` is that of its first piece. */
function holdsValues(piece: string, first: KnownText): boolean {
  const known = knownText(piece);
  const isAssigned = first.mayAssign === true && ASSIGNED_VALUE.test(piece);
  return (
    isAssigned || mayHoldValues(piece, known) || (known.mayHoldMembers === true && NAMED_VALUES.test(piece))
  );
}

/** A value for something that has a name, as code gives it: `call.status = 3;`. */
const ASSIGNED_VALUE =
  /^[^\n=<]{0,200}[\w\])"'] {0,9}= {0,9}(?:"[^"\n]*"|'[^'\n]*'|-?\d[\d.]*|true|false|null)[ \t\r]*(?:;|$)/m;

/** Members in another form, by a name that is of several words as those of fields are: `interaction_id: A1`, also as columns. */
const NAMED_VALUES = /^[ \t-]{0,20}[a-z]{1,40}_[a-z_]{1,40}[ \t]{0,9}[:=,][ \t]{0,9}[^\s{[]/m;

/** What several texts of a kind are called. */
export function plural({ name }: KnownText): string {
  return name.endsWith('x') ? `${name}es` : `${name}s`;
}

function startsLine(text: string, at: number): boolean {
  return at === 0 || /[\r\n\ufeff]/.test(text.charAt(at - 1));
}

/** Takes text away, with the blanks around it and, where it fills lines, with the lines; what stood on two lines stays so. */
function removal(text: string, start: number, end: number): TextEdit {
  let from = start;
  while (text.charAt(from - 1) === ' ' || text.charAt(from - 1) === '\t') from--;
  const startsOwnLine = startsLine(text, from);
  const after = /^[ \t]*/.exec(text.slice(end, end + 1000))?.[0].length ?? 0;
  const lines = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(text.slice(end, end + 1000))?.[0].length ?? 0;
  const isLine = startsOwnLine && lines > 0;
  const isInside = !startsOwnLine && !isLine && /[^\s,\]}]/.test(text.charAt(end + after));
  // The separators of Unicode are line ends to who wrote them.
  if (isInside && /[\r\n\u0085\u2028\u2029]/.test(text.slice(start, end)))
    return { start: from, end: end + after, text: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n' };
  return { start: isInside ? start : from, end: end + (isLine ? lines : after), text: '' };
}

/** Keeps one side of the merge conflict that starts at a finding, or both; none where its markers are not all there. */
export function fixesOfConflict({ start, end }: Place, { rest, record }: FixContext): readonly Fix[] {
  const markers = markersFrom(rest, end);
  const signs = markers.map(({ sign }) => sign).join('');
  const [second] = markers;
  const other = markers.at(-2);
  const last = markers.at(-1);
  if (!/^\|?=>$/.test(signs) || !second || !other || !last) return [];
  const first = line(start, end);
  const sides = [
    keep((name) => (name ? t`Keep the first side (${name})` : t`Keep the first side`), label(start, end), [
      first,
      line(second.start, last.end),
    ]),
    keep(
      (name) => (name ? t`Keep the second side (${name})` : t`Keep the second side`),
      label(last.start, last.end),
      [line(start, other.end), line(last.start, last.end)],
    ),
  ];
  // In a record both sides have the same keys.
  const isInRecord = record !== undefined && start < record.record.end;
  const isEmpty = [rest.slice(end, second.start), rest.slice(other.end, last.start)].some(
    (side) => side.trim() === '',
  );
  if (isInRecord || isEmpty) return sides;
  const both = [first, line(second.start, other.end), line(last.start, last.end)];
  const needsComma = /[}\]]\s*$/.test(rest.slice(Math.max(0, second.start - 1000), second.start));
  const comma = rest.slice(0, second.start).trimEnd().length;
  const withComma = [first, { start: comma, end: comma, text: ',' }, ...both.slice(1)];
  return [
    ...sides,
    keep(() => t`Keep both sides`, undefined, both),
    ...(needsComma ? [keep(() => t`Keep both sides`, undefined, withComma)] : []),
  ];

  function line(from: number, to: number): TextEdit {
    const lineEnd = /^[ \t]*(?:\r\n|\n|\r)?/.exec(rest.slice(to, to + 1000))?.[0].length ?? 0;
    return { start: from - blanksBefore(rest, from), end: to + lineEnd, text: '' };
  }

  function label(from: number, to: number): string {
    return rest.slice(from + markerSigns(rest, from), to).trim();
  }
}

/** How many blanks stand right before `at`. */
function blanksBefore(text: string, at: number): number {
  return /(?<![ \t])[ \t]*$/.exec(text.slice(Math.max(0, at - 100), at))?.[0].length ?? 0;
}

function keep(
  title: (name: string | undefined) => string,
  name: string | undefined,
  edits: readonly TextEdit[],
): Fix {
  return {
    title: title(name),
    does: 'Keep',
    edits,
    isSafe: false,
    isChoice: true,
  };
}
