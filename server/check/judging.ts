import type { Block } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import type { IdentityHash } from '../relations/by-keys';
import { type Linked, linkIn } from '../relations/links';
import { type Cycle, type Parents, parentsAmong } from '../relations/parents';
import type { RecordPlace } from '../relations/record-place';
import type { RelatedRecord } from '../relations/related-record';
import { relating } from '../relations/relating';
import type { RelationIndex } from '../relations/relation-index';
import type { Slots } from '../relations/slots';
import { standsOut } from '../relations/standing-out';
import type { Finding, FoundAmong, Rule } from '../rules/rule';
import type { RecordType } from '../spec/record-type';
import { NONE } from './check';
import { createFamilies, type ParentState } from './families';

/*
 * What is found in records among each other. It is found out again for the records that a change touches and for no
 * others: those that came, those that share an identity that came or went, the children of such identities, and the
 * records of a circle that was broken or closed.
 */

/** What is found in the records of an index among each other. */
export interface Judging {
  /**
   * Finds out what is not known yet. The generator pauses every now and then, and starts anew where records change
   * meanwhile. Returns the files in which something else may be found than before.
   */
  readonly judging: () => Generator<undefined, ReadonlySet<string>>;
  /** What is found in a record; its offsets are those of the chunk that it starts. The same object for the same chunk. */
  readonly findingsOf: (slot: number, chunk: JudgedChunk) => readonly Finding[];
  /** Whether anything may be found in a record, and that there is one: costs next to nothing. */
  readonly isFoundAt: (slot: number) => boolean;
  /** Whether anything is found in a file. */
  readonly isFound: (file: string) => boolean;
  /** Another number whenever something else is found in any record of a block, or of any block. */
  readonly versionOf: (block?: Block) => number;
  /** Another number whenever a record that a finding refers to was edited. */
  readonly referredMoved: () => number;
}

/** Of the chunk that a record starts, what it says of others and by which names. */
export interface JudgedChunk extends Linked {
  readonly frame: Pick<Chunk['frame'], 'type'>;
}

/** What is known of a record of which there is anything to know. */
interface Known {
  readonly place: RecordPlace;
  /** The circle that it is in. */
  readonly cycle: Cycle | undefined;
  readonly found: readonly Judged[];
  /** The same as findings in a chunk. */
  told: { readonly chunk: JudgedChunk; readonly findings: readonly Finding[] } | undefined;
}

interface Judged extends FoundAmong {
  readonly rule: string;
}

/** So many records are judged in one go; before more there is a pause, so that nobody begins with them who has no time. */
const A_FEW = 32;

/** So many records are looked at between two pauses: far less than a millisecond of work, mostly. */
const RECORDS_BETWEEN_PAUSES = 256;

/** What judges records. */
export interface Judges {
  /** Those of them that look at records among each other are asked. */
  readonly rules: readonly Rule[];
  /** Of records in files that are not open. */
  readonly type: RecordType;
  /** Told of the id of a rule that fails, each time. */
  readonly onRuleFailed: (rule: string, error: unknown) => void;
}

/**
 * Judges the records of an index. `isWhole` says whether all files are in it that there are: only then can a parent be said
 * to be missing where a file has none of its parents in it. Where it says undefined some records of these files are not in it:
 * then none can.
 */
export function createJudging(
  index: RelationIndex,
  judges: Judges,
  isWhole: () => boolean | undefined,
): Judging {
  const { slots } = index;
  const found = createFound(slots);
  const families = createFamilies();
  /** What is to be judged; kept over new starts. */
  const work = createWork();
  const kin = createKin(slots);
  let wasWhole = false;
  let referredMoved = 0;
  return {
    *judging() {
      for (;;) {
        yield* index.linking();
        takeChanges();
        if (work.size() === 0 && kin.count() === 0) break;
        const revision = slots.revision();
        yield* judgeAll(() => slots.revision() === revision);
      }
      return found.told.changed();
    },
    findingsOf: found.findingsOf,
    isFoundAt: found.has,
    isFound: found.told.isFound,
    versionOf: found.told.versionOf,
    referredMoved: () => referredMoved,
  };

  function takeChanges(): void {
    const { gone, goneIdentities, come, moved } = slots.drain();
    for (const slot of gone) forget(slot);
    if (come.length > slots.size() / 2) {
      // Most that there are: their kin are among them.
      for (let slot = 0; slot < slots.size(); slot++) work.add(slot);
    } else {
      for (const identity of goneIdentities) kin.add(identity);
      for (const slot of come) {
        work.add(slot);
        kin.add(slots.identityOf(slot));
      }
    }
    // The last record of a file that had its parent can go without anything else to judge.
    for (const slot of families.turned()) work.add(slot);
    for (const slot of moved) if (found.refersTo(slots.askedPlaceOf(slot))) referredMoved++;
    if (isWholeOfSeveral() === wasWhole) return;
    wasWhole = !wasWhole;
    for (const slot of families.missing()) work.add(slot);
  }

  /** Most records have to do with no other, nor have those that are gone: of those nothing is found, and nobody needs to look. */
  function hasToDo(slot: number): boolean {
    return slots.isRelated(slot) || found.has(slot);
  }

  function forget(slot: number): void {
    families.forget(slot);
    for (const other of found.forget(slot)) work.add(other);
  }

  /** Judges what is to be judged; gives up where that is not `isCurrent` any more, and then all of it is still to be judged. */
  function* judgeAll(isCurrent: () => boolean): Generator<undefined, void> {
    yield* kin.taking(work.add, isCurrent);
    if (!isCurrent()) return;
    const parents = parentsAmong(slots);
    const relate = relating(index, parents, {
      type: judges.type,
      areParentsHere: (file) => isWhole() !== undefined && (isWholeOfSeveral() || families.areThere(file)),
    });
    /** Those of them that the rules are asked about. */
    const some: number[] = [];
    const touched = new Set<Cycle>();
    const touch = (cycle: Cycle | undefined) => {
      if (!cycle || touched.has(cycle)) return;
      touched.add(cycle);
      for (const slot of cycle) work.add(slot);
    };
    const look = (slot: number) => {
      if (!hasToDo(slot)) return;
      const isFound = found.has(slot);
      if (isFound) touch(found.cycleOf(slot));
      const cycle = parents.cycleOf(slot)?.cycle;
      touch(cycle);
      const state = parentState(slots, slot, parents);
      if (state) families.set(slot, slots.fileOf(slot), state);
      else families.forget(slot);
      if (isFound || cycle || standsOut(slot, slots, parents)) some.push(slot);
    };
    const judge = (slot: number) => {
      if (slots.isUsed(slot))
        found.put(slot, judgementsOf(relate(slot), judges), parents.cycleOf(slot)?.cycle);
    };
    if (work.size() > A_FEW) {
      yield undefined;
      if (!isCurrent()) return;
    }
    if (!(yield* goingThrough(work.all(), look, isCurrent))) return;
    for (const slot of families.turned()) {
      work.add(slot);
      some.push(slot);
    }
    if (!(yield* goingThrough(some, judge, isCurrent))) return;
    work.clear();
    families.settle();
  }

  function isWholeOfSeveral(): boolean {
    return isWhole() === true && index.fileCount() > 1;
  }
}

/** Does something with records, those that are added meanwhile included; gives up, and returns false, where that is not current. */
function* goingThrough(
  slots: readonly number[],
  does: (slot: number) => void,
  isCurrent: () => boolean,
): Generator<undefined, boolean> {
  for (let start = 0; start < slots.length; start += RECORDS_BETWEEN_PAUSES) {
    if (start > 0) {
      yield undefined;
      if (!isCurrent()) return false;
    }
    doWithSome(slots, start, does);
  }
  return true;
}

/** By itself, as an engine makes the loop of a generator fast far later. */
function doWithSome(slots: readonly number[], start: number, does: (slot: number) => void): void {
  for (let at = start; at < slots.length && at < start + RECORDS_BETWEEN_PAUSES; at++)
    does(slots[at] as number);
}

function parentState({ namesParent }: Slots, slot: number, parents: Parents): ParentState | undefined {
  const parent = parents.of(slot);
  if (parent === slot || !namesParent(slot)) return undefined;
  return parent >= 0 || parents.isThere(slot) ? 'there' : 'missing';
}

const NOTHING: readonly Judged[] = [];

function judgementsOf(record: RelatedRecord, { rules, onRuleFailed }: Judges): readonly Judged[] {
  // Of two versions of a record one goes when the conflict is resolved.
  if (record.says.conflict) return NOTHING;
  let all: Judged[] | undefined;
  for (const { id, judge } of rules) {
    try {
      for (const one of judge?.(record) ?? NOTHING) {
        all ??= [];
        all.push({ rule: id, ...one });
      }
    } catch (error) {
      onRuleFailed(id, error);
    }
  }
  return all ?? NOTHING;
}

/** What is found in records. */
function createFound(slots: Slots) {
  const known = new Map<number, Known>();
  /** The same: it is asked of all records of a file. */
  const isKnown = createFlags();
  const referred = createReferred();
  const told = createTold();
  return {
    told,
    has: isKnown.has,
    cycleOf: (slot: number) => known.get(slot)?.cycle,
    refersTo: referred.has,
    findingsOf(slot: number, chunk: JudgedChunk): readonly Finding[] {
      const one = known.get(slot);
      // A number that was given to another record is judged anew in a moment.
      if (!one || one.found.length === 0 || one.place !== slots.placeOf(slot)) return NONE;
      if (one.told?.chunk !== chunk) one.told = { chunk, findings: findingsIn(chunk, one.found) };
      return one.told.findings;
    },
    /** Forgets what was found in a record, and returns the circle that it was in. */
    forget(slot: number): Cycle {
      const one = known.get(slot);
      if (!one) return [];
      referred.count(one.found, -1);
      if (one.found.length > 0) told.count(one.place, -1);
      drop(slot);
      return one.cycle ?? [];
    },
    put(slot: number, now: readonly Judged[], cycle: Cycle | undefined): void {
      const before = known.get(slot);
      if (now.length === 0 && !cycle) {
        if (!before) return;
        drop(slot);
      } else {
        const isSame = before !== undefined && areSame(before.found, now);
        const place = slots.placeOf(slot);
        known.set(slot, isSame ? { ...before, place, cycle } : { place, cycle, found: now, told: undefined });
        isKnown.set(slot, true);
        if (isSame) return;
      }
      referred.count(before?.found, -1);
      referred.count(now, 1);
      const was = before !== undefined && before.found.length > 0;
      const is = now.length > 0;
      if (was || is) told.count(slots.placeOf(slot), Number(is) - Number(was));
    },
  };

  function drop(slot: number): void {
    known.delete(slot);
    isKnown.set(slot, false);
  }
}

/** Identities that came or went, of which the kin are to be judged: thousands can have one, so that each is looked up once. */
function createKin({ eachKin }: Slots) {
  const identities = new Set<IdentityHash>();
  return {
    count: () => identities.size,
    add(identity: IdentityHash | undefined): void {
      if (identity !== undefined) identities.add(identity);
    },
    /** Takes the kin of all of them. It pauses before the first that many know, and gives up where that is not current. */
    *taking(take: (slot: number) => void, isCurrent: () => boolean): Generator<undefined, void> {
      let hasPaused = false;
      for (const identity of identities) {
        let count = 0;
        const takeSome = (slot: number) => {
          take(slot);
          return hasPaused || ++count <= A_FEW;
        };
        if (!eachKin(identity, takeSome)) {
          hasPaused = true;
          yield undefined;
          if (!isCurrent()) return;
          eachKin(identity, takeSome);
        }
        identities.delete(identity);
      }
    },
  };
}

/** Numbers of records that are to be judged, each once. A set of hundred thousands takes ten times as long. */
function createWork() {
  const isThere = createFlags();
  const all: number[] = [];
  return {
    size: () => all.length,
    add(slot: number): void {
      if (isThere.has(slot)) return;
      isThere.set(slot, true);
      all.push(slot);
    },
    /** What is added while somebody goes through them comes, too. */
    all: (): readonly number[] => all,
    clear(): void {
      isThere.clear();
      all.length = 0;
    },
  };
}

/** Which numbers are among some. A map of hundred thousands is a hundred times as slow to ask. */
function createFlags() {
  let flags = new Uint8Array(0);
  return {
    has: (number: number) => flags[number] === 1,
    set(number: number, is: boolean): void {
      if (number >= flags.length) {
        if (!is) return;
        const larger = new Uint8Array(number * 2 + 1);
        larger.set(flags);
        flags = larger;
      }
      flags[number] = Number(is);
    },
    clear: () => flags.fill(0),
  };
}

/** Where something is found, and where something else than before. */
function createTold() {
  const changed = new Set<string>();
  /** In how many records of each file anything is found. */
  const foundIn = new Map<string, number>();
  const versions = new WeakMap<Block, number>();
  let version = 0;
  return {
    /** Something else is found in a record; `more` is by how many more records there are in its file in which anything is. */
    count({ file, home: { block } }: RecordPlace, more: number): void {
      version++;
      changed.add(file);
      const count = (foundIn.get(file) ?? 0) + more;
      if (count > 0) foundIn.set(file, count);
      else foundIn.delete(file);
      if (block) versions.set(block, (versions.get(block) ?? 0) + 1);
    },
    /** The files in which something else is found since this was asked last. */
    changed(): ReadonlySet<string> {
      const files = new Set(changed);
      changed.clear();
      return files;
    },
    isFound: (file: string) => foundIn.has(file),
    versionOf: (block?: Block) => (block ? (versions.get(block) ?? 0) : version),
  };
}

/** Counts how many findings refer to a record. */
function createReferred() {
  const counts = new Map<RecordPlace, number>();
  return {
    has: (place: RecordPlace | undefined) => place !== undefined && counts.has(place),
    count(found: readonly Judged[] | undefined, step: 1 | -1): void {
      for (const { elsewhere } of found ?? []) {
        for (const { place } of elsewhere ?? []) {
          const count = (counts.get(place) ?? 0) + step;
          if (count > 0) counts.set(place, count);
          else counts.delete(place);
        }
      }
    },
  };
}

function findingsIn(chunk: JudgedChunk, found: readonly Judged[]): readonly Finding[] {
  const type = chunk.frame.type;
  const findings = found.flatMap(({ part, ...one }): readonly Finding[] => {
    const link = linkIn(chunk, part);
    const field = type[part];
    return link && field ? [{ field: field.name, ...one, start: link.start, end: link.end }] : [];
  });
  return findings.sort((one, other) => one.start - other.start);
}

function areSame(some: readonly Judged[], others: readonly Judged[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, at) => {
      const other = others[at] as Judged;
      const { elsewhere = [] } = one;
      return (
        one.rule === other.rule &&
        one.part === other.part &&
        one.message === other.message &&
        one.atMost === other.atMost &&
        elsewhere.length === (other.elsewhere?.length ?? 0) &&
        elsewhere.every((place, number) => {
          const same = other.elsewhere?.[number];
          return place.place === same?.place && place.part === same.part && place.message === same.message;
        })
      );
    })
  );
}
