import assert from 'node:assert/strict';
import data from '../../docs/editors.json';

/** What is done in an editor, and what it must look like after it: a step of the walk of docs/editors.json. */
export interface Step {
  readonly do: string;
  /** A path, relative to the folder that is worked in. */
  readonly file: string;
  /** Where the cursor is: line from 0, UTF-16 code units and characters (code points) before it in its line. */
  readonly line: number;
  readonly character: number;
  readonly column: number;
  /** The suggestion or the fix that is taken. */
  readonly choose: string;
  /** What is read in a hover, or the names of an outline. */
  readonly says: readonly string[];
  /** The whole text of the file after the step. */
  readonly text: string;
  /** Each squiggle after the step, in the order of the text: its severity and what it is under. Undefined where nobody looks. */
  readonly problems: readonly string[] | undefined;
  /** Whether the editor has no such thing, so that what it would have written is written by hand. */
  readonly byHand: boolean;
}

/** What an editor showed in a step. */
export interface Seen {
  readonly text?: string;
  readonly problems?: readonly string[];
  readonly says?: string | readonly string[];
}

/** Hears what was seen in a step, before the next one; throws where that is not what must be. */
export type Told = (step: Step, seen: Seen) => void;

/** A place where users work: an entry of docs/editors.json, of which the table there is made. */
export interface Home {
  readonly name: string;
  /** Whether its walk is one of `npm test`, or was done once by a person. */
  readonly walked: string;
  /** Whether it takes snippets: what it inserts is on several lines then. */
  readonly snippets: boolean;
  /** How each step is done there; what is not named cannot be. */
  readonly does: Readonly<Record<string, string>>;
}

interface WrittenStep {
  readonly do: string;
  readonly file?: string;
  readonly at?: string;
  readonly choose?: string;
  readonly says?: readonly string[];
  readonly change?: readonly string[];
  readonly changeWithoutSnippets?: readonly string[];
  readonly text?: readonly string[];
  readonly problems?: readonly string[];
}

/** The files that the walk begins with, by path. */
export const walkFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(data.walk.files).map(([path, lines]) => [path, textOf(lines)]),
);

/** All homes. */
export const homes: readonly Home[] = data.homes;

/** The steps of the walk for a home, each with the text that the one before left. */
export function walkFor({ does, snippets }: Home): readonly Step[] {
  const texts: Record<string, string> = { ...walkFiles };
  let file = '';
  return (data.walk.steps as readonly WrittenStep[]).map((step) => {
    file = step.file ?? file;
    const before = texts[file] ?? '';
    const change = (snippets ? undefined : step.changeWithoutSnippets) ?? step.change;
    const text = step.text ? textOf(step.text) : change ? changed(before, change) : before;
    texts[file] = text;
    const { do: what, choose = '', says = [], problems } = step;
    const byHand = what !== 'look' && does[what] === undefined;
    return { do: what, file, ...placeOf(before, step.at), choose, says, text, problems, byHand };
  });
}

/** Throws where what was seen in a step is not what must be. A step that is done by hand shows nothing of its own. */
export function judge(step: Step, seen: Seen): void {
  const where = `${step.do} ${step.file}`;
  assert.equal(seen.text, step.text, `${where}: text`);
  if (step.problems) assert.deepEqual(seen.problems, step.problems, `${where}: problems`);
  if (step.byHand) return;
  if (step.do === 'hover')
    for (const words of step.says) assert.ok(String(seen.says).includes(words), `${where}: ${seen.says}`);
  if (step.do === 'outline') {
    const names = seen.says as readonly string[];
    assert.deepEqual(
      names.filter((name) => /^\S+ · /.test(name)),
      step.says,
      where,
    );
  }
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** A text with a piece, which is in it once, changed. */
function changed(text: string, [from = '', to = '']: readonly string[]): string {
  assert.equal(text.split(from).length, 2, `docs/editors.json changes what is not there once: ${from}`);
  return text.replace(from, () => to);
}

/** The place of a piece of the text with a `|` in it for the cursor. */
function placeOf(text: string, piece: string | undefined): Pick<Step, 'line' | 'character' | 'column'> {
  if (piece === undefined) return { line: 0, character: 0, column: 0 };
  const bare = piece.replace('|', '');
  assert.equal(text.split(bare).length, 2, `docs/editors.json points at what is not there once: ${bare}`);
  const before = text.slice(0, text.indexOf(bare) + piece.indexOf('|')).split('\n');
  const last = before.at(-1) ?? '';
  return { line: before.length - 1, character: last.length, column: [...last].length };
}
