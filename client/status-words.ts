import type { FileForm, FileStatus } from '../server/protocol/own-messages';
import { harmless } from '../server/words/harmless';
import { t } from '../server/words/language';
import { inDigits } from './in-digits';

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
  if (!status) return { text: t`Reading…`, detail: '' };
  return {
    text: `${countOf(
      status.records,
      () => t`1 record`,
      (count) => t`${count} records`,
    )}, ${problemsInWords(status)}`,
    detail: marksInWords(status),
  };
}

/** How the file is read, where that is known, and why it is taken for one of ours. */
export function formLine(status: FileStatus | undefined, recognition: Recognition): StatusLine {
  return {
    text: status ? forms[status.form]() : t`Interaction data`,
    detail: t`recognised by ${reasonInWords(recognition)}`,
  };
}

/** Says what a file loses that was plain JSON before: its schemas. */
export function schemasLine(): StatusLine {
  return { text: t`JSON schemas of the workspace do not apply`, detail: '' };
}

/** Says that a file is left alone, though its language is ours. */
export function excludedLine(excludedBy: string): StatusLine {
  return { text: t`Not checked`, detail: t`excluded by ${shortened(excludedBy)}` };
}

/** Says that not all problems are shown; undefined where they are. */
export function limitLine({ findings, shown }: FileStatus): StatusLine | undefined {
  const total = findings.error + findings.warning + findings.information + findings.hint;
  if (shown >= total) return undefined;
  return {
    text: t`${inDigits(shown)} of ${inDigits(total)} problems shown`,
    detail: t`errors first`,
  };
}

/** Says that the outline does not show everything; undefined where it does. */
export function outlineLine({ outlineLimit }: FileStatus): StatusLine | undefined {
  if (outlineLimit === null) return undefined;
  return {
    text: t`Outline cut at ${inDigits(outlineLimit)} entries`,
    detail: t`records first`,
  };
}

/** What the status has room for, in characters. */
const LONGEST_PATH = 45;

const forms: Readonly<Record<FileForm, () => string>> = {
  empty: () => t`Empty file`,
  nothing: () => t`No records`,
  record: () => t`One record`,
  array: () => t`Array of records`,
  container: () => t`Named records`,
  lines: () => 'JSON Lines',
};

const reasons = {
  name: () => t`file name`,
  folder: () => t`folder name`,
  setting: () => t`the setting interactionData.files`,
  content: () => t`its content`,
  language: () => t`language mode`,
} as const;

function reasonInWords(recognition: Recognition): string {
  if (typeof recognition === 'string') return reasons[recognition]();
  return shortened('projectFile' in recognition ? recognition.projectFile : recognition.excludedBy);
}

/** A path of which the end is seen where there is no room for all of it. The status would make links of some names. */
function shortened(path: string): string {
  return harmless(path.length <= LONGEST_PATH ? path : `…${path.slice(-LONGEST_PATH)}`);
}

function problemsInWords({ findings, marks }: FileStatus): string {
  const words = [
    [findings.error, () => t`1 error`, (count: string) => t`${count} errors`],
    [findings.warning, () => t`1 warning`, (count: string) => t`${count} warnings`],
    [findings.information, () => t`1 info`, (count: string) => t`${count} infos`],
    // Those that are expected are hints, too.
    [findings.hint - marks.expected, () => t`1 hint`, (count: string) => t`${count} hints`],
  ] as const;
  const present = words.filter(([count]) => count > 0).map(([count, one, many]) => countOf(count, one, many));
  return present.length === 0 ? t`no problems` : present.join(', ');
}

/** Says what the project file expects and ignores; '' where that is nothing. */
function marksInWords({ marks }: FileStatus): string {
  const { expected, ignored } = marks;
  const parts = [
    expected > 0 ? t`${inDigits(expected)} expected` : '',
    ignored > 0 ? t`${inDigits(ignored)} ignored` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

function countOf(count: number, one: () => string, many: (count: string) => string): string {
  return count === 1 ? one() : many(inDigits(count));
}
