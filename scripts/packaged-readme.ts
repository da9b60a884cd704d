import type { PublicPlaces } from './public-places';

/**
 * The readme as the package of the extension has it, for its page in the marketplace and inside VS Code. These show pictures
 * and follow links of the web only, so that what lies in the project is led to where that is public. Where it is not, the
 * walkthrough is named, which shows pictures of the package, and the commands that open its pages. What is for those who
 * have the sources is left out.
 */
export function packagedReadme(readme: string, places: PublicPlaces | undefined): string {
  const text = readme.replaceAll(/<!-- For the sources\. -->\n[\s\S]*?<!-- \/ -->\n+/g, '');
  if (places) return led(text, places);
  const named = new Set<string>();
  return led(
    text.replace(pictureLine, `${pictures}\n\n`).replaceAll(linksLine, ''),
    places,
    (words, path) => {
      const command = commands[path];
      if (command === undefined || named.has(path)) return words;
      named.add(path);
      return `${words} (**Interaction Data: ${command}**)`;
    },
  );
}

/**
 * A text of the project with its pictures and links led to where the project is public. Where it is not, pictures are left
 * out, and `otherwise` says what stands in place of a link to a path.
 */
export function led(
  text: string,
  places: PublicPlaces | undefined,
  otherwise: (words: string, path: string) => string = (words) => words,
): string {
  if (!places)
    return text
      .replaceAll(new RegExp(pictureLine, 'gm'), '')
      .replaceAll(link, (_, _picture, words: string, path: string) => otherwise(words, path));
  return text.replaceAll(link, (_, picture: string, words: string, path: string) => {
    const address = picture ? places.contentOf(path) : places.pageOf(path);
    return `${picture}[${words}](${address})`;
  });
}

/** A link to something in the project, or a picture of it. */
const link = /(!?)\[([^\]]+)\]\((?!https:|mailto:|#)([^)]*)\)/g;
const pictureLine = /^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/m;
/** Nothing but links to pages of the project. */
const linksLine = /^\[[^\]]*\]\((?!https:)[^)]*\)(?: · \[[^\]]*\]\((?!https:)[^)]*\))+\n+/gm;

const pictures = 'To see it at work, choose **Interaction Data: Open Walkthrough** from the Command Palette.';

/** Pages that come with the package, and the commands that open them. */
const commands: Readonly<Record<string, string>> = {
  'docs/rules.md': 'Show Rules',
  'docs/fields.md': 'Show Fields',
};
