/**
 * Where so much of the heap is full, it is looked how much of that is still needed. Node itself gives up from 80 % of
 * the old objects' part on where others keep the machine busy, so that collecting takes long.
 */
const NEARLY_FULL = 0.72;

/** So much of the heap may be needed: the rest is for one more step, and for answers. */
const FULL = 0.65;

let collect: (() => void) | undefined;

/**
 * Whether so little of the heap is left that long work must stop: Node ends a process that has no memory left. What
 * nobody needs any more is thrown away before that is said.
 */
export function isMemoryShort(): boolean {
  if (filled() < NEARLY_FULL) return false;
  collect ??= garbageCollector();
  collect();
  return filled() > FULL;
}

let loaded: typeof import('node:v8') | undefined;

/** Loaded by the first long work: at the start of a process it would cost more than what the process is asked for. */
function v8(): typeof import('node:v8') {
  loaded ??= require('node:v8') as typeof import('node:v8');
  return loaded;
}

function filled(): number {
  const { used_heap_size: used, heap_size_limit: limit } = v8().getHeapStatistics();
  return used / limit;
}

function garbageCollector(): () => void {
  v8().setFlagsFromString('--expose-gc');
  const { runInNewContext } = require('node:vm') as typeof import('node:vm');
  return runInNewContext('gc') as () => void;
}
