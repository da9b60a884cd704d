import type { DocumentForm } from '../document/form';
import { formOf } from './files';

/** The languages, as editors know them, of files with records. Whatever has one of them is taken, however it is called. */
export const languageIds: Readonly<Record<DocumentForm, string>> = {
  json: 'interaction-json',
  lines: 'interaction-jsonl',
};

/** The ids that editors have for JSON Lines in general. */
const othersOfLines: readonly string[] = ['jsonl', 'jsonlines', 'ndjson'];

/** Whether a language is one of ours. */
export function isOurLanguage(languageId: string): boolean {
  return languageId === languageIds.json || languageId === languageIds.lines;
}

/** How a file is read: as its language says, and where that says nothing, as its name does. */
export function formOfLanguage(languageId: string, path: string): DocumentForm {
  if (languageId === languageIds.json) return 'json';
  return languageId === languageIds.lines || othersOfLines.includes(languageId) ? 'lines' : formOf(path);
}
