import { createEngine } from '../engine';
import { hashSeed } from '../hosts/node/hash-seed';
import { writeLatin1 } from '../hosts/node/write-latin1';
import { complainOfDefect, exitCodes } from './output';

/** What the commands read and check with. Where a rule fails, problems may be missing: then no run ends well. */
export const engine = createEngine({
  writeLatin1,
  hashSeed,
  onRuleFailed(rule, error) {
    process.exitCode = exitCodes.failure;
    complainOfDefect(
      error,
      `the rule ${rule} fails, and the problems that it would find, or their fixes, are missing`,
    );
  },
});
