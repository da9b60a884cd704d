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
  if (isPlain.test(text)) {
    for (let at = 0; at < text.length; at++)
      pieces.push({ text: text.charAt(at), width: 1, start: offset + at });
    return pieces;
  }
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    const start = offset + index;
    if (segment === '\t') pieces.push({ text: ' '.repeat(tabWidth), width: tabWidth, start });
    else pieces.push({ text: visibleText(segment), width: widthOf(segment), start });
  }
  return pieces;
}

/** A text on one line without characters that a terminal would obey instead of showing them. */
export function visibleText(text: string): string {
  return isPlain.test(text) ? text : text.replaceAll(obeyed, pictureOf);
}

/** Printable ASCII: by far the most lines are nothing else. */
const isPlain = /^[\x20-\x7e]*$/;

/** Control characters, line separators, half surrogates, and marks that change the direction of writing. */
const obeyed = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Unicode has a picture for each control character of ASCII. */
function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;

const onlyMarks = /^[\p{M}\u200b-\u200d\ufeff]+$/u;

function widthOf(segment: string): number {
  if (wide.test(segment)) return 2;
  return onlyMarks.test(segment) ? 0 : 1;
}
