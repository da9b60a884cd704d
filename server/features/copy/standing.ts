import { chunkAt, type Document, textBetween } from '../../document/document';
import { walkStructure } from '../../document/structure';
import { parseString } from '../../json/string-token';
import type { RecordType } from '../../spec/record-type';
import { t } from '../../words/language';
import { quote } from '../../words/quote';
import { type Outcome, refuse } from './outcome';

/** Where a record stands, which says how another one gets in beside it. */
export type Standing =
  /** It is the file. */
  | { readonly kind: 'root' }
  /** It is a line of JSON Lines. */
  | { readonly kind: 'line' }
  /** It is in a list. */
  | { readonly kind: 'element' }
  | NamedStanding;

/** It is a member of a container. */
export interface NamedStanding {
  readonly kind: 'named';
  readonly name: string;
  /** The token of its name, UTF-16 offsets in the text of the chunk before it. */
  readonly key: { readonly start: number; readonly end: number };
  /** All names in the container. */
  readonly names: ReadonlySet<string>;
}

/** How the record of a chunk stands; refused where another one beside it would not be read. */
export function standingOf(document: Document, index: number): Outcome<Standing> {
  const { frame } = chunkAt(document, index);
  switch (frame.kind) {
    case 'root':
      return { kind: 'root' };
    case 'lines':
      return { kind: 'line' };
    case 'array':
      return { kind: 'element' };
    case 'object':
      return namedStanding(document, index);
    default:
      return refuse(t`This record stands after the end of the JSON in this file.`);
  }
}

function namedStanding(document: Document, index: number): Outcome<Standing> {
  const { gap, text } = chunkAt(document, index - 1);
  const key = gap?.findLast(({ kind }) => kind === 'key');
  if (!key) return refuse(t`This record lacks its name.`);
  const name = nameOf(text.slice(key.start, key.end));
  const around = chunkAt(document, index).frame.parent?.kind;
  // What holds one record each is repeated itself: `{"hits": [{"_source": {…}}]}`.
  const isWrapper = around === 'array' || around === 'lines';
  const isAlone = document.count === 2 && document.type.listNames.has(name.toLowerCase());
  if (isWrapper || isAlone) return refuse(t`${quote(name)} is the wrapper of one record: copy that by hand.`);
  return { kind: 'named', name, key, names: namesBeside(document, index) };
}

/** The names in the container that the record of a chunk stands in. */
function namesBeside(document: Document, index: number): ReadonlySet<string> {
  const levels = [new Set<string>()];
  let found = new Set<string>();
  walkStructure(document, {
    open: () => void levels.push(new Set()),
    close: () => void levels.pop(),
    key: (start, end) => void levels.at(-1)?.add(nameOf(textBetween(document, start, end))),
    record: (at) => {
      // Those that follow get into the same set.
      if (at === index) found = levels.at(-1) ?? found;
    },
  });
  return found;
}

function nameOf(token: string): string {
  return parseString(token) ?? token;
}

/** Why a record cannot be called so in a container; undefined where it can. */
export function nameProblem(name: string, { names }: NamedStanding, type: RecordType): string | undefined {
  if (name === '') return t`A record among named ones needs a name.`;
  if (names.has(name)) return t`${quote(name)} is there already.`;
  return type.fieldNamed(name) ? t`${quote(name)} is the name of a field.` : undefined;
}

/** A name that is not there yet, after the pattern of another one: `call 2` after `call 1`, `busy-2` after `busy`. */
export function freshName({ name, names }: Pick<NamedStanding, 'name' | 'names'>): string {
  const [, stem = name, number] = /^(.*?)(\d{1,6})$/.exec(name) ?? [];
  const separator = number !== undefined ? '' : (/[ _-]/.exec(name)?.[0] ?? '');
  for (let count = Number(number ?? 1) + 1; ; count++) {
    const fresh = `${stem}${separator}${String(count).padStart(number?.length ?? 0, '0')}`;
    if (!names.has(fresh)) return fresh;
  }
}

/** A free name for the reply to a named record, put together as its name is: `new call reply` to `new call`. */
export function nameOfReply({ name, names }: Pick<NamedStanding, 'name' | 'names'>): string {
  const separator = /[ _-]/.exec(name)?.[0] ?? '';
  // A chain of replies is counted: nobody reads `call reply reply reply`.
  const reply = /reply[ _-]?\d*$/i.test(name) ? name : `${name}${separator}${separator ? 'reply' : 'Reply'}`;
  return names.has(reply) ? freshName({ name: reply, names }) : reply;
}
