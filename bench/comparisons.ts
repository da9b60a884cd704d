import type { Figures } from './figures';
import { onTwoCores } from './measure-large';

/** A figure of ours held against another one, or against a fixed limit. Less is better. */
export interface Comparison {
  /** What is compared, as tables and docs/benchmark.json name it. */
  readonly name: string;
  /** A section of the table. */
  readonly group: string;
  /** Undefined where it was not measured. */
  readonly value: number | undefined;
  /** A target; none where the figure is only watched. */
  readonly limit?: number;
  /** A ratio is of two figures of the same run and so does not depend on how fast the machine is. */
  readonly kind: 'ratio' | 'milliseconds' | 'bytes per byte' | 'MB';
  /** The series that it comes from. */
  readonly series: readonly string[];
}

/** All comparisons, in the order of the targets. */
export function comparisonsOf(figures: Figures): readonly Comparison[] {
  const large = ['10 MB', '50 MB'] as const;
  const median = figures.median;
  const ofBuiltIn = (what: string, size: string) =>
    over(median(what, size, 'ours'), median(what, size, 'built-in, pull'));
  const limits: Readonly<Record<string, number>> = { '10 MB': 1 / 200, '50 MB': 1 / 500 };

  const keystrokes = ['problems change', 'problems stay'].flatMap((what) =>
    ['100 KB', '1 MB', ...large].map((size) =>
      ratio('keystroke to problems', [what], `${what}, ${size}, of the built-in server's`, {
        value: ofBuiltIn(what, size),
        limit: limits[size],
      }),
    ),
  );
  const flat = large.flatMap((size) =>
    [size, `${size} JSON Lines`].map((name) =>
      ratio('keystroke to problems', ['problems stay'], `problems stay, ${name}, of our own at 100 KB`, {
        value: over(median('problems stay', name, 'ours'), median('problems stay', '100 KB', 'ours')),
        limit: 3,
      }),
    ),
  );
  const opening = large.flatMap((size) => [
    ratio('open to first problems', ['open'], `${size}, of the built-in server's`, {
      value: ofBuiltIn('open', size),
      limit: 1 / 4,
    }),
    ...[size, `${size} JSON Lines`].map((name) =>
      ratio('open to first problems', ['open'], `${name}, of JSON.parse + Ajv`, {
        value: over(median('open', name, 'ours'), median('open', name, 'JSON.parse + Ajv')),
        limit: 1,
      }),
    ),
  ]);
  const openingAll = large.flatMap((size) => [
    ratio('open to all problems', ['open'], `${size}, of the built-in server's`, {
      value: over(median('open', size, 'ours, all problems'), median('open', size, 'built-in, pull')),
      limit: 1 / 4,
    }),
    ...[size, `${size} JSON Lines`].map((name) =>
      ratio('open to all problems', ['open'], `${name}, of JSON.parse + Ajv`, {
        value: over(median('open', name, 'ours, all problems'), median('open', name, 'JSON.parse + Ajv')),
      }),
    ),
  ]);
  const requests = ['hover', 'completion', 'code actions'].map(
    (what): Comparison => ({
      group: 'requests at 50 MB',
      name: `${what}, p50 in ms`,
      value: median(what, '50 MB', 'ours'),
      limit: 3,
      kind: 'milliseconds',
      series: [what],
    }),
  );
  const requestRatios = ['hover', 'completion', 'completion after a key'].map((what) =>
    ratio('requests at 50 MB', [what], `${what}, of the built-in server's`, {
      value: ofBuiltIn(what, '50 MB'),
    }),
  );
  const memory = [
    ratio('memory', ['memory peak'], "peak at 50 MB, of the built-in server's", {
      value: ofBuiltIn('memory peak', '50 MB'),
      limit: 1 / 3,
    }),
    ...['array', 'minified', 'lines'].map(
      (layout): Comparison => ({
        group: 'memory',
        name: `heap beyond the text, 50 MB ${layout}, bytes per byte`,
        value: median('heap per byte', '50 MB', layout),
        limit: 0.5,
        kind: 'bytes per byte',
        series: ['heap per byte'],
      }),
    ),
  ];
  const ofProgram = (other: string) => median('command line', '1,000 small files', other);
  const starting = [
    ratio('start', ['cold start'], "first problems, of the bare server's start", {
      value: over(median('cold start', 'small file', 'ours'), median('cold start', 'small file', 'bare')),
      limit: 1.3,
    }),
    ratio('start', ['command line'], '1,000 small files, of the JSON language service', {
      value: over(ofProgram('ours'), ofProgram('JSON language service')),
      limit: 1 / 3,
    }),
    ratio('start', ['command line'], '1,000 small files, of JSON.parse + Ajv', {
      value: over(ofProgram('ours'), ofProgram('JSON.parse + Ajv')),
    }),
    ratio('start', ['command line'], '10,000 correct files (100 MB), of JSON.parse alone', {
      value: over(
        median('command line', '10,000 correct files', 'ours'),
        median('command line', '10,000 correct files', 'JSON.parse alone'),
      ),
      limit: 1.1,
    }),
    ratio('start', ['command line'], '--version, of an empty Node', {
      value: over(ofProgram('ours, --version'), ofProgram('empty Node')),
    }),
  ];
  const foreign = [
    {
      group: "somebody else's JSON file",
      name: 'loading and starting the extension, in ms',
      value: median('foreign file, time', 'a JSON file', 'ours'),
      limit: 1.5,
      kind: 'milliseconds' as const,
      series: ['foreign file, time'],
    },
    {
      group: "somebody else's JSON file",
      name: 'kept of the heap, in MB',
      value: over(median('foreign file, memory', 'a JSON file', 'ours'), 2 ** 20),
      limit: 0.15,
      kind: 'MB' as const,
      series: ['foreign file, memory'],
    },
  ];
  const ofLarge = (row: string, who: string) => median('large files', row, who);
  const peakOf = (row: string) => median('large files, peak', row, 'ours');
  const largeFiles = [
    ratio('large files', ['large files'], '1 GB of JSON Lines (0.01 % wrong), of JSON.parse + Ajv by line', {
      value: over(
        ofLarge('1 GB of JSON Lines', 'ours'),
        ofLarge('1 GB of JSON Lines', 'JSON.parse + Ajv by line'),
      ),
      limit: 1 / 2.5,
    }),
    ratio('large files', ['large files'], '1 GB on two cores, of one', {
      value: over(ofLarge('1 GB of JSON Lines', onTwoCores), ofLarge('1 GB of JSON Lines', 'ours')),
      limit: 1 / 1.7,
    }),
    ratio('large files', ['large files, peak'], 'peak at 1 GB on two cores, of 150 MB', {
      value: over(median('large files, peak', '1 GB of JSON Lines', onTwoCores), 150e6),
      limit: 1,
    }),
    ratio('large files', ['large files'], '1 GB through a pipe, of the file', {
      value: over(
        ofLarge('1 GB of JSON Lines', 'ours, through a pipe'),
        ofLarge('1 GB of JSON Lines', 'ours'),
      ),
      limit: 1 / 0.8,
    }),
    ratio('large files', ['large files, peak'], 'peak at 1 GB, of 150 MB', {
      value: over(peakOf('1 GB of JSON Lines'), 150e6),
      limit: 1,
    }),
    ratio('large files', ['large files, peak'], 'peak at 100 MB with a problem in every line, of 300 MB', {
      value: over(peakOf('100 MB, a problem in every line'), 300e6),
      limit: 1,
    }),
  ];
  const ofWorkspace = (who: string) => median('workspace', '10,000 files', who);
  const workspace = [
    ratio('workspace', ['workspace'], '10,000 files (100 MB), of check --jobs 1 on them', {
      value: over(ofWorkspace('ours'), ofWorkspace('check')),
      limit: 2,
    }),
    {
      group: 'workspace',
      name: 'index of 10,000 files, bytes per byte of text',
      value: median('workspace memory', '10,000 files', 'index'),
      limit: 1 / 4,
      kind: 'bytes per byte' as const,
      series: ['workspace memory'],
    },
    ...['hover', 'definition', 'references'].map(
      (what): Comparison => ({
        group: 'workspace',
        name: `${what} among 10,000 files, p50 in ms`,
        value: median('workspace', what, 'ours'),
        limit: 3,
        kind: 'milliseconds',
        series: ['workspace'],
      }),
    ),
  ];
  const relations = relationLimits.map(([what, limit]) =>
    ratio('records among each other', ['relations'], `${what}, 50 MB, of the same without`, {
      value: over(median('relations', what, 'with'), median('relations', what, 'without')),
      limit,
    }),
  );
  const team = teamSeries.flatMap((what) =>
    large.map((size) =>
      ratio("a team's 40 fields", [`team, ${what}`], `${what}, ${size}, of the same without`, {
        value: over(median(`team, ${what}`, size, 'with'), median(`team, ${what}`, size, 'without')),
        limit: 1.15,
      }),
    ),
  );
  const bigEdits = ['array', 'minified', 'lines'].flatMap((layout) => [
    ...bigEditsOf(layout).map((edit) =>
      ratio('large edits', ['big edit', 'one pass'], `${edit}, ${layout}, of one pass`, {
        value: over(median('big edit', edit, `ours, ${layout}`), median('one pass', '50 MB', layout)),
        limit: editsOfTarget.includes(edit) ? PASS_LIMIT : undefined,
      }),
    ),
    {
      group: 'large edits',
      name: `longest wait of another file's hover, ${layout}, in ms`,
      value: longestWait(figures, layout),
      limit: WAIT_LIMIT,
      kind: 'milliseconds' as const,
      series: ['wait, other file'],
    },
  ]);
  return [
    ...keystrokes,
    ...flat,
    ...opening,
    ...openingAll,
    ...requests,
    ...requestRatios,
    ...memory,
    ...starting,
    ...foreign,
    ...largeFiles,
    ...workspace,
    ...relations,
    ...team,
    ...bigEdits,
  ];
}

/** What is measured with relations and without, and how much more it may cost. */
const relationLimits: readonly (readonly [what: string, limit: number])[] = [
  ['a letter', 1.3],
  ['an ID', 1.3],
  ['opening', 1.15],
];

/** What is measured with what a team states and without. */
export const teamSeries: readonly string[] = [
  ...['problems change', 'problems stay'],
  ...['first problems', 'all problems', 'memory peak'],
];

/** The large edits that there is a target for. */
const editsOfTarget: readonly string[] = ['paste 1 MB', 'delete 1 MB', 'quote at the top', 'its undo'];

/** The large edits, in the order in which they are made. */
export const bigEditNames: readonly string[] = [
  ...editsOfTarget,
  'bracket at the top deleted',
  'bracket typed again',
];

/** JSON Lines have no bracket around them. */
function bigEditsOf(layout: string): readonly string[] {
  return layout === 'lines' ? editsOfTarget : bigEditNames;
}

/** How much of one pass of the core (read and check the whole text, in process) a large edit may take from end to end. */
const PASS_LIMIT = 1;

/** The longest that a question about another file may wait meanwhile, in milliseconds. */
const WAIT_LIMIT = 50;

/** By how much a ratio may be worse than the committed one. */
const TOLERANCE = 1.25;

/** Whether a comparison counts for `--check`: only what does not depend on the machine's speed does. */
export function isWatched({ kind }: Comparison): boolean {
  return kind !== 'milliseconds';
}

/** Whether a value is worse than a committed one by more than is tolerated. */
export function isWorse(value: number | undefined, committed: number): boolean {
  return value === undefined || value > committed * TOLERANCE;
}

/** The longest wait in any of the large edits with a target, each as the median over its rounds, in milliseconds. */
function longestWait(figures: Figures, layout: string): number | undefined {
  const waits = editsOfTarget.map((edit) => figures.median('wait, other file', edit, `ours, ${layout}`));
  return waits.includes(undefined) ? undefined : Math.max(...(waits as number[]));
}

function ratio(
  group: string,
  series: readonly string[],
  name: string,
  { value, limit }: { readonly value: number | undefined; readonly limit?: number | undefined },
): Comparison {
  return { group, name, value, kind: 'ratio', series, ...(limit === undefined ? {} : { limit }) };
}

function over(value: number | undefined, of: number | undefined): number | undefined {
  return value === undefined || of === undefined ? undefined : value / of;
}
