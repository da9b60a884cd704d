import fc from 'fast-check';

/*
 * Given to Node with --import, or its bundle with --require, before tests whose properties are to try the same inputs
 * wherever they run: those of the seed in INTERACTION_DATA_SEED. A property that fails prints the seed.
 */

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.INTERACTION_DATA_SEED) });
