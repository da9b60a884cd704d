import type { FileForm, FileStatus } from '../server/protocol/own-messages';

/** A line of the language status: what is seen at once, and what explains it. */
export interface StatusLine {
  readonly text: string;
  readonly detail: string;
}

/** How a file came to be one of ours: by its name, a glob of the settings, a project file's glob, or its language mode. */
export type Recognition = 'name' | 'setting' | 'language' | { readonly projectFile: string };

/** `1,204 records, 3 errors`; of a file that the server has not told anything of, that it is being read. */
export function countLine(status: FileStatus | undefined): StatusLine {
  if (!status) return { text: 'Reading…', detail: '' };
  return { text: `${counted(status.records, 'record')}, ${findingsInWords(status)}`, detail: '' };
}

/** How the file is read, where that is known, and why it is taken for one of ours. */
export function formLine(status: FileStatus | undefined, recognition: Recognition): StatusLine {
  return {
    text: status ? forms[status.form] : 'Interaction data',
    detail: `recognised by ${reasonInWords(recognition)}`,
  };
}

/** Says that not all findings are shown; undefined where they are. */
export function limitLine({ findings, shown }: FileStatus): StatusLine | undefined {
  const total = findings.error + findings.warning + findings.information + findings.hint;
  if (shown >= total) return undefined;
  return {
    text: `${inDigits(shown)} of ${inDigits(total)} findings shown`,
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
  nothing: 'Nothing to check yet',
  record: 'One record',
  array: 'Array of records',
  container: 'Records in a container',
  lines: 'JSON Lines',
};

function reasonInWords(recognition: Recognition): string {
  if (typeof recognition === 'object') return shortened(recognition.projectFile);
  if (recognition === 'name') return 'its name';
  return recognition === 'setting' ? 'the setting interactionData.files' : 'its language mode';
}

/** A path of which the end is seen where there is no room for all of it. */
function shortened(path: string): string {
  return path.length <= LONGEST_PATH ? path : `…${path.slice(-LONGEST_PATH)}`;
}

function findingsInWords({ findings }: FileStatus): string {
  const words = [
    [findings.error, 'error'],
    [findings.warning, 'warning'],
    [findings.information, 'info'],
    [findings.hint, 'hint'],
  ] as const;
  const present = words.filter(([count]) => count > 0).map(([count, word]) => counted(count, word));
  return present.length === 0 ? 'no findings' : present.join(', ');
}

function counted(count: number, word: string): string {
  return `${inDigits(count)} ${word}${count === 1 ? '' : 's'}`;
}

function inDigits(count: number): string {
  return count.toLocaleString('en');
}
