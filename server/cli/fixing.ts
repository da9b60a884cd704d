import { dirname } from 'node:path';
import type { SeverityOf } from '../check/locate';
import { createMarking } from '../check/marks';
import { severityOf } from '../config/rule-settings';
import { textOf } from '../document/document';
import { type DocumentForm, type FormWanted, readingAs } from '../document/form';
import { fixAll, fixText } from '../features/fix-all';
import { type FileReport, quietReport, reportOn } from './check-text';
import { engine } from './engine';
import { memoryGuard } from './enough-memory';
import { readStandardInput } from './files/file-reader';
import { type LargeFile, wholeOf } from './files/large-file';
import { decodeText, type FileText } from './files/read-text';
import { replaceFile, type WhyInPlace } from './files/replace-file';
import { type SeenLarge, seeFile, seeLarge } from './files/seen-file';
import { fixLarge, type HowToFix } from './fix-large';
import type { Outcome } from './fix-report';
import { fixedFiles } from './fixed-files';
import { complain, print, terminalForProgress } from './output';
import { bytesIn } from './parts/loading';
import { beforeCutCharacter } from './parts/place';
import { startProgress } from './parts/progress';
import type { Selection } from './selection';
import type { FoundFile } from './walk-folder';

/** What is wanted of the files that are fixed. */
export interface FixesWanted {
  readonly form: DocumentForm | undefined;
  readonly format: 'text' | 'json';
  readonly onlyChecks: boolean;
  readonly includeUnsafe: boolean;
  /** How many of the remaining findings of a file are listed. */
  readonly mostFindings: number;
}

/** Fixes the files of a run. All but `end` throw a FileError. */
export interface Fixing {
  /** Fixes standard input, which is read as the file at an absolute path, and prints what comes out. */
  readonly fixInput: (path: string, shownPath: string) => Promise<void>;
  readonly fixFile: (file: FoundFile) => Promise<void>;
  /** All are fixed. */
  readonly end: () => void;
  readonly fixed: readonly FixedFile[];
  /** What remains in one of them, when all are fixed. */
  readonly leftIn: (shownPath: string, path: string, folder: string, records: number) => FileReport;
}

/** Begins without files. `now` is the time in milliseconds; `diffOf` makes diffs, where they are wanted. */
export function fixing(
  selection: Selection,
  wanted: FixesWanted,
  now: number,
  diffOf: HowToFix['diffOf'],
): Fixing {
  const { onlyChecks } = wanted;
  const progress = startProgress(selection.files.length || 1, terminalForProgress);
  const files = fixedFiles(progress, selection.isWhole);
  const done: FixedFile[] = [];
  const shownPaths = new Map<string, string>();
  return { fixInput, fixFile, end: progress.end, fixed: done, leftIn };

  async function fixInput(path: string, shownPath: string): Promise<void> {
    const input = readStandardInput();
    const file = { shownPath, path, folder: dirname(path) };
    const large = input instanceof Uint8Array ? undefined : await fixInParts(file, input, undefined);
    if (large) {
      if (!onlyChecks) printAll(large);
      return;
    }
    const bytes = input instanceof Uint8Array ? input : wholeOf(input);
    const read = decodeText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - 1));
    const { text, remaining, ...mended } = mend(file, read);
    if (!onlyChecks) print((read.hasByteOrderMark ? '\ufeff' : '') + text);
    files.put(path, remaining, () => remaining);
    add({ ...mended, ...file, whyInPlace: undefined });
  }

  async function fixFile(file: FoundFile): Promise<void> {
    const { path, folder, shownPath } = file;
    const large = seeLarge(file);
    if (large && (await fixInParts(file, large.file, large))) return;
    const seen = seeFile(file);
    const { text, remaining, ...mended } = mend(file, seen);
    const isToWrite = !onlyChecks && text !== seen.text;
    const whyInPlace = isToWrite ? replaceFile(seen, text) : undefined;
    files.put(path, remaining, () => mend(file, seeFile(file)).remaining);
    add({ ...mended, shownPath, path, folder, whyInPlace });
  }

  function add(file: FixedFile): void {
    const { shownPath, whyInPlace } = file;
    if (whyInPlace !== undefined) complain(writtenOver(shownPath, whyInPlace));
    shownPaths.set(file.path, shownPath);
    done.push(file);
    progress.endFile();
  }

  function optionsFor(folder: string, path: string) {
    const rules = selection.rulesIn(folder);
    const entries = selection.entriesFor(folder, path);
    const severities: SeverityOf = (rule) => severityOf(rule, {}, rules);
    return {
      includeUnsafe: wanted.includeUnsafe,
      now: new Date(now).toISOString(),
      severityOf: severities,
      mark: entries && createMarking(entries, severities).mark,
    };
  }

  function formOf(folder: string, path: string): FormWanted {
    return wanted.form ? { form: wanted.form, isSaid: true } : selection.formIn(folder, path);
  }

  /** Fixes a large file part by part, and gives what it holds then; undefined where that is to be done to the whole. */
  async function fixInParts(
    { shownPath, path, folder }: NamedFile,
    file: LargeFile,
    seen: SeenLarge | undefined,
  ): Promise<LargeFile | undefined> {
    const how = { form: formOf(folder, path), type: selection.typeIn(folder) };
    const options = optionsFor(folder, path);
    if (options.mark) return undefined;
    progress.turnTo('Fixing');
    const mostListed = wanted.format === 'json' ? wanted.mostFindings : 0;
    const inParts = await fixLarge(file, {
      ...how,
      options,
      seen: onlyChecks ? undefined : seen,
      shownPath,
      diffOf,
      mostListed,
      progress: progress.add,
    });
    if (!inParts) return undefined;
    const { content, ...mended } = inParts;
    progress.turnTo('Checking what remains');
    await files.putLarge(path, content, {
      ...how,
      rules: selection.rulesIn(folder),
      entries: undefined,
      most: wanted.mostFindings,
      onlyErrors: false,
      endsAt: Infinity,
    });
    add({ ...mended, shownPath, path, folder, records: 0 });
    return content;
  }

  function mend({ shownPath, path, folder }: NamedFile, { text }: FileText) {
    const options = optionsFor(folder, path);
    const form = formOf(folder, path);
    const reading = { ...readingAs(text, form), isFinal: true };
    const { made, remaining, ...after } = fixText(
      engine,
      text,
      reading,
      options,
      selection.typeIn(folder),
      memoryGuard(),
    );
    const unsafe = wanted.includeUnsafe ? 0 : fixAll(remaining, { ...options, includeUnsafe: true }).count;
    const diff = after.text === text ? undefined : diffOf?.(shownPath, text, after.text);
    return {
      text: after.text,
      fixed: made.length,
      made,
      remaining,
      records: remaining.document.count - 1,
      unsafe,
      diff,
    };
  }

  /** What remains in a file that is fixed. */
  function leftIn(shownPath: string, path: string, folder: string, records: number): FileReport {
    const shownPathOf = (other: string) => shownPaths.get(other) ?? other;
    const large = files.reportOnLarge(path, shownPath, shownPathOf);
    const found = large ? undefined : files.foundIn(path);
    if (!found) return large ?? quietReport(shownPath, records);
    const how = {
      rules: selection.rulesIn(folder),
      entries: selection.entriesFor(folder, path),
      most: wanted.mostFindings,
      onlyErrors: false,
    };
    const inLarge = files.placing(path, shownPathOf);
    return reportOn(shownPath, textOf(found.document), found, how, shownPathOf, inLarge);
  }
}

type NamedFile = Pick<FoundFile, 'shownPath' | 'path' | 'folder'>;

function writtenOver(shownPath: string, whyInPlace: WhyInPlace): string {
  return `${shownPath} was written over, since ${whyInPlace}: an interruption could have left half of it`;
}

/** So many bytes are printed at once. */
const PIECE = 1 << 16;

/** Prints a large file as it is. */
function printAll(file: LargeFile): void {
  for (let at = 0; ; ) {
    const bytes = bytesIn(file, at, at + PIECE);
    const whole = bytes.subarray(0, beforeCutCharacter(bytes, bytes.length));
    if (bytes.length === 0) return;
    print(whole.toString());
    at += whole.length;
  }
}

/** A file that is fixed, before it is known what remains in it. */
export interface FixedFile extends Omit<Outcome, 'left'> {
  readonly shownPath: string;
  readonly path: string;
  readonly folder: string;
  /** How many it has. */
  readonly records: number;
}
