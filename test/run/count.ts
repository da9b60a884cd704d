/** How many tests, or checks that are like one, passed and failed. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** One check. */
export function one(holds: boolean): Count {
  return holds ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** All of some counts. */
export function sum(counts: readonly Count[]): Count {
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failed: counts.reduce((total, { failed }) => total + failed, 0),
  };
}
