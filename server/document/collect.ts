import { BACKSLASH } from '../json/characters';
import type { Problem, ValueKind } from '../json/problem';
import type { Field } from '../spec/field';
import type { RecordType } from '../spec/record-type';
import type { Entry } from './record';
import {
  addEmptyList,
  addKey,
  addNull,
  addObject,
  addScalar,
  type Evidence,
  isAside,
  isBeyondDoubt,
  isContainer,
  isContainerByContent,
  isListOfRecords,
  noEvidence,
} from './what-is-a-record';

/** What one pass over an object or array found. Offsets of entries and problems are relative to its start. */
export interface ScannedValue {
  /** Offset in the text after the value's last token. */
  readonly end: number;
  /** Whether its own closing bracket is there. */
  readonly closed: boolean;
  /** Members of the object, or elements of the array, in text order; a value without a key is left out. */
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
  /**
   * Offset in the text after the last character that the result depends on; the end of the text counts as one
   * character. After the text: with more text the result could be another one.
   */
  readonly readEnd: number;
  /** What its members say about what the object is; of an array it says nothing. */
  readonly evidence: Evidence;
  /** Offsets in the text of the nested objects that are containers, and of the arrays that hold objects. */
  readonly containers: readonly number[];
  readonly objectLists: readonly number[];
  /** Whether it is, or holds, a container that is one by what its records say. */
  readonly isByContent: boolean;
  /** Whether a merge conflict ends in it that started before it, and whether one starts that goes on after it. */
  readonly endsConflict: boolean;
  readonly opensConflict: boolean;
}

/** An open object or array. */
interface Level {
  readonly isObject: boolean;
  readonly start: number;
  /** Whether its opening bracket is lost, or of the wrong kind. */
  readonly isLost: boolean;
  /** False inside of what can only be a record's data: nothing there can be a container of records. */
  readonly mayHoldRecords: boolean;
  /** Whether the member being read is udata, whose objects are user data and never records. */
  inUdata: boolean;
  /** The name of the member that is being read, without its quotes; both -1 where there is none. */
  nameStart: number;
  nameEnd: number;
  readonly evidence: Evidence;
  /** Whether it is in a member that says something of the object around it. */
  readonly inAside: boolean;
  /** Whether something was read in it. */
  isEmpty: boolean;
  /** On an array that is a member of an object: whether an object was read in it. */
  holdsObjects: boolean;
  /** The last defect that was known when it opened: another one is a defect of its own. */
  readonly lastProblem: Problem | undefined;
}

/** The member of the outermost object, or element of the outermost array, that is being read. */
interface Member {
  key: string;
  field: Field | undefined;
  keyStart: number;
  keyEnd: number;
  valueStart: number;
  intact: boolean;
}

/**
 * Notes what the scanner reads: entries of the outermost value, and for each nested object whether it is a
 * container. The scanner knows the grammar, the collector the meaning. Offsets in, as in the text; entries
 * come out relative to `origin`, where the outermost value starts.
 */
export class Collector {
  readonly entries: Entry[] = [];
  readonly containers: number[] = [];
  readonly objectLists: number[] = [];
  readonly levels: Level[] = [];
  isByContent = false;
  private member: Member | undefined;
  private openObjects = 0;
  private openArrays = 0;

  constructor(
    private readonly text: string,
    private readonly origin: number,
    private readonly problems: readonly Problem[],
    private readonly type: RecordType | undefined,
  ) {}

  /** The innermost open object or array. */
  get level(): Level {
    return this.levels[this.levels.length - 1] as Level;
  }

  /** A `{` or `[` was read at `start`, or (`isLost`) a brace is lost before it or in its place. */
  open(isObject: boolean, start: number, isLost = false): void {
    const parent = this.levels[this.levels.length - 1];
    if (parent !== undefined) {
      this.beginValue(start);
      parent.isEmpty = false;
      if (isObject) this.noteObject(parent);
    }
    this.count(isObject, 1);
    this.levels.push({
      isObject,
      start,
      isLost,
      mayHoldRecords: parent === undefined || mayHoldRecords(parent),
      inUdata: false,
      inAside: parent !== undefined && this.isAsideIn(parent),
      nameStart: -1,
      nameEnd: -1,
      evidence: noEvidence(),
      isEmpty: true,
      holdsObjects: false,
      lastProblem: this.problems[this.problems.length - 1],
    });
  }

  /** The innermost object or array ends at `end`; it is not the outermost one. */
  close(end: number): void {
    const level = this.levels.pop() as Level;
    this.count(level.isObject, -1);
    if (level.mayHoldRecords) this.weigh(level);
    if (this.levels.length === 1) this.finish(level.isObject ? 'object' : 'array', end, !level.isLost);
  }

  /** The outermost object or array is read: what is it? */
  closeOutermost(): Evidence {
    const { evidence } = this.level;
    evidence.isBroken = this.problems.length > 0;
    if (isContainerByContent(evidence)) this.isByContent = true;
    return evidence;
  }

  /** Whether an object (or array) is open. */
  hasOpen(isObject: boolean): boolean {
    return (isObject ? this.openObjects : this.openArrays) > 0;
  }

  /** A key was read; `nameStart` to `nameEnd` is what its quotes hold. */
  key(start: number, end: number, nameStart: number, nameEnd: number, intact: boolean): void {
    const { level, type, text } = this;
    const isOutermost = this.levels.length === 1;
    level.isEmpty = false;
    level.nameStart = nameStart;
    level.nameEnd = nameEnd;
    if (!level.mayHoldRecords && !isOutermost) return;
    const field = type && level.mayHoldRecords ? fieldAt(type, text, nameStart, nameEnd) : undefined;
    const key = field?.name ?? decodeKey(text, nameStart, nameEnd);
    if (type && level.mayHoldRecords) level.inUdata = addKey(level.evidence, key, field, type);
    if (!isOutermost) return;
    this.member = { key, field, keyStart: start, keyEnd: end, valueStart: -1, intact };
  }

  /** A value follows where a key belongs: it is read, but it is no member. */
  noKey(): void {
    this.level.inUdata = false;
    this.level.nameStart = this.level.nameEnd = -1;
    if (this.levels.length === 1) this.member = undefined;
  }

  /** The string read last turned out to end at `end` already: its closing quote is missing. */
  shortenString(end: number): void {
    if (this.levels.length > 1) return;
    if (this.member !== undefined) {
      const { keyStart } = this.member;
      this.key(keyStart, end, keyStart + 1, end, false);
      return;
    }
    const last = this.entries.pop();
    if (last) this.entries.push({ ...last, valueEnd: end - this.origin, intact: false });
  }

  /** More text stands after the string, number or word read last: what its member says is not known. */
  doubt(): void {
    const last = this.levels.length > 1 ? undefined : this.entries.at(-1);
    if (last && last.kind !== 'object' && last.kind !== 'array') {
      this.entries[this.entries.length - 1] = { ...last, intact: false };
    }
  }

  /** The string read last as a value turned out to be the next key: its member's value is missing, at `spot`. */
  valueWasKey(spot: number): void {
    if (this.levels.length > 1) return;
    const last = this.entries.pop();
    if (last === undefined) return;
    const place = spot - this.origin;
    this.entries.push({ ...last, valueStart: place, valueEnd: place, kind: 'missing', intact: false });
  }

  /** A string, number or word was read where a value belongs. */
  scalar(start: number, end: number, kind: ValueKind, intact: boolean): void {
    const { level } = this;
    level.isEmpty = false;
    const { evidence } = level;
    if (this.type && level.isObject && level.mayHoldRecords) {
      if (kind === 'null') {
        if (level.nameStart >= 0) addNull(evidence, this.nameOf(level), this.type);
      } else if (evidence.at?.isCommon || /^"[{[\\ ]/.test(this.text.slice(start, start + 2)))
        addScalar(evidence, this.text.slice(start, end), this.type);
    }
    if (this.levels.length > 1) return;
    this.beginValue(start);
    this.finish(kind, end, intact);
  }

  /** The member that is being read has no value; `at` is where it belongs. */
  missing(at: number): void {
    if (this.levels.length > 1 || this.member === undefined) return;
    this.beginValue(at);
    this.finish('missing', at, false);
  }

  /** The text is over, or belongs to something else: what is open ends at `end`, broken. */
  abandon(end: number): void {
    while (this.levels.length > 1) this.close(end);
    this.missing(end);
  }

  private count(isObject: boolean, step: number): void {
    if (isObject) this.openObjects += step;
    else this.openArrays += step;
  }

  private beginValue(start: number): void {
    if (this.levels.length > 1) return;
    if (!this.level.isObject) {
      this.member = { key: '', field: undefined, keyStart: -1, keyEnd: -1, valueStart: -1, intact: true };
    }
    if (this.member !== undefined) this.member.valueStart = start;
  }

  private finish(kind: ValueKind, end: number, intact: boolean): void {
    const member = this.member;
    if (member === undefined) return;
    this.member = undefined;
    this.entries.push({
      key: member.key,
      field: member.field,
      keyStart: member.keyStart < 0 ? -1 : member.keyStart - this.origin,
      keyEnd: member.keyEnd < 0 ? -1 : member.keyEnd - this.origin,
      valueStart: member.valueStart - this.origin,
      valueEnd: end - this.origin,
      kind,
      intact: member.intact && intact,
    });
  }

  /** An object opens inside `parent`: where that is a member's array, the array is a list of objects. */
  private noteObject(parent: Level): void {
    if (!mayHoldRecords(parent) || this.ownerOf(parent) === parent) return;
    for (let at = this.levels.length - 1; at >= 0; at--) {
      const list = this.levels[at] as Level;
      if (list.isObject || list.holdsObjects) break;
      list.holdsObjects = true;
      this.objectLists.push(list.start);
    }
  }

  /** A nested object or array, in what can hold records, was read: what does it say about the object around it? */
  private weigh({ isObject, evidence, start, isEmpty, inAside, lastProblem }: Level): void {
    const parent = this.level;
    if (!isObject) {
      if (
        isEmpty &&
        this.type &&
        parent.isObject &&
        parent.nameStart >= 0 &&
        lastProblem === this.problems.at(-1)
      )
        addEmptyList(parent.evidence, this.nameOf(parent), this.type);
      return;
    }
    evidence.isBroken = lastProblem !== this.problems.at(-1);
    if (isContainer(evidence)) {
      this.containers.push(start);
      if (isContainerByContent(evidence)) this.isByContent = true;
    }
    const owner = this.ownerOf(parent);
    if (!owner) return;
    addObject(owner.evidence, evidence, inAside, this.isOfRecords(owner, parent));
  }

  /** Whether an object stands in a list that is named after records. */
  private isOfRecords(owner: Level, parent: Level): boolean {
    return !parent.isObject && this.type !== undefined && isListOfRecords(this.nameOf(owner), this.type);
  }

  /** Whether what opens in `parent` says something of an object around it, by the names of the members that it is in. */
  private isAsideIn(parent: Level): boolean {
    const isNamed = parent.isObject && parent.nameStart >= 0 && mayHoldRecords(parent);
    return parent.inAside || (isNamed && isAside(this.nameOf(parent)));
  }

  /** The innermost object: an open list's, or itself. */
  private ownerOf(parent: Level): Level | undefined {
    return parent.isObject ? parent : this.levels.findLast(({ isObject }) => isObject);
  }

  private nameOf({ nameStart, nameEnd }: Level): string {
    return decodeKey(this.text, nameStart, nameEnd);
  }
}

/** Whether objects inside of this one can be records, so that it can be a container. */
function mayHoldRecords(level: Level): boolean {
  return level.mayHoldRecords && !level.inUdata && !isBeyondDoubt(level.evidence);
}

/** The field that a key names, escapes or not. */
function fieldAt({ names, fields }: RecordType, text: string, start: number, end: number): Field | undefined {
  const index = names.indexInText(text, start, end);
  if (index >= 0) return fields[index];
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) !== BACKSLASH) continue;
    const name = decodeKey(text, start, end);
    return fields[names.indexInText(name, 0, name.length)];
  }
  return undefined;
}

/** The text of a key without its quotes, escapes resolved as far as they are valid. */
export function decodeKey(text: string, start: number, end: number): string {
  const raw = text.slice(start, Math.max(start, end));
  if (!raw.includes(String.fromCharCode(BACKSLASH))) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
