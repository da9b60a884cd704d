/** That values of a field normally go together with those of another one, which tell it; others are as valid. */
export interface GoesWith {
  /** The name of the other field. */
  readonly field: string;
  /** Values of the field and of the other one; undefined where it does not matter which value that has. */
  readonly pairs: readonly (readonly [value: unknown, other: unknown])[];
  /** Whether they only choose among the values that go with another field. */
  readonly isAmong: boolean;
}

/** The same as it is written in a file. Without pairs those count that the other field states of this one. */
export interface GoesWithSource {
  readonly field: string;
  /** A value of the field and one of the other, which may be missing. */
  readonly pairs?: readonly (readonly unknown[])[];
  readonly isAmong?: boolean;
}

/** What goes with the values of a field, given what all fields state; it throws where a field states nothing back. */
export function goesWithOf(
  name: string,
  statedOf: (name: string) => readonly GoesWithSource[],
): readonly GoesWith[] {
  return statedOf(name).map(({ field, pairs = reversed(name, field, statedOf), isAmong = false }) => ({
    field,
    pairs: pairs.map(([value, other]) => [value, other] as const),
    isAmong,
  }));
}

function reversed(name: string, other: string, statedOf: (name: string) => readonly GoesWithSource[]) {
  const stated = statedOf(other).find(({ field }) => field === name)?.pairs;
  if (stated === undefined) throw new Error(`Nothing says which values of ${name} and ${other} go together.`);
  return stated.map(([value, back]) => [back, value] as const);
}
