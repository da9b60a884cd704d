/**
 * A string in quotes that are not JSON's, as one in double quotes; escapes that JSON does not know stay as they are. A
 * backslash at the end of its line says that the string goes on after it.
 */
export function inDoubleQuotes(token: string): string {
  const isSingle = token.startsWith("'");
  const bare = isSingle ? token.replace(/^''([^']+)''$/, "'$1'") : token.replaceAll(/^""+|""+$/g, '"');
  const inner = bare.slice(1, -1).replaceAll(/\\(?:\r\n|.)|"|''|[^ -\uffff]/gs, (part) => {
    if (part === "''") return isSingle ? "'" : part;
    if (/[\r\n]$/.test(part) && part.startsWith('\\')) return '';
    if (part < ' ') return JSON.stringify(part).slice(1, -1);
    // What needs no escape in double quotes, such as the quotes that were around it.
    if (part.length === 2 && /[^"\\/bfnrtu]/.test(part.charAt(1)) && isQuote(part.charAt(1)))
      return part.charAt(1);
    return part === '"' ? '\\"' : part;
  });
  return `"${inner}"`;
}

function isQuote(character: string): boolean {
  return /['`\u00b4\u00ab\u00bb\u2018-\u201f\u2039\u203a\uff02]/.test(character);
}

/** The text of a string in single quotes; undefined where it has escapes that JSON does not know. */
export function singleQuotedText(token: string): string | undefined {
  try {
    return JSON.parse(inDoubleQuotes(token)) as string;
  } catch {
    return undefined;
  }
}
