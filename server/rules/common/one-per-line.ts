import { afterByteOrderMark } from '../../json/characters';
import { eachToken, type TokenKind } from '../../json/each-token';
import { isJson } from '../../json/is-json';

/**
 * A text of JSON values as JSON Lines: each value, and each element of an array, on a line. Every token stays as it is
 * written, and so does white space without line ends. Undefined where there is anything that is no JSON, as a comment:
 * what has no place on a line would be lost. Undefined, too, where no value is an object.
 */
export function onePerLine(text: string): string | undefined {
  const start = afterByteOrderMark(text);
  /** What stands after the first colon stands wherever a line ended after a comma or a colon. */
  const space = /^[^:]*:[ \t]/.test(text) ? ' ' : '';
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';

  const lines: string[] = [];
  let line = '';
  let depth = 0;
  let valueStart = start;
  /** Whether the value that is being read is an array, which is taken apart. */
  let isArray = false;
  let isWhole = true;
  let before: TokenKind | undefined;
  let lastEnd = start;
  eachToken(text, start, text.length, (kind, from, to) => {
    if (!isWhole) return;
    if (depth === 0) {
      if (kind === 'comma' && lastEnd > start) return;
      valueStart = from;
      isArray = text[from] === '[';
    }
    if (kind === 'open') depth++;
    if (kind === 'close') depth--;
    const outer = isArray ? 1 : 0;
    const isAround = isArray && (depth === 0 || (depth === 1 && (before === undefined || kind === 'comma')));
    if (isAround) {
      endLine();
    } else {
      const white = line === '' ? '' : text.slice(lastEnd, from);
      const isParted = /[\r\n]/.test(white);
      line +=
        (isParted ? (before === 'comma' || before === 'colon' ? space : '') : white) + text.slice(from, to);
    }
    before = kind;
    lastEnd = to;
    if (depth > 0) return;
    isWhole = isJson(text.slice(valueStart, to));
    if (depth <= outer) endLine();
    before = undefined;
  });
  // The rows of a table say only together what they are.
  const isTable = lines.length > 0 && lines.every((one) => !one.startsWith('{'));
  if (!isWhole || depth > 0 || isTable) return undefined;
  const isEnded = lines.length > 0 && /[\r\n]/.test(text.slice(lastEnd));
  return text.slice(0, start) + lines.join(lineEnd) + (isEnded ? lineEnd : '');

  function endLine(): void {
    if (line !== '') lines.push(line);
    line = '';
  }
}
