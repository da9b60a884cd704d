import { type CheckedDocument, chunksWithFindings } from '../../check/check';
import { type Counts, countBySeverity, severityOfFinding } from '../../check/locate';
import { runThrough } from '../../check/run-through';
import { chunksOf } from '../../document/document';
import { cutBefore } from '../../document/part';
import { countAll, type HowToCheck, noCounts } from '../check-text';
import { engine } from '../engine';
import { memoryGuard } from '../enough-memory';
import { addTo, severitiesIn } from './counts';
import { type Identities, startIdentities } from './identities';
import type { RecordsKept } from './kept-records';
import type { KeptPart, Spot } from './loading';
import type { Part, PartPlace, PartVisitor } from './read-parts';

/** What is kept of a file, or of a range of one, while it is read. */
export interface Gathered {
  readonly identities: Identities;
  /** The parts in which something is found in records by themselves, in order, and how much that is. */
  readonly spots: Spot[];
  readonly counts: Counts;
  /** Where blocks were left behind: reading can begin there again. */
  readonly marks: PartPlace[];
  /** Whether it ended inside of a part, with the last error that was wanted. */
  readonly isCut: () => boolean;
  /** Begins anew. */
  readonly clear: () => void;
}

/** Begins without records. `records` keeps what they say, and `hasRoomFor` says whether a part in which something is found is kept. */
export function startGathering(
  { rules, endsAt }: Pick<HowToCheck, 'rules' | 'endsAt'>,
  records?: RecordsKept,
  hasRoomFor: (part: Part) => boolean = () => false,
): Gathered & PartVisitor {
  const severities = severitiesIn(rules);
  const identities = startIdentities();
  const spots: Spot[] = [];
  const counts: Counts = { ...noCounts };
  const marks: PartPlace[] = [];
  let isCut = false;
  return {
    identities,
    spots,
    counts,
    marks,
    isCut: () => isCut,
    clear() {
      identities.clear();
      spots.length = marks.length = 0;
      Object.assign(counts, noCounts);
    },
    quiet(reader, placeOf, bytes) {
      identities.addRead(reader);
      records?.quiet(reader, placeOf, bytes);
    },
    part,
    leave(here) {
      marks.push(here);
      return false;
    },
  };

  function part(one: Part): boolean {
    const { document, known } = one;
    const checked = runThrough(engine.checking(document), memoryGuard());
    // Nothing that is told may hang on where a part ends.
    const last = lastWanted(checked);
    if (last < document.count) {
      isCut = true;
      return part({ ...one, document: cutBefore(document, last) });
    }
    const found = countBySeverity(checked, severities);
    const isFound = countAll(found) > 0;
    for (const chunk of chunksOf(document, 1 + known)) identities.addNoted(chunk);
    const spot = spotOf(one, found, isFound && hasRoomFor(one) ? { part: one, checked } : undefined);
    records?.part(spot, known, chunksOf(document, 1 + known));
    if (!isFound) return false;
    spots.push(spot);
    addTo(counts, found);
    return counts.error >= endsAt;
  }

  /** After which chunk there are as many errors as are wanted: how many chunks there are, if there are less. */
  function lastWanted(checked: CheckedDocument): number {
    let { error } = counts;
    for (const { index, findings } of chunksWithFindings(checked)) {
      const told = findings.map((finding) => severityOfFinding(finding, severities));
      error += told.filter((severity) => severity === 'error').length;
      if (error >= endsAt && told.some((severity) => severity !== 'off')) return index + 1;
    }
    return checked.document.count;
  }
}

/** Where a part is read again. */
export function spotOf(part: Part, counts: Counts, kept: KeptPart | undefined): Spot {
  const { place, start, bytes, looked, document } = part;
  return { at: { place, start }, bytes, looked, count: document.count, counts, kept };
}
