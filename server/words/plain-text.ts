/**
 * The Markdown that this product writes as plain text, for who reads no other: marks are gone, tables are columns, a
 * link is its words and its address. What stands in code spans is shown as it is, whatever it looks like.
 */
export function plainText(markdown: string): string {
  const blocks: string[] = [];
  let table: string[][] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const mark = /^ {0,3}(```+|~~~+)/.exec(line)?.[1];
    if (fence !== undefined || mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark?.startsWith(fence)) fence = undefined;
      else blocks.push(line);
      continue;
    }
    if (/^\s*\|/.test(line)) {
      table.push(cellsOf(line));
      continue;
    }
    endTable();
    // A rule only keeps two texts apart, as an empty line does.
    blocks.push(/^ {0,3}([-*_])( *\1){2,} *$/.test(line) ? '' : plainLine(line));
  }
  endTable();
  return blocks
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

  function endTable(): void {
    if (table.length > 0) blocks.push(...columns(table));
    table = [];
  }
}

function plainLine(line: string): string {
  const [, indent = '', mark = '', rest = ''] = /^(\s*)(#{1,6} +|> ?|[*+-] +|)(.*)$/s.exec(line) ?? [];
  const isListItem = /^[*+-]/.test(mark);
  // Two spaces, or a backslash, at the end break the line in Markdown.
  return `${isListItem ? `${indent}- ` : ''}${plainInline(rest).trimEnd()}`;
}

/** What stands in a line: code spans, links, emphasis and escaped characters become their text. */
function plainInline(text: string): string {
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const part = partAt(text, at);
    plain += part?.text ?? text.charAt(at);
    at += part?.length ?? 1;
  }
  return plain;
}

interface Part {
  readonly text: string;
  /** How long it is in the Markdown. */
  readonly length: number;
}

/** What begins at a place, where that is more than a character. */
function partAt(text: string, at: number): Part | undefined {
  switch (text.charAt(at)) {
    case '\\': {
      const escaped = /^[!-/:-@[-`{-~]/.exec(text.slice(at + 1, at + 2))?.[0];
      if (escaped !== undefined) return { text: escaped, length: 2 };
      return at + 1 === text.length ? { text: '', length: 1 } : undefined;
    }
    case '`':
      return codeAt(text, at);
    case '!':
    case '[':
      return linkAt(text, at);
    case '<':
      return addressAt(text, at);
    case '*':
    case '~':
      return emphasisAt(text, at);
    default:
      return undefined;
  }
}

function codeAt(text: string, at: number): Part | undefined {
  const fence = /^`+/.exec(text.slice(at))?.[0] ?? '';
  const runs = text.slice(at + fence.length).matchAll(/`+/g);
  for (const { 0: run, index } of runs) {
    if (run.length !== fence.length) continue;
    const code = text.slice(at + fence.length, at + fence.length + index);
    const isPadded = code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '';
    return { text: isPadded ? code.slice(1, -1) : code, length: index + 2 * fence.length };
  }
  return { text: fence, length: fence.length };
}

function linkAt(text: string, at: number): Part | undefined {
  const [whole, words, address] = /^!?\[((?:[^[\]\\]|\\.)*)\]\(([^()\s]*)\)/.exec(text.slice(at)) ?? [];
  if (whole === undefined || words === undefined || address === undefined) return undefined;
  const shown = plainInline(words);
  return { text: shown === address || shown === '' ? address : `${shown}: ${address}`, length: whole.length };
}

function addressAt(text: string, at: number): Part | undefined {
  const [whole, address] = /^<([a-z][a-z0-9+.-]+:[^<>\s]*)>/i.exec(text.slice(at)) ?? [];
  if (whole !== undefined && address !== undefined) return { text: address, length: whole.length };
  const lineBreak = /^<br ?\/?>/i.exec(text.slice(at))?.[0];
  return lineBreak === undefined ? undefined : { text: ' ', length: lineBreak.length };
}

/** Words between the same marks on both sides, which touch them. */
function emphasisAt(text: string, at: number): Part | undefined {
  const mark = /^(\*{1,3}|~~)(?=\S)/.exec(text.slice(at))?.[1];
  if (mark === undefined) return undefined;
  for (let end = at + mark.length; end < text.length; ) {
    if (text.startsWith(mark, end) && !/\s/.test(text.charAt(end - 1))) {
      return { text: plainInline(text.slice(at + mark.length, end)), length: end + mark.length - at };
    }
    // The marks in code are none.
    end += text.charAt(end) === '`' ? (codeAt(text, end)?.length ?? 1) : text.charAt(end) === '\\' ? 2 : 1;
  }
  return undefined;
}

/** The cells of a row; a bar in a code span or after a backslash is part of its cell. */
function cellsOf(row: string): string[] {
  const cells: string[] = [];
  let cell = '';
  const text = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    const code = character === '`' ? codeAt(text, at) : undefined;
    const taken = code?.length ?? (character === '\\' ? 2 : 1);
    if (character === '|') {
      cells.push(cell);
      cell = '';
    } else cell += text.slice(at, at + taken);
    at += taken;
  }
  return [...cells, cell].map((each) => each.trim());
}

/** A table without its lines: each column as wide as its widest cell. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const plain = rows
    .filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell)))
    .map((cells) => cells.map(plainInline));
  const widths: number[] = [];
  for (const cells of plain) {
    for (const [index, cell] of cells.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return plain.map((cells) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
