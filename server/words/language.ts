/*
 * The language in which this process speaks to people. It is English, as the sources are written, until a client says
 * that it shows another one: one process serves one client, so this is the one thing that the core remembers, and it is
 * set before anything is said. Whoever wants English, such as the command line, sets nothing.
 */

/** What an English text is in another language, if that has it: `{0}`, `{1}` … stand for what is put into it. */
export type Language = (english: string) => string | undefined;

let language: Language | undefined;

/** Says everything from now on in a language; in English where there is none. */
export function speak(next: Language | undefined): void {
  language = next;
}

/**
 * A text for people, in the language of this process: `` t`Duplicate ${name}: readers keep only the last one.` ``. The
 * English text is its own key, with `{0}`, `{1}` … for the values; `l10n/` holds the others. Not for constants of a
 * module, which are made before the language is known.
 */
export function t(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  if (language === undefined) {
    let text = parts[0] ?? '';
    for (const [index, value] of values.entries()) text += `${value}${parts[index + 1]}`;
    return text;
  }
  const english = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
  return (language(english) ?? english).replaceAll(/\{(\d)\}/g, (place, index) =>
    String(values[index] ?? place),
  );
}

/** A text that is data, such as the description of a field of the specification, in the language of this process. */
export function translated(english: string): string {
  return language?.(english) ?? english;
}

/** What a text is called in a list of translations that is to be short: the package of the command has such ones, of some hundred. */
export function shortKey(english: string): string {
  let key = 0;
  for (let at = 0; at < english.length; at++) key = (Math.imul(key, 31) + english.charCodeAt(at)) | 0;
  return (key & 0xfffff).toString(36);
}
