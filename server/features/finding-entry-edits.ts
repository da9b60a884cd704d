import type { Entry } from '../document/record';
import type { ObjectText } from '../edit/object-text';
import { removeMembers } from '../edit/remove-members';
import type { TextEdit } from '../edit/text-edit';
import {
  addMember,
  begin,
  insertion,
  isBegun,
  lineStartIn,
  rootObject,
  scanObject,
  styleOf,
} from './project-file-edits';

/** The lists of a project file that name findings. */
export type EntryList = 'ignore' | 'expect';

/** An entry of one of these lists, to be written. */
export interface NewEntry {
  readonly files?: readonly string[];
  readonly records?: readonly string[];
  readonly rules?: readonly string[];
}

/** What is to go out of an entry: some of its records, some of its rules, or all of it where neither is named. */
export interface Removal {
  /** Where the entry starts: UTF-16 offset in the text. */
  readonly start: number;
  readonly records?: ReadonlySet<string>;
  readonly rules?: ReadonlySet<string>;
}

/** Longer entries stand on several lines. */
const LONGEST_LINE = 100;

/**
 * Adds entries to a list of a project file, whose text keeps its layout and comments. UTF-16 offsets. Records are added to an
 * entry that is about the same files and rules. No edit where all is there already; undefined where something else
 * than a list, or than a project file, is there.
 */
export function addEntries(
  text: string,
  list: EntryList,
  entries: readonly NewEntry[],
): TextEdit[] | undefined {
  if (isBegun(text)) return [begin(text, projectFileWithEntries(list, entries))];
  const root = rootObject(text);
  if (!root) return undefined;
  const { lineEnd, indentUnit } = styleOf(text);
  const member = root.entries.findLast(({ key }) => key === list);
  if (!member) {
    const [first] = root.entries;
    const before = first ? root.text.slice(root.start + 1, first.keyStart) : lineEnd;
    const indent = /[\r\n]/.test(before)
      ? (/(?<![ \t])[ \t]*$/.exec(before)?.[0] ?? '') || indentUnit
      : undefined;
    return addMember(text, root, list, listText(entries, indent, { lineEnd, indentUnit }));
  }
  if (member.kind !== 'array' || !member.intact) return undefined;
  const elements = scanObject(root.text, member.valueStart).entries;
  const edits: TextEdit[] = [];
  const added: NewEntry[] = [];
  for (const entry of entries) {
    const like = elements.map((element) => partsOf(root.text, element)).find((parts) => isLike(parts, entry));
    if (!like) added.push(entry);
    else if (like.records && entry.records) {
      const known = new Set(like.records.names);
      const missing = entry.records.filter((name) => !known.has(name)).map((name) => JSON.stringify(name));
      if (missing.length > 0) edits.push(insertion(like.records.end, `, ${missing.join(', ')}`));
    }
  }
  if (added.length === 0) return edits;
  return [...edits, addElements(text, member, elements, added, { lineEnd, indentUnit })];
}

/**
 * Removes entries, or names in them, from a list of a project file; UTF-16 offsets. The list goes with its last entry,
 * unless it `stays`.
 */
export function removeEntries(
  text: string,
  list: EntryList,
  removals: readonly Removal[],
  stays: boolean,
): TextEdit[] {
  const root = rootObject(text);
  const member = root?.entries.findLast(({ key }) => key === list);
  if (!root || !member) return [];
  const all = listObject(root.text, member);
  const byStart = new Map(removals.map((removal) => [removal.start, removal]));
  const whole: Entry[] = [];
  const edits: TextEdit[] = [];
  for (const element of all.entries) {
    const removal = byStart.get(element.valueStart);
    if (!removal) continue;
    if (!removal.records && !removal.rules) whole.push(element);
    else edits.push(...removeNames(root.text, element, removal));
  }
  if (whole.length === all.entries.length && !stays) return removeMembers(root, [member]);
  return [...edits, ...removeMembers(all, whole)].sort((a, b) => a.start - b.start);
}

/** The text of a new project file with a list of entries. */
export function projectFileWithEntries(list: EntryList, entries: readonly NewEntry[]): string {
  const style = { lineEnd: '\n', indentUnit: '  ' };
  return `{\n  ${JSON.stringify(list)}: ${listText(entries, '  ', style)}\n}\n`;
}

interface Lines {
  readonly lineEnd: string;
  readonly indentUnit: string;
}

/** A list as JSON text; on one line where its member has no `indent`, since it stands on one with others. */
function listText(entries: readonly NewEntry[], indent: string | undefined, { lineEnd, indentUnit }: Lines) {
  if (indent === undefined) return `[${entries.map((entry) => entryText(entry)).join(', ')}]`;
  const inner = `${lineEnd}${indent}${indentUnit}`;
  const texts = entries.map((entry) => `${inner}${entryText(entry, inner, indentUnit)}`);
  return `[${texts.join(',')}${lineEnd}${indent}]`;
}

/** An entry as JSON text: on one line, or where that is long on lines that start with `lineStart`. */
function entryText(entry: NewEntry, lineStart?: string, indentUnit = ''): string {
  const members = Object.entries(entry).map(
    ([name, names]) =>
      `"${name}": [${(names as readonly string[]).map((one) => JSON.stringify(one)).join(', ')}]`,
  );
  const line = `{ ${members.join(', ')} }`;
  if (lineStart === undefined || line.length <= LONGEST_LINE) return line;
  return `{${members.map((member) => `${lineStart}${indentUnit}${member}`).join(',')}${lineStart}}`;
}

function addElements(
  text: string,
  member: Entry,
  elements: readonly Entry[],
  added: readonly NewEntry[],
  { lineEnd, indentUnit }: Lines,
): TextEdit {
  const last = elements.at(-1);
  if (!last) {
    const indent = indentOf(text, member.keyStart);
    const start = member.valueStart;
    // A comment in an empty list stays after what is new.
    const isBlank = /^\[\s*\]$/.test(text.slice(start, member.valueEnd));
    const whole = listText(added, indent, { lineEnd, indentUnit });
    return isBlank
      ? { start, end: member.valueEnd, text: whole }
      : insertion(start + 1, whole.slice(1, -1).trimEnd());
  }
  const lineStart = lineStartIn(text.slice(elements.at(-2)?.valueEnd ?? member.valueStart, last.valueStart));
  const texts = added.map((entry) => `,${lineStart ?? ' '}${entryText(entry, lineStart, indentUnit)}`);
  return insertion(last.valueEnd, texts.join(''));
}

/** The white space that the line of a member begins with; undefined where something else stands before the member. */
function indentOf(text: string, at: number): string | undefined {
  return /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, at))?.[1];
}

/** Names in a list of an entry, and where the last of them ends. */
interface Names {
  readonly names: readonly string[];
  readonly end: number;
}

type Parts = Readonly<Partial<Record<string, Names>>>;

/** The lists of names that an entry has. */
function partsOf(text: string, element: Entry): Parts {
  if (element.kind !== 'object' || !element.intact) return {};
  const parts: Record<string, Names> = {};
  for (const { key, kind, intact, valueStart } of scanObject(text, element.valueStart).entries) {
    if (kind !== 'array' || !intact) continue;
    const strings = scanObject(text, valueStart).entries;
    if (strings.length === 0 || strings.some((one) => one.kind !== 'string' || !one.intact)) continue;
    parts[key] = { names: strings.map((one) => nameAt(text, one)), end: strings.at(-1)?.valueEnd ?? 0 };
  }
  return parts;
}

/** Whether an entry is about the same files and rules as another one, and about some records where that is. */
function isLike(parts: Parts, entry: NewEntry): boolean {
  return (
    isSame(parts.files?.names, entry.files) &&
    isSame(parts.rules?.names, entry.rules) &&
    (parts.records === undefined) === (entry.records === undefined)
  );
}

function isSame(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Removes names from the lists of an entry. */
function removeNames(text: string, element: Entry, removal: Removal): TextEdit[] {
  return scanObject(text, element.valueStart).entries.flatMap((part) => {
    const names = part.key === 'records' ? removal.records : part.key === 'rules' ? removal.rules : undefined;
    if (!names) return [];
    const list = listObject(text, part);
    return removeMembers(
      list,
      list.entries.filter((one) => one.kind === 'string' && names.has(nameAt(text, one))),
    );
  });
}

/** A list as an object whose members are its elements: what removes members goes by where they start. */
function listObject(text: string, { valueStart }: Entry): ObjectText {
  const list = scanObject(text, valueStart);
  return { ...list, entries: list.entries.map((entry) => ({ ...entry, keyStart: entry.valueStart })) };
}

function nameAt(text: string, { valueStart, valueEnd }: Entry): string {
  return JSON.parse(text.slice(valueStart, valueEnd)) as string;
}
