import type { FileForm, FileStatus } from '../server/protocol/own-messages';
import { harmless } from '../server/words/harmless';

/** A line of the language status: what is seen at once, and what explains it. */
export interface StatusLine {
  readonly text: string;
  readonly detail: string;
}

/** How a file came to be one of ours, or why one that looks like ours is left alone. */
export type Recognition =
  /** By its own name, by the name of a folder that it lies in, or by a glob of the settings. */
  | 'name'
  | 'folder'
  | 'setting'
  /** By what is in it, or by somebody who said so. */
  | 'content'
  /** By the language mode that somebody chose. */
  | 'language'
  | { readonly projectFile: string }
  | { readonly excludedBy: string };

/** `1,204 records, 3 errors`, and what of it is expected; of a file that the server has not told of, that it is being read. */
export function countLine(status: FileStatus | undefined): StatusLine {
  if (!status) return { text: 'Reading…', detail: '' };
  return {
    text: `${counted(status.records, 'record')}, ${problemsInWords(status)}`,
    detail: marksInWords(status),
  };
}

/** How the file is read, where that is known, and why it is taken for one of ours. */
export function formLine(status: FileStatus | undefined, recognition: Recognition): StatusLine {
  return {
    text: status ? forms[status.form] : 'Interaction data',
    detail: `recognised by ${reasonInWords(recognition)}`,
  };
}

/** Says what a file loses that was plain JSON before: its schemas. */
export const schemasLine: StatusLine = { text: 'JSON schemas of the workspace do not apply', detail: '' };

/** Says that a file is left alone, though its language is ours. */
export function excludedLine(excludedBy: string): StatusLine {
  return { text: 'Not checked', detail: `excluded by ${shortened(excludedBy)}` };
}

/** Says that not all problems are shown; undefined where they are. */
export function limitLine({ findings, shown }: FileStatus): StatusLine | undefined {
  const total = findings.error + findings.warning + findings.information + findings.hint;
  if (shown >= total) return undefined;
  return {
    text: `${inDigits(shown)} of ${inDigits(total)} problems shown`,
    detail: 'errors first',
  };
}

/** Says that the outline does not show everything; undefined where it does. */
export function outlineLine({ outlineLimit }: FileStatus): StatusLine | undefined {
  if (outlineLimit === null) return undefined;
  return {
    text: `Outline cut at ${inDigits(outlineLimit)} entries`,
    detail: 'records first',
  };
}

/** What the status has room for, in characters. */
const LONGEST_PATH = 45;

const forms: Readonly<Record<FileForm, string>> = {
  empty: 'Empty file',
  nothing: 'No records',
  record: 'One record',
  array: 'Array of records',
  container: 'Named records',
  lines: 'JSON Lines',
};

const reasons = {
  name: 'file name',
  folder: 'folder name',
  setting: 'the setting interactionData.files',
  content: 'its content',
  language: 'language mode',
} as const;

function reasonInWords(recognition: Recognition): string {
  if (typeof recognition === 'string') return reasons[recognition];
  return shortened('projectFile' in recognition ? recognition.projectFile : recognition.excludedBy);
}

/** A path of which the end is seen where there is no room for all of it. The status would make links of some names. */
function shortened(path: string): string {
  return harmless(path.length <= LONGEST_PATH ? path : `…${path.slice(-LONGEST_PATH)}`);
}

function problemsInWords({ findings, marks }: FileStatus): string {
  const words = [
    [findings.error, 'error'],
    [findings.warning, 'warning'],
    [findings.information, 'info'],
    // Those that are expected are hints, too.
    [findings.hint - marks.expected, 'hint'],
  ] as const;
  const present = words.filter(([count]) => count > 0).map(([count, word]) => counted(count, word));
  return present.length === 0 ? 'no problems' : present.join(', ');
}

/** Says what the project file expects and ignores; '' where that is nothing. */
function marksInWords({ marks }: FileStatus): string {
  const { expected, ignored } = marks;
  const parts = [
    expected > 0 ? `${inDigits(expected)} expected` : '',
    ignored > 0 ? `${inDigits(ignored)} ignored` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

function counted(count: number, word: string): string {
  return `${inDigits(count)} ${word}${count === 1 ? '' : 's'}`;
}

function inDigits(count: number): string {
  return count.toLocaleString('en');
}
