import { editDistance } from '../spec/edit-distance';
import { harmless } from '../words/harmless';
import { t } from '../words/language';
import { anyOf } from '../words/quote';
import { quoted } from './shortened';

const mostProposals = 3;

/** The longest name that is compared at all; it keeps the cost of a hostile one small. */
const longestComparedName = 64;

/**
 * Returns up to three of the known names that a wrong one may stand for, best first: names that differ only in case
 * and separators, then by slips of the keyboard, then ones that share a whole word (`date` for `invalid-date`).
 */
export function nearestNames(name: string, known: readonly string[]): string[] {
  const wanted = normalise(name);
  if (wanted === '' || name.length > longestComparedName) return [];
  const candidates: { candidate: string; cost: number }[] = [];
  for (const candidate of known) {
    const allowed = Math.max(1, Math.floor(Math.min(wanted.length, candidate.length) * 0.3));
    const distance = editDistance(wanted, normalise(candidate), allowed);
    if (distance <= allowed) candidates.push({ candidate, cost: distance });
    else if (sharesWord(name, candidate)) candidates.push({ candidate, cost: 100 });
  }
  candidates.sort((a, b) => a.cost - b.cost);
  // A near miss makes names that merely share a word noise.
  const best = candidates[0]?.cost ?? 0;
  return candidates
    .filter(({ cost }) => cost <= best + 1)
    .slice(0, mostProposals)
    .map(({ candidate }) => candidate);
}

/** Ends a message with what may be meant; with something else where there is nothing. */
export function didYouMean(proposals: readonly string[], otherwise: string): string {
  if (proposals.length === 0) return otherwise;
  return t`: did you mean ${anyOf(proposals.map((proposal) => harmless(`"${proposal}"`)))}?`;
}

/** What is told of a setting that there is not. */
export function unknownSetting(name: string, known: readonly string[]): string {
  const all = t`: write one of ${known.map((one) => `"${one}"`).join(', ')}.`;
  return t`There is no setting ${quoted(name)}${didYouMean(nearestNames(name, known), all)}`;
}

function sharesWord(left: string, right: string): boolean {
  const words = new Set(wordsOf(right));
  return wordsOf(left).some((word) => word.length > 2 && words.has(word));
}

/** The words of a name, whether it is written as `a-b`, `a_b`, `a b` or `aB`. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

function normalise(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '');
}
