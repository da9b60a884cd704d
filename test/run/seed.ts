// The seed that properties and mutated texts are made from.

/** The variable that holds it; whoever sets it chooses which inputs `npm test` tries. */
export const SEED = 'INTERACTION_DATA_SEED';

/**
 * The environment of tests: with the seed that it has already, or else with this one.
 *
 * @throws where what it has is no whole number of 32 bits
 */
export function withSeed(seed: number): NodeJS.ProcessEnv {
  const chosen = process.env[SEED] ?? String(seed);
  if (String(Number(chosen) | 0) !== chosen) throw new Error(`${SEED} is ${chosen}, which is no seed.`);
  return { ...process.env, [SEED]: chosen };
}
