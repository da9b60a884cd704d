// `npm run bench`: measures our server and command line beside the built-in JSON server and the floors, and writes
// docs/benchmark.md and docs/benchmark.json. `-- --check` compares with the committed figures instead; `-- --quick`
// leaves 50 MB out, `-- --only NAME` measures one thing: both only print.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Comparison, comparisonsOf, isWatched, isWorse } from './bench/comparisons';
import { type Context, type Measurement, makeContext } from './bench/context';
import { type Figures, startFigures } from './bench/figures';
import { measureBigEdits } from './bench/measure-big-edits';
import { measureCommand } from './bench/measure-command';
import { measureCoreFigures } from './bench/measure-core';
import { measureMemory } from './bench/measure-memory';
import { measureOpen } from './bench/measure-open';
import { measureStart } from './bench/measure-start';
import { measureTyping } from './bench/measure-typing';
import { pageOf, shownComparison, tablesOf } from './bench/report';
import { build } from './build';
import { onEnd, runMain } from './editor/cleanup';
import { projectFolder, temporaryFolderPrefix } from './editor/paths';

const measurements: readonly Measurement[] = [
  measureStart,
  measureCommand,
  measureCoreFigures,
  measureOpen,
  measureTyping,
  measureMemory,
  measureBigEdits,
];

const page = join(projectFolder, 'docs/benchmark.md');
const committedPath = join(projectFolder, 'docs/benchmark.json');

runMain(async () => {
  const start = performance.now();
  const { check, quick, only } = readOptions();
  const mode = quick ? 'quick' : check ? 'check' : 'full';
  const chosen = measurements.filter(({ name }) => only === undefined || name === only);
  console.log('Building …');
  await build();
  const folder = mkdtempSync(temporaryFolderPrefix);
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  const figures = startFigures();
  const context = await makeContext(mode, folder, figures, (line) => console.log(`· ${line}`));
  for (const measurement of chosen) await runMeasurement(measurement, context);

  if (check) return compareWithCommitted(context);
  const comparisons = comparisonsOf(figures);
  if (quick || only !== undefined) return console.log(`\n${tablesOf(figures, measuredOf(comparisons))}`);
  const run = { command: 'npm run bench', minutes: (performance.now() - start) / 60_000 };
  writeFileSync(page, pageOf(figures, comparisons, run));
  writeFileSync(committedPath, `${JSON.stringify(committedOf(comparisons), null, 2)}\n`);
  for (const { group, name, value, limit, kind } of comparisons) {
    if (limit === undefined || (value !== undefined && value <= limit)) continue;
    const figure = value === undefined ? 'not measured' : shownComparison(value, kind);
    console.log(`Target not met: ${group}: ${name}: ${figure} (at most ${shownComparison(limit, kind)})`);
  }
  console.log(`Written: docs/benchmark.md, docs/benchmark.json (${run.minutes.toFixed(0)} minutes)`);
});

interface Options {
  readonly check: boolean;
  readonly quick: boolean;
  readonly only: string | undefined;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  const { check, quick, only } = values;
  const names = measurements.map(({ name }) => name);
  if (only !== undefined && !names.includes(only)) throw new Error(`--only is one of ${names.join(', ')}.`);
  if (check && (quick || only !== undefined)) {
    throw new Error('--check compares all committed figures: it goes with neither --quick nor --only.');
  }
  return { check, quick, only };
}

async function runMeasurement({ title, run }: Measurement, context: Context): Promise<void> {
  const start = performance.now();
  console.log(`${title} …`);
  await run(context);
  console.log(`${title}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

function measuredOf(comparisons: readonly Comparison[]): readonly Comparison[] {
  return comparisons.filter(({ value }) => value !== undefined);
}

/** The committed figures: ratios by name, and on what they were measured, for who compares. */
interface Committed {
  readonly node: string;
  readonly ratios: Readonly<Record<string, number>>;
}

function committedOf(comparisons: readonly Comparison[]): Committed {
  const ratios: Record<string, number> = {};
  for (const comparison of measuredOf(comparisons)) {
    if (isWatched(comparison)) ratios[nameOf(comparison)] = Number(comparison.value?.toPrecision(4));
  }
  return { node: process.version, ratios };
}

function nameOf({ group, name }: Comparison): string {
  return `${group}: ${name}`;
}

/** Ends with exit code 1 where a ratio is worse than the committed one by more than a quarter, twice in a row. */
async function compareWithCommitted(context: Context): Promise<void> {
  const { figures } = context;
  const committed = JSON.parse(readFileSync(committedPath, 'utf8')) as Committed;
  const first = worseThan(committed, figures);
  if (first.length > 0) {
    // A neighbour on the machine can spoil a median; a slower program is slower again.
    const series = new Set(first.flatMap((worse) => worse.series));
    const again = measurements.filter((measurement) => measurement.series.some((one) => series.has(one)));
    console.log(`${first.length} ratios are worse by a quarter; measuring these again.`);
    for (const measurement of again) {
      for (const one of measurement.series) figures.forget(one);
      await runMeasurement(measurement, context);
    }
  }
  const names = new Set(first.map(({ name }) => name));
  const worse = worseThan(committed, figures).filter(({ name }) => names.has(name));
  for (const { name, value, was } of worse) {
    const now = value === undefined ? 'not measured' : shownComparison(value, 'ratio');
    console.log(`Worse: ${name}: ${now}, committed ${shownComparison(was, 'ratio')}`);
  }
  const count = Object.keys(committed.ratios).length;
  console.log(`${count - worse.length} of ${count} ratios are no worse than committed by a quarter.`);
  if (worse.length > 0) process.exitCode = 1;
}

interface Worse {
  readonly name: string;
  readonly value: number | undefined;
  readonly was: number;
  readonly series: readonly string[];
}

function worseThan(committed: Committed, figures: Figures): readonly Worse[] {
  const comparisons = new Map(comparisonsOf(figures).map((comparison) => [nameOf(comparison), comparison]));
  return Object.entries(committed.ratios).flatMap(([name, was]) => {
    const comparison = comparisons.get(name);
    if (!isWorse(comparison?.value, was)) return [];
    return [{ name, value: comparison?.value, was, series: comparison?.series ?? [] }];
  });
}
