/**
 * What reading met in the text between two records, as data: outline, folding, selection and paths are made of it
 * (`structure.ts`), so that nothing there is read twice. Offsets are relative to the chunk's start, as those of problems.
 */
export type GapEvent = StructureEvent | SurroundingEvent;

/**
 * `array` and `object`: a list or a container of records opens with this bracket. `close`: the innermost one ends; start
 * and end are the same where its bracket is missing. `key`: the key token of a container's member. `value`: a value that
 * is no record and holds none; start and end are the same where a member has none yet.
 */
export interface StructureEvent {
  readonly kind: 'array' | 'object' | 'close' | 'key' | 'value';
  readonly start: number;
  readonly end: number;
}

/** Text of a tool; `by` is the name of its kind, or of that of the text that it belongs to. */
export interface SurroundingEvent {
  readonly kind: 'surrounding';
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** Shared by all that hold no event. */
export const NO_EVENTS: readonly GapEvent[] = [];

/** The events at a distance from where they were. */
export function movedEvents(
  events: readonly GapEvent[] | undefined,
  distance: number,
): readonly GapEvent[] | undefined {
  if (!events || events.length === 0 || distance === 0) return events;
  return events.map((event) => ({ ...event, start: event.start + distance, end: event.end + distance }));
}

/** Whether two gaps hold the same. */
export function isSameGap(
  one: readonly GapEvent[] | undefined,
  other: readonly GapEvent[] | undefined,
): boolean {
  if (one === other) return true;
  if (!one || !other || one.length !== other.length) return false;
  return one.every((event, index) => {
    const { kind, start, end } = other[index] as GapEvent;
    return event.kind === kind && event.start === start && event.end === end;
  });
}
