/*
 * Texts of strangers: keys and values of files, names of files and folders, settings, options. Whatever shows them, an
 * editor or a terminal, would obey some characters in them instead of showing them. This is the one place that takes
 * the power out of them.
 */

/**
 * Control characters, line separators, half surrogates, marks that turn the direction of writing, and characters that
 * nobody sees; the two joiners belong to words of some languages, and to emoji.
 */
const OBEYED = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Printable ASCII: by far the most texts are nothing else. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * A text on one line without characters that are obeyed instead of shown. For those that Unicode has a picture of
 * (escape is `\u241b`) it stands there, and `\ufffd` for all others. As many characters as before.
 */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replaceAll(OBEYED, pictureOf);
}

/** What makes a link of words in brackets: an address, as far as it is here. Patterns as `[A-Z](x|y)` are none. */
const LINK = /\]\((?=\s*(?:$|<?[a-z][a-z\d+.-]*:))/gi;

/**
 * The same, and nothing in it is a link: editors make one of `[words](command:…)` in messages and in the status, and
 * run the command that it names.
 */
export function harmless(text: string): string {
  const shown = visible(text);
  return shown.includes('](') ? shown.replaceAll(LINK, '] (') : shown;
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}
