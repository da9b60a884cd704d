import type { CheckedDocument } from '../check/check';
import type { Among } from '../check/known-records';
import { startTheSame } from '../document/blocks';
import type { Document } from '../document/document';
import type { Engine } from '../engine';
import type { RelationIndex } from '../relations/relation-index';
import type { SaidInFile } from '../relations/said-records';
import { isOtherVersion } from './addresses';
import { createClosedPlaces } from './closed-places';
import type { Clock } from './host';
import { runInSlices } from './slices';

/**
 * What the records of all files are among each other: open ones are followed version by version, of closed ones is known
 * what their records say of each other.
 */
export interface Relations {
  readonly index: RelationIndex;
  /**
   * What is found in a version of a file by itself, with what is found in its records among all others. That is known at
   * once after a small change; else what was known before, and `changed` is told of the file when more is known.
   */
  readonly join: (uri: string, checked: CheckedDocument) => CheckedDocument;
  /**
   * Whether more is known of a file in a moment, so that it is better told with that than before it and then again: `changed`
   * is told of the file then, in any case.
   */
  readonly isToWait: (uri: string) => boolean;
  /** A file waits no longer; whether it did. */
  readonly endWaiting: (uri: string) => boolean;
  /** A file is closed, or left alone. */
  readonly forget: (uri: string) => void;
  /** Takes over what the records of a closed file say; `judge` is to be called after the last one. */
  readonly putClosed: (address: string, said: SaidInFile) => void;
  /** What is found in a closed file by itself, with what is found in its records among all others. */
  readonly joinClosed: (address: string, checked: CheckedDocument) => CheckedDocument;
  /** Whether places are looked up that a closed file refers to: `changed` is told of it then. */
  readonly isLookingUpFor: (address: string) => boolean;
  /** Whether anything is found in the records of a closed file among others. */
  readonly isFound: (address: string) => boolean;
  /** Closed files have come or gone, or all of them are known by now: finds out what that changes. */
  readonly judge: () => void;
  /** Whether nothing is left to be judged. */
  readonly isSettled: () => boolean;
}

/** What relations are found out with. */
export interface RelationsContext {
  readonly engine: Engine;
  readonly clock: Clock;
  /** Told of files in which something else is found than was joined last. */
  readonly changed: (uri: string) => void;
  /** Told when all is judged. */
  readonly settled: () => void;
  /** Whether all files are known that there are. */
  readonly isWhole: () => boolean;
  /** Reads a closed file for the places in it. */
  readonly closedDocument: (address: string) => Promise<Document | undefined>;
}

/** What a key changes in a record that many others refer to is judged after so long: first what was asked is answered. */
const PATIENCE_MILLISECONDS = 20;

/** A change by which more records come or go is a paste, or its undoing: no key comes so soon after it. */
const MOST_OF_A_KEY = 32;

/** What is found in records by themselves waits no longer for what is found among them. */
const MOST_WAITING_MILLISECONDS = 400;

/** Begins without files. */
export function createRelations(context: RelationsContext): Relations {
  const { engine, clock, changed, settled, isWhole } = context;
  const { index, judging, open, closed, isFound } = engine.amongRecords(isWhole);
  const closedPlaces = createClosedPlaces(context.closedDocument, (askers) => {
    moves++;
    for (const uri of askers) tellSoon(uri);
  });
  /** The files whose findings refer to other records, and how often such a record moved in another file. */
  const referring = new Set<string>();
  let moves = 0;
  let isWorking = false;
  /** Whether something has come since, at whose judging the work may have been over already. */
  let isMore = false;
  /** Until when findings wait for the work, in milliseconds of the clock, and the files whose findings do. */
  let waitingUntil = 0;
  const waiting = new Set<string>();
  return {
    index,
    join(uri, checked) {
      // The same records once more would be duplicates of all that somebody compares.
      if (isOtherVersion(uri)) return checked;
      const before = index.documentOf(uri);
      index.put(uri, checked.document);
      const isMoved = before !== undefined && !startTheSame(before.blocks, checked.document.blocks);
      const others = [...referring].filter((other) => isMoved && other !== uri);
      if (others.length > 0) moves++;
      const isKey = before !== undefined && Math.abs(checked.document.count - before.count) <= MOST_OF_A_KEY;
      const files = judgeAtOnce(isKey ? PATIENCE_MILLISECONDS : 0) ?? [];
      for (const other of new Set([...files, ...others])) if (other !== uri) tellSoon(other);
      return joined(uri, checked);
    },
    isToWait(uri) {
      if (!isWorking || clock.milliseconds() >= waitingUntil) return false;
      waiting.add(uri);
      return true;
    },
    endWaiting: (uri) => waiting.delete(uri),
    putClosed(address, said) {
      closedPlaces.forget(address);
      referring.delete(address);
      index.putRecords(address, said);
    },
    joinClosed(address, checked) {
      const together = closed(address, checked, index.documentOf);
      if (!together.among) return together;
      referring.add(address);
      return { ...together, among: { rangeOf: rangesFor(address), ...together.among } };
    },
    isLookingUpFor: closedPlaces.isLookingUpFor,
    isFound,
    judge: () => goOn(),
    isSettled: () => !isWorking,
    forget(uri) {
      closedPlaces.forget(uri);
      index.remove(uri);
      waiting.delete(uri);
      referring.delete(uri);
      goOn();
    },
  };

  function joined(uri: string, checked: CheckedDocument): CheckedDocument {
    const together = open(uri, checked);
    const { among } = together;
    if (among?.referred === undefined) {
      referring.delete(uri);
      return together;
    }
    referring.add(uri);
    const referred = among.referred + moves;
    return { ...together, among: { rangeOf: rangesFor(uri), ...among, referred } };
  }

  /** Where what a file refers to is in closed ones; it is told again when that is looked up. */
  function rangesFor(uri: string): NonNullable<Among['rangeOf']> {
    return (place) => {
      const { file } = place.place;
      return file === uri || index.documentOf(file) ? undefined : closedPlaces.rangeOf(place, uri);
    };
  }

  /**
   * Judges what little there is, up to the first pause; what is more comes after some milliseconds, and then nothing is
   * returned.
   */
  function judgeAtOnce(patience: number): ReadonlySet<string> | undefined {
    if (isWorking) {
      isMore = true;
      return undefined;
    }
    const work = judging();
    const { done, value } = work.next();
    if (done) return value;
    waitingUntil = clock.milliseconds() + MOST_WAITING_MILLISECONDS;
    goOn(work, patience);
    return undefined;
  }

  /** Goes on in slices until all is judged, and tells of what has changed then. */
  function goOn(work = judging(), patience = 0): void {
    if (isWorking) {
      isMore = true;
      return;
    }
    isMore = false;
    isWorking = true;
    const start = () => {
      void runInSlices(clock, work, tellsWhoWaited).then(end, () => end());
    };
    if (patience > 0) clock.after(patience, start);
    else clock.soon(start);
  }

  /** Tells what waited long enough; true, as the work goes on. */
  function tellsWhoWaited(): true {
    if (waiting.size > 0 && clock.milliseconds() >= waitingUntil) tell([]);
    return true;
  }

  function end(files: Iterable<string> = []): void {
    isWorking = false;
    waitingUntil = 0;
    tell(files);
    if (isMore) goOn();
    else settled();
  }

  function tell(files: Iterable<string>): void {
    const all = new Set([...files, ...waiting]);
    waiting.clear();
    for (const uri of all) changed(uri);
  }

  function tellSoon(uri: string): void {
    clock.soon(() => changed(uri));
  }
}
