import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What English texts are in the language of a locale, such as `de` or `de-AT`: the file of the package that VS Code reads,
 * too. Undefined where there is none, as for English. A file that cannot be read is none.
 */
export function wordsOf(locale: string): Readonly<Record<string, string>> | undefined {
  const [language = ''] = locale.toLowerCase().split(/[-_.]/);
  if (!/^[a-z]{2,3}$/.test(language) || language === 'en') return undefined;
  try {
    return JSON.parse(readFileSync(join(__dirname, '../l10n', `bundle.l10n.${language}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}
