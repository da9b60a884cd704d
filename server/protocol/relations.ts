import type { CheckedDocument } from '../check/check';
import { startTheSame } from '../document/blocks';
import type { Engine } from '../engine';
import type { RelationIndex } from '../relations/relation-index';
import type { Clock } from './host';
import { runInSlices } from './slices';

/** What the records of all open files are among each other, followed version by version. */
export interface Relations {
  readonly index: RelationIndex;
  /**
   * What is found in a version of a file by itself, with what is found in its records among all others. That is known at
   * once after a small change; else what was known before, and `changed` is told of the file when more is known.
   */
  readonly join: (uri: string, checked: CheckedDocument) => CheckedDocument;
  /** A file is closed, or left alone. */
  readonly forget: (uri: string) => void;
}

/** So much is judged at once after a change: what a key changes in a record that few others refer to. */
const STEPS_AT_ONCE = 2;

/** Begins without files. `changed` is told of files in which something else is found than was joined last. */
export function createRelations(engine: Engine, clock: Clock, changed: (uri: string) => void): Relations {
  const { index, judging, open } = engine.amongRecords();
  /** The files whose findings refer to other records, and how often such a record moved in another file. */
  const referring = new Set<string>();
  let moves = 0;
  let isWorking = false;
  return {
    index,
    join(uri, checked) {
      const before = index.documentOf(uri);
      index.put(uri, checked.document);
      const isMoved = before !== undefined && !startTheSame(before.blocks, checked.document.blocks);
      const others = [...referring].filter((other) => isMoved && other !== uri);
      if (others.length > 0) moves++;
      const files = judgeAtOnce() ?? [];
      for (const other of new Set([...files, ...others])) if (other !== uri) tellSoon(other);
      return joined(uri, checked);
    },
    forget(uri) {
      index.remove(uri);
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
    return { ...together, among: { ...among, referred: among.referred + moves } };
  }

  /** Judges what little there is; what is more comes soon, and then nothing is returned. */
  function judgeAtOnce(): ReadonlySet<string> | undefined {
    if (isWorking) return undefined;
    const work = judging();
    for (let step = 0; step < STEPS_AT_ONCE; step++) {
      const { done, value } = work.next();
      if (done) return value;
    }
    goOn(work);
    return undefined;
  }

  /** Goes on in slices until all is judged, and tells of what has changed then. */
  function goOn(work = judging()): void {
    if (isWorking) return;
    isWorking = true;
    clock.soon(() => {
      void runInSlices(clock, work, () => true)
        .then((files) => {
          isWorking = false;
          for (const uri of files ?? []) changed(uri);
        })
        .catch(() => {
          isWorking = false;
        });
    });
  }

  function tellSoon(uri: string): void {
    clock.soon(() => changed(uri));
  }
}
