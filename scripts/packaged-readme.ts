/**
 * The readme as the package has it, for the extension's page inside VS Code. That page shows pictures from the web
 * only, and there is no public place for ours yet: they are left out, and the walkthrough, which shows pictures of the
 * package, is named. Links to files lead nowhere there, so only their words are left.
 */
export function packagedReadme(readme: string): string {
  return readme
    .replace(/^!\[[^\]]*\]\([^)]*\)$/m, pictures)
    .replaceAll(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n\n?/gm, '')
    .replaceAll(/(?<!!)\[([^\]]+)\]\((?!https:|mailto:|#)[^)]*\)/g, '$1');
}

const pictures = 'To see it at work, choose **Interaction Data: Open Walkthrough** from the Command Palette.';
