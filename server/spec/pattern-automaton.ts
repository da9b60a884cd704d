import type { Part, PatternParts, Place } from './pattern-parts';

/** A state of an automaton. It refers to others by index. */
export interface State {
  /** The set of which it waits for a character; -1 for a state that goes on at once. */
  readonly set: number;
  /** Where it goes on at all; undefined where that is anywhere. */
  readonly place: Place | undefined;
  readonly to: number;
  /** Where else it goes on; -1 for nowhere else. */
  readonly or: number;
}

export interface Automaton {
  readonly states: readonly State[];
  readonly first: number;
  /** As patterns write them. */
  readonly sets: readonly string[];
}

/** The state where a match ends. */
const end = 0;

/** The states by which a match of a pattern is found (Thompson's construction), made from its end to its start. */
export function automatonOf({ all, sets }: PatternParts): Automaton {
  const states: State[] = [];
  const add = ({ set = -1, place, to = -1, or = -1 }: Partial<State>) =>
    states.push({ set, place, to, or }) - 1;
  /** The state where a part starts after which `to` follows. */
  const startOf = (part: Part, to: number): number => {
    if ('set' in part) return add({ set: part.set, to });
    if ('place' in part) return add({ place: part.place, to });
    if ('any' in part) {
      const starts = part.any.map((sequence) => sequence.reduceRight((next, one) => startOf(one, next), to));
      return starts.reduceRight((or, one) => add({ to: one, or }));
    }
    const { repeated, least, most } = part;
    let next = to;
    if (most === Infinity) {
      next = add({});
      states[next] = { set: -1, place: undefined, to: startOf(repeated, next), or: to };
    } else {
      // Each that may be absent is followed by the next such one or by the end, so that where one is absent all others are.
      for (let n = least; n < most; n++) next = add({ to: startOf(repeated, next), or: to });
    }
    for (let n = 0; n < least; n++) next = startOf(repeated, next);
    return next;
  };
  add({});
  return { first: startOf(all, end), states, sets };
}

/** The states that wait for a character, for whoever is at those of `at`; undefined where a match ends here. */
export function waitingAt(
  states: readonly State[],
  at: readonly number[],
  isAt: (place: Place) => boolean,
): readonly State[] | undefined {
  const waiting: State[] = [];
  const seen = new Uint8Array(states.length);
  const left = at.slice();
  for (let index = left.pop(); index !== undefined; index = left.pop()) {
    if (seen[index] === 1) continue;
    if (index === end) return undefined;
    seen[index] = 1;
    const state = states[index] as State;
    if (state.set >= 0) waiting.push(state);
    else if (state.place === undefined || isAt(state.place)) {
      if (state.or >= 0) left.push(state.or);
      left.push(state.to);
    }
  }
  return waiting;
}
