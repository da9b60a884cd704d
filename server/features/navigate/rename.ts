import type { TextEdit } from '../../edit/text-edit';
import { t } from '../../words/language';
import { quote } from '../../words/quote';
import type { NamePlace } from './places';

/** White space, and what nobody sees: whoever reads such an identifier reads another one. */
const UNFIT = /[\s\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * Says why a name cannot be given another text; undefined where it can. `isTaken` says whether that names something
 * already: two names that have become one are never told apart again.
 */
export function whyNotRename(text: string, isTaken: boolean): string | undefined {
  if (text.trim() === '') return t`An ID must not be empty.`;
  if (UNFIT.test(text)) return t`An ID must not have spaces or invisible characters.`;
  return isTaken ? t`The ID ${quote(text)} exists already.` : undefined;
}

/** The edits of one file that give the name at these places of it another text. */
export function renaming(places: readonly NamePlace[], text: string): readonly TextEdit[] {
  const json = JSON.stringify(text).slice(1, -1);
  return places.map(({ start, end }) => ({ start, end, text: json }));
}
