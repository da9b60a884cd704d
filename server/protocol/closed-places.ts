import type { Range } from 'vscode-languageserver';
import { relatedPlace } from '../check/locate';
import type { Document } from '../document/document';
import type { LinkPart } from '../relations/links';
import type { RecordPlace } from '../relations/record-place';
import type { Elsewhere } from '../rules/rule';
import { toRange } from './convert';

/**
 * Where in closed files the records are that findings refer to. Each place is looked up once, when it is asked for, and of
 * the file nothing else is kept: however many files are referred to, that comes to an end and takes little memory.
 */
export interface ClosedPlaces {
  /**
   * The range of a place, for what is told of a file; undefined where it is nowhere, or not looked up yet: then `found` is
   * called with that file when it is.
   */
  readonly rangeOf: (place: Elsewhere, asker: string) => Range | undefined;
  /** Whether a place is looked up for what is told of this file, so that it is better told with that: `found` is called. */
  readonly isLookingUpFor: (asker: string) => boolean;
  /** A file is another one by now, and its records have new places. */
  readonly forget: (address: string) => void;
}

interface ClosedFile {
  /** What was asked for: undefined where that is nowhere, or not looked up yet. */
  readonly ranges: Map<RecordPlace, Map<LinkPart, Range | undefined>>;
  /** What is to be looked up. */
  wanted: Elsewhere[];
}

/** Begins without any. `read` never rejects. */
export function createClosedPlaces(
  read: (address: string) => Promise<Document | undefined>,
  found: (askers: ReadonlySet<string>) => void,
): ClosedPlaces {
  const files = new Map<string, ClosedFile>();
  const pending = new Set<string>();
  /** The files that places are looked up for. */
  let askers = new Set<string>();
  let isWorking = false;
  return {
    rangeOf(place, asker) {
      const address = place.place.file;
      const file = files.get(address) ?? fileWithout();
      files.set(address, file);
      const ranges = file.ranges.get(place.place) ?? new Map<LinkPart, Range | undefined>();
      file.ranges.set(place.place, ranges);
      if (!ranges.has(place.part)) {
        ranges.set(place.part, undefined);
        file.wanted.push(place);
        pending.add(address);
        void lookUp();
      }
      if (pending.has(address)) askers.add(asker);
      return ranges.get(place.part);
    },
    isLookingUpFor: (asker) => askers.has(asker),
    forget: (address) => void files.delete(address),
  };

  function fileWithout(): ClosedFile {
    return { ranges: new Map(), wanted: [] };
  }

  /** Reads one file after the other, and tells of them when there is none left. */
  async function lookUp(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    for (const address of pending) {
      const document = await read(address);
      pending.delete(address);
      const file = files.get(address);
      if (!file) continue;
      const { wanted } = file;
      file.wanted = [];
      if (!document) continue;
      for (const place of wanted) {
        const there = relatedPlace(place, document);
        if (there) file.ranges.get(place.place)?.set(place.part, toRange(document, there.start, there.end));
      }
    }
    isWorking = false;
    const told = askers;
    askers = new Set();
    found(told);
  }
}
