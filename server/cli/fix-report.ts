import type { MadeFix } from '../features/fix-all';
import { visible } from '../words/harmless';
import { countAll, type FileReport, placeOf } from './check-text';
import type { WhyInPlace } from './files/replace-file';
import type { Unreadable } from './find-files';
import { complain } from './output';
import { jsonEnd, jsonFindings, jsonStart } from './reporters/json';
import { counted, countsText, notReadText } from './reporters/text';
import { startTotal, type Total } from './total';

/** What happened to one file. */
export interface Outcome {
  /** How many problems were fixed. */
  readonly fixed: number;
  /** Which ones; of a large file only the first ones. */
  readonly made: readonly MadeFix[];
  /** What is found in the text now. */
  readonly left: FileReport;
  /** How many of that could be mended by fixes that are not safe. */
  readonly unsafe: number;
  /** What is or would be changed, as a unified diff; null where it is too large, undefined where it was not asked for. */
  readonly diff: string | null | undefined;
  /** Set where the file was written over instead of being replaced at once. */
  readonly whyInPlace: WhyInPlace | undefined;
}

/** All that was counted. */
export interface FixTotal extends Total {
  changed: number;
  fixed: number;
}

/** Says what was done, as it is done. */
export interface FixReport {
  readonly add: (outcome: Outcome) => void;
  /** Says what is wrong with a project file, which is never changed. */
  readonly addProjectFile: (report: FileReport) => void;
  /** Ends the report, and returns all that was counted. */
  readonly end: (unreadable: readonly Unreadable[]) => FixTotal;
}

/** How reports are written: where to, and whether the files are left as they are. */
interface Way {
  readonly say: (text: string) => void;
  readonly onlyChecks: boolean;
}

/** A report for people: a line for each file with findings, with its diff if there is one, and a summary. */
export function textFixReport({ say, onlyChecks }: Way): FixReport {
  const total = startFixTotal();
  let projectErrors = 0;
  return {
    add(outcome) {
      say(fileText(outcome, onlyChecks));
      count(total, outcome);
    },
    addProjectFile(report) {
      for (const { start, rule, message } of report.findings)
        complain(`${report.shownPath}:${placeOf(report, start)} error ${rule} ${message}`);
      projectErrors += report.counts.error;
    },
    end({ length }) {
      say(summaryText(total, onlyChecks, length));
      total.counts.error += projectErrors;
      return total;
    },
  };
}

/** A report for programs: one JSON document. */
export function jsonFixReport({ say }: Way): FixReport {
  const total = startFixTotal();
  const met = new Set<string>();
  let comma = '';
  say(jsonStart);
  return { add, addProjectFile: (left) => add({ ...untouched, left }), end };

  function add(outcome: Outcome): void {
    const pieces = jsonFile(outcome, met);
    say(comma + pieces.next().value);
    comma = ',';
    try {
      for (const piece of pieces) say(piece);
    } finally {
      say(outcome.left.omitted > 0 ? `],"omitted":${outcome.left.omitted}}` : ']}');
    }
    count(total, outcome);
  }

  function end(unreadable: readonly Unreadable[]): FixTotal {
    const { changed, fixed } = total;
    say(jsonEnd(total, unreadable, met, { changed, fixed }));
    return total;
  }
}

/** What happens to a file that is not to be mended. */
const untouched: Omit<Outcome, 'left'> = {
  fixed: 0,
  made: [],
  unsafe: 0,
  diff: undefined,
  whyInPlace: undefined,
};

function startFixTotal(): FixTotal {
  return { ...startTotal(), changed: 0, fixed: 0 };
}

function count(total: FixTotal, { fixed, left }: Outcome): void {
  total.add(left);
  total.changed += fixed > 0 ? 1 : 0;
  total.fixed += fixed;
}

/** One file, in pieces: what was mended, and what remains, with places in the text as it is then. */
function* jsonFile({ fixed, made, left, diff, whyInPlace }: Outcome, met: Set<string>): Generator<string> {
  const start = {
    path: left.shownPath,
    records: left.records,
    changed: fixed > 0,
    ...(whyInPlace !== undefined && { writtenOver: whyInPlace }),
    ...(diff !== undefined && { diff }),
    fixes: made.map(({ finding: { rule, message, field }, title, record }) => ({
      rule,
      message,
      fix: title,
      record: record ?? null,
      field: field ?? null,
    })),
    ...(fixed > made.length && { fixesOmitted: fixed - made.length }),
  };
  yield `${JSON.stringify(start).slice(0, -1)},"remaining":[`;
  yield* jsonFindings(left, met);
}

/** One line about a file, and the diff below it; nothing about a file without findings. */
function fileText({ fixed, left, unsafe, diff }: Outcome, onlyChecks: boolean): string {
  const remaining = countAll(left.counts);
  if (fixed === 0 && remaining === 0) return '';
  const parts: string[] = [];
  if (fixed > 0) parts.push(`${onlyChecks ? 'would fix' : 'fixed'} ${counted(fixed, 'problem')}`);
  if (remaining > 0) {
    const hint = unsafe > 0 ? `, ${unsafe} of them fixed by --unsafe` : '';
    parts.push(`${countsText(left.counts)} ${remaining === 1 ? 'remains' : 'remain'}${hint}`);
  }
  if (diff === null) parts.push('too much changes for a diff');
  return `${visible(left.shownPath)}: ${parts.join('; ')}\n${visibleDiff(diff ?? '')}`;
}

/** A diff as a terminal shows it: tabs, and line ends of Windows, do no harm there. */
function visibleDiff(diff: string): string {
  return diff.replaceAll(/[^\t\r\n]+|\r(?!\n)/g, visible);
}

function summaryText(total: FixTotal, onlyChecks: boolean, unreadable: number): string {
  const { fixed, changed, files, counts } = total;
  const remaining = countAll(counts);
  const rest = remaining === 0 ? 'nothing remains' : `${remaining} ${remaining === 1 ? 'remains' : 'remain'}`;
  const where = `${counted(fixed, 'problem')} in ${changed} of ${counted(files, 'file')}`;
  const unread = unreadable > 0 ? `${notReadText(unreadable)} or written` : undefined;
  const end = remaining === 0 && unread ? unread : [rest, unread].filter(Boolean).join('; ');
  return `${onlyChecks ? 'Would fix' : 'Fixed'} ${where}; ${end}.\n`;
}
