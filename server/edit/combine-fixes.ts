import type { TextEdit } from './text-edit';

/** Edits that belong together: all are made or none. */
export interface Edits {
  readonly edits: readonly TextEdit[];
  /** Names of the members that they add. */
  readonly adds?: readonly string[] | undefined;
}

/** Those of several fixes that can be made at the same time. */
export interface Combination<Fix extends Edits> {
  /** In the order of the list. */
  readonly fixes: readonly Fix[];
  /** Their edits in text order. */
  readonly edits: TextEdit[];
}

/** Edits are looked up by place: in this many UTF-16 code units lie few of those that were taken. */
const UNITS_OF_A_PLACE = 256;

/**
 * Takes of fixes of one text those that can be made at the same time. A fix is taken whole or not at all: one whose
 * edits overlap or touch those of a fix before it in the list is left out. Checking the text again and combining
 * the fixes of what is still found comes to an end, for at least the first fix is always taken.
 *
 * Inserts at one place go together if each starts with a comma, as those of `insertMembers` after a member do: they
 * come in the order of the list; but no two that add a member of one name. Removals that touch go together as well.
 */
export function combineFixes<Fix extends Edits>(fixes: readonly Fix[]): Combination<Fix> {
  const taken: Fix[] = [];
  const places = new Map<number, TextEdit[]>();
  const added = new Set<string>();
  for (const fix of fixes) {
    if (fix.adds?.some((name) => added.has(name)) || fix.edits.some((edit) => collides(places, edit)))
      continue;
    taken.push(fix);
    for (const name of fix.adds ?? []) added.add(name);
    for (const edit of fix.edits) note(places, edit);
  }
  // Sorting keeps the order of edits that start at one place.
  const edits = taken.flatMap((fix) => fix.edits).sort((a, b) => a.start - b.start);
  return { fixes: taken, edits };
}

function collides(places: ReadonlyMap<number, readonly TextEdit[]>, edit: TextEdit): boolean {
  const last = placeOf(edit.end);
  for (let place = placeOf(edit.start); place <= last; place++) {
    for (const other of places.get(place) ?? []) {
      if (other.start > edit.end || other.end < edit.start) continue;
      if (isListInsert(other) && isListInsert(edit)) continue;
      const onlyTouches = other.start === edit.end || other.end === edit.start;
      if (!(onlyTouches && isRemoval(other) && isRemoval(edit))) return true;
    }
  }
  return false;
}

/** Notes an edit at all places that it covers. */
function note(places: Map<number, TextEdit[]>, edit: TextEdit): void {
  const last = placeOf(edit.end);
  for (let place = placeOf(edit.start); place <= last; place++) {
    const known = places.get(place);
    if (known) known.push(edit);
    else places.set(place, [edit]);
  }
}

function placeOf(offset: number): number {
  return Math.floor(offset / UNITS_OF_A_PLACE);
}

/** Whether an edit only inserts, and brings the comma that parts it from what is before. */
function isListInsert({ start, end, text }: TextEdit): boolean {
  return start === end && text.startsWith(',');
}

function isRemoval({ start, end, text }: TextEdit): boolean {
  return text === '' && end > start;
}
