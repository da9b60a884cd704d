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

/** Begins without records. */
export function createFamilies(): Families {
  const files = new Map<string, Readonly<Record<ParentState, Set<number>>>>();
  const fileOf = new Map<number, string>();
  const turned = new Set<string>();
  return {
    set: place,
    forget(slot) {
      const file = fileOf.get(slot);
      if (file !== undefined) place(slot, file, undefined);
    },
    areThere: (file) => (files.get(file)?.there.size ?? 0) > 0,
    *missing() {
      for (const { missing } of files.values()) yield* missing;
    },
    *turned() {
      for (const file of turned) yield* files.get(file)?.missing ?? [];
    },
    settle: () => turned.clear(),
  };

  function place(slot: number, file: string, state: ParentState | undefined): void {
    const family = files.get(file) ?? { there: new Set(), missing: new Set() };
    const had = family.there.size > 0;
    for (const one of ['there', 'missing'] as const) {
      if (one === state) family[one].add(slot);
      else family[one].delete(slot);
    }
    if (state) fileOf.set(slot, file);
    else fileOf.delete(slot);
    if (family.there.size + family.missing.size > 0) files.set(file, family);
    else files.delete(file);
    if (family.there.size > 0 !== had) turned.add(file);
  }
}
