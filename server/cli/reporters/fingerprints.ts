import { createHash } from 'node:crypto';
import type { FileFinding } from '../check-text';

/**
 * Makes the fingerprints of a file's problems, by which a tool knows them again in the next run. They stay the same when lines or other
 * records come and go: the path, the rule, the record's identity with the place in it, and the message count, and which one of
 * several it is that have all of these in common.
 */
export function fingerprintsIn(path: string): (finding: FileFinding) => string {
  const seen = new Map<string, number>();
  return (finding) => {
    const key = hashOf([path, finding.rule, finding.anchor(), finding.message]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return count === 0 ? key : hashOf([key, `${count}`]);
  };
}

/** A fingerprint of what is no finding: each of its parts counts. */
export function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}
