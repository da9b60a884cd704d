import { visiblePieces } from './visible-text';

/** Of the columns that are shown, at least so many are before the place if the line goes on: one in so many. */
const PART_IN_FRONT = 2.5;

/** How much of a line is looked at on each side, in UTF-16 code units: lines can have millions. */
const lookAround = 256;

/** A line of the text, and below it a line that marks the place. */
export interface CodeFrame {
  readonly code: string;
  /** As many spaces as columns are before the place. */
  readonly indent: string;
  /** A caret under each column of the place; at least one. */
  readonly carets: string;
}

/**
 * Shows where text.slice(start, end) stands (UTF-16 offsets): the line that it starts in, cut around the place if it
 * has more than `longestLine` columns. Tabs and wide characters keep the carets in line.
 */
export function codeFrame(text: string, start: number, end: number, longestLine: number): CodeFrame {
  const earliest = Math.max(0, start - lookAround);
  const latest = Math.min(text.length, start + lookAround);
  const frontText = text.slice(earliest, start);
  const lineStart = start - (frontText.length - 1 - lastLineBreak(frontText));
  const breakAfter = text.slice(start, latest).search(/[\r\n]/);
  const lineEnd = breakAfter < 0 ? latest : start + breakAfter;

  const pieces = visiblePieces(text.slice(lineStart, lineEnd), lineStart);
  const isCut = {
    front: lineStart === earliest && earliest > 0 && !isLineBreak(text, earliest - 1),
    back: breakAfter < 0 && latest < text.length && !isLineBreak(text, latest),
  };
  const width = pieces.reduce((sum, piece) => sum + piece.width, 0);
  if (width > longestLine || isCut.front || isCut.back) {
    let front = pieces.reduce((sum, piece) => sum + (piece.start < start ? piece.width : 0), 0);
    // What is not needed after the place is for what is before it.
    const room = Math.max(Math.floor(longestLine / PART_IN_FRONT), longestLine - (width - front));
    while (front > room) {
      front -= pieces.shift()?.width ?? 0;
      isCut.front = true;
    }
    let shown = pieces.reduce((sum, piece) => sum + piece.width, 0);
    while (shown > longestLine) {
      shown -= pieces.pop()?.width ?? 0;
      isCut.back = true;
    }
  }

  let code = isCut.front ? '…' : '';
  let indent = isCut.front ? ' ' : '';
  let carets = '';
  for (const piece of pieces) {
    code += piece.text;
    if (piece.start < start) indent += ' '.repeat(piece.width);
    else if (piece.start < end) carets += '^'.repeat(piece.width);
  }
  return { code: isCut.back ? `${code}…` : code, indent, carets: carets === '' ? '^' : carets };
}

function lastLineBreak(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
}

function isLineBreak(text: string, at: number): boolean {
  return text[at] === '\n' || text[at] === '\r';
}
