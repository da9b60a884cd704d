/*
 * JSON that was written as text into a string of JSON, or into HTML: all of it is escaped once more, its quotes too. What is
 * in it is right only after that was undone for the whole of it, and once.
 */

/** What a letter after a backslash stands for; other characters stand for themselves. */
const CONTROLS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: '\u00a0',
};

/** A text without the backslashes of a string of JSON; an escape that JSON does not know stays. */
export function withoutBackslashes(text: string): string {
  return text.replaceAll(/\\(?:u([\da-fA-F]{4})|(["\\/bfnrt]))/g, (_, hex?: string, sign = '') =>
    hex === undefined ? (CONTROLS[sign] ?? sign) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** A text with the characters that HTML's entities stand for; one that is not known stays. */
export function withoutEntities(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{2,4}));/g,
    (entity, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[name] ?? entity;
      const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
      return code > 0x10ffff ? entity : String.fromCodePoint(code);
    },
  );
}

/** What undoes the escapes of a text that starts with an escaped quote. */
export function unescaping(quote: string): (text: string) => string {
  return quote === '\\"' ? withoutBackslashes : withoutEntities;
}
