/** Whether the parent of a record is there, or missing. */
export type ParentState = 'there' | 'missing';

/**
 * Which records of each file have their parents: that a parent is missing says something only where others are there. Those
 * whose parent is missing have to be judged again when the first one comes, or the last one goes.
 */
export interface Families {
  /** Says of a record of a file whether its parent is there. */
  readonly set: (slot: number, file: string, state: ParentState) => void;
  /** A record is no more, or has no parent. */
  readonly forget: (slot: number) => void;
  /** Whether a record of a file has its parent. */
  readonly areThere: (file: string) => boolean;
  /** The records of all files whose parents are missing. */
  readonly missing: () => Generator<number>;
  /** Those of the files of which that has changed whether any parent is there, since all was settled. */
  readonly turned: () => Generator<number>;
  readonly settle: () => void;
}

interface Family {
  readonly file: string;
  /** How many have their parent. */
  there: number;
  readonly missing: Set<number>;
}

/** Begins without records. */
export function createFamilies(): Families {
  const families = new Map<string, Family>();
  /** By slot; an array, as nearly all records of a large file are in it. */
  const familyOf: (Family | undefined)[] = [];
  const turned = new Set<string>();
  return {
    set(slot, file, state) {
      const before = familyOf[slot];
      if (before?.file === file && before.missing.has(slot) === (state === 'missing')) return;
      if (before?.file === file) return change(before, slot, state);
      if (before) leave(slot, before);
      let family = families.get(file);
      if (!family) {
        family = { file, there: 0, missing: new Set() };
        families.set(file, family);
      }
      if (state === 'missing') family.missing.add(slot);
      else if (++family.there === 1) turned.add(file);
      // Far behind its end an array would become a map.
      while (familyOf.length < slot) familyOf.push(undefined);
      familyOf[slot] = family;
    },
    forget(slot) {
      const family = familyOf[slot];
      if (family) leave(slot, family);
    },
    areThere: (file) => (families.get(file)?.there ?? 0) > 0,
    *missing() {
      for (const { missing } of families.values()) yield* missing;
    },
    *turned() {
      for (const file of turned) yield* families.get(file)?.missing ?? [];
    },
    settle: () => turned.clear(),
  };

  /** The parent of a record that stays where it is has come, or gone. */
  function change(family: Family, slot: number, state: ParentState): void {
    const had = family.there > 0;
    if (state === 'missing') family.missing.add(slot);
    else family.missing.delete(slot);
    family.there += state === 'missing' ? -1 : 1;
    if (family.there > 0 !== had) turned.add(family.file);
  }

  function leave(slot: number, family: Family): void {
    if (!family.missing.delete(slot) && --family.there === 0) turned.add(family.file);
    familyOf[slot] = undefined;
    if (family.there + family.missing.size === 0) families.delete(family.file);
  }
}
