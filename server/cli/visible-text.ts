import { visible } from '../words/harmless';

/** A piece of text as a terminal shows it. */
export interface VisiblePiece {
  /** What is shown: a character that would move the cursor, or hide or reorder others, is replaced. */
  readonly text: string;
  /** How many columns of a terminal it takes. */
  readonly width: number;
  /** Where it starts, in UTF-16 code units. */
  readonly start: number;
}

const tabWidth = 2;

/** Cuts a text into what a reader takes for characters, ready to be shown; the text's start counts as `offset`. */
export function visiblePieces(text: string, offset = 0): VisiblePiece[] {
  const pieces: VisiblePiece[] = [];
  if (/^[\x20-\x7e]*$/.test(text)) {
    for (let at = 0; at < text.length; at++)
      pieces.push({ text: text.charAt(at), width: 1, start: offset + at });
    return pieces;
  }
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    const start = offset + index;
    if (segment === '\t') pieces.push({ text: ' '.repeat(tabWidth), width: tabWidth, start });
    else pieces.push({ text: visible(segment), width: widthOf(visible(segment)), start });
  }
  return pieces;
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;

const onlyMarks = /^[\p{M}\u200c\u200d]+$/u;

/** How many columns a visible character takes; what was replaced in it takes one each. */
function widthOf(segment: string): number {
  const rest = segment.replaceAll('\ufffd', '');
  const replaced = segment.length - rest.length;
  if (rest === '' || onlyMarks.test(rest)) return replaced;
  return replaced + (wide.test(rest) ? 2 : 1);
}
