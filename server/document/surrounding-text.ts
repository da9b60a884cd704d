import { endOfLine, endOfText } from './tokens';

/*
 * What tools leave around records, so that a file is no JSON: it is told as one piece and can be removed, and the records
 * are read as if it were not there. None of it is ever JSON.
 */

const wholeLines = /^(?:<{7}|={7}|>{7}|\|{7})(?![^ ])|^(?:```|~~~|#|\)\]\}',?|HTTP\/\d)/;
const openings =
  /^(?:(?:export\s+default|(?:export\s+)?(?:const|let|var)\s+[\w$]+\s*=|module\.exports\s*=|[\w$.]+\s*=)\s*(?=[[{])|[A-Za-z_$][\w$.]*\s*\(\s*(?=[[{]))/;
const endings = /^(?:\)\s*;?|;)/;

/** The offset behind text of a tool that starts at `at`, outside of all records; `at` where there is none. */
export function surroundingEnd(text: string, at: number): number {
  const line = text.slice(at, endOfLine(text, at));
  if (wholeLines.test(line)) return endOfText(text, at + line.length);
  const [found = ''] = openings.exec(line) ?? endings.exec(line) ?? [];
  return found === '' ? at : endOfText(text, at + found.length);
}
