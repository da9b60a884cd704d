import { LINE_FEED } from '../../json/characters';
import type { LargeFile } from '../files/large-file';
import type { unifiedDiff } from '../unified-diff';
import { bytesIn } from './loading';
import type { Change } from './mend-large';

/** Nobody reads more, in UTF-16 code units. */
const LONGEST = 1 << 20;

/** Lines are shown that are not longer than this, in bytes. */
const LONGEST_LINES = 1 << 16;

/** So many lines are shown around what changes. */
const CONTEXT = 3;

/** Changes that are near each other, with the lines around them. */
interface Cluster {
  /** From 0. */
  readonly line: number;
  before: string;
  after: string;
  /** The byte up to which the file is in it. */
  end: number;
}

/** Takes up the changes of a large file. */
export interface LargeDiff {
  readonly add: (change: Change) => void;
  /** The diff; null where too much changes. */
  readonly end: () => string | null;
}

/** Begins the diff of a file that is shown with a path. */
export function largeDiff(path: string, file: LargeFile, diffOf: typeof unifiedDiff): LargeDiff {
  // A byte order mark is no part of the text.
  const firstByte = /^\ufeff(?!\ufeff)/.test(textIn(0, 6)) ? 3 : 0;
  let whole: string | null = '';
  let cluster: Cluster | undefined;
  /** How many lines were added so far. */
  let added = 0;
  return {
    add(change) {
      if (whole === null) return;
      const { place, before, after, bytes } = change;
      const from = linesBefore(place.byte);
      if (from === undefined || (cluster?.before.length ?? 0) + before.length + after.length > LONGEST) {
        whole = null;
        return;
      }
      if (cluster && from > (linesAfter(cluster.end) ?? Infinity)) endCluster();
      const between = textIn(cluster?.end ?? from, place.byte);
      cluster ??= { line: place.line - countLines(between), before: '', after: '', end: from };
      cluster.before += between + before;
      cluster.after += between + after;
      cluster.end = place.byte + bytes;
    },
    end() {
      endCluster();
      return whole;
    },
  };

  function endCluster(): void {
    if (!cluster || whole === null) return;
    const { line, before, after, end } = cluster;
    const until = linesAfter(end);
    const rest = until === undefined ? '' : textIn(end, until);
    const diff = until === undefined ? null : diffOf(path, before + rest, after + rest);
    const shown = diff
      ?.slice(whole === '' ? 0 : diff.indexOf('@@'))
      .replaceAll(
        /^@@ -(\d{1,15})((?:,\d{1,15})?) \+(\d{1,15})/gm,
        (_, old: string, size: string, made: string) => `@@ -${+old + line}${size} +${+made + line + added}`,
      );
    added += countLines(after) - countLines(before);
    cluster = undefined;
    whole = shown === undefined || whole.length + shown.length > LONGEST ? null : whole + shown;
  }

  function textIn(from: number, to: number): string {
    return bytesIn(file, from, to).toString();
  }

  /** The byte at which the lines start that are shown before a byte; undefined where they are too long. */
  function linesBefore(byte: number): number | undefined {
    const from = Math.max(firstByte, byte - LONGEST_LINES);
    const bytes = bytesIn(file, from, byte);
    let at = bytes.length;
    for (let count = 0; count <= CONTEXT; count++) {
      const lineFeed = at === 0 ? -1 : bytes.lastIndexOf(LINE_FEED, at - 1);
      if (lineFeed < 0) return from === firstByte ? from : undefined;
      at = lineFeed;
    }
    return from + at + 1;
  }

  /** The byte at which those end that are shown after it; undefined where they are too long. */
  function linesAfter(byte: number): number | undefined {
    const bytes = bytesIn(file, byte, byte + LONGEST_LINES);
    let at = 0;
    // A part that does not end its last line has that one before them.
    const more = byte > 0 && bytesIn(file, byte - 1, byte)[0] !== LINE_FEED ? 1 : 0;
    for (let count = 0; count < CONTEXT + more; count++) {
      const lineFeed = bytes.indexOf(LINE_FEED, at);
      if (lineFeed < 0) return bytes.length < LONGEST_LINES ? byte + bytes.length : undefined;
      at = lineFeed + 1;
    }
    return byte + at;
  }
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
