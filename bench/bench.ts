// `npm run bench`: measures our server and command line beside the built-in JSON server and the floors, and writes
// docs/benchmark.md and docs/benchmark.json. `-- --check` compares with the committed figures instead; `-- --quick`
// leaves 50 MB out and only prints; `-- --only NAME` measures one thing and only prints, or checks only that.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build';
import { onEnd, runMain } from '../scripts/editor/cleanup';
import { projectFolder, temporaryFolderPrefix } from '../scripts/editor/paths';
import { type Comparison, comparisonsOf, isWatched, isWorse } from './comparisons';
import { type Context, type Measurement, makeContext } from './context';
import { type Figures, startFigures } from './figures';
import { measureBigEdits } from './measure-big-edits';
import { measureClient } from './measure-client';
import { measureCommand } from './measure-command';
import { measureCoreFigures } from './measure-core';
import { measureLarge } from './measure-large';
import { measureMemory } from './measure-memory';
import { measureOpen } from './measure-open';
import { measureRelations } from './measure-relations';
import { measureStart } from './measure-start';
import { measureTeam } from './measure-team';
import { measureTyping } from './measure-typing';
import { measureWorkspace } from './measure-workspace';
import { pageOf, shownComparison, tablesOf } from './report';

const measurements: readonly Measurement[] = [
  measureStart,
  measureClient,
  measureCommand,
  measureLarge,
  measureWorkspace,
  measureCoreFigures,
  measureOpen,
  measureTyping,
  measureMemory,
  measureTeam,
  measureRelations,
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

  if (check) return compareWithCommitted(context, chosen);
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
  if (check && quick) throw new Error('--quick has no figures to check: leave --quick or --check out.');
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

/**
 * Compares what was measured with the committed ratios. Where one is worse by more than a quarter, it is measured once
 * more, for a neighbour on the machine can spoil a median, and a slower program is slower again. The exit code is 1
 * where one is worse both times.
 */
async function compareWithCommitted(context: Context, measured: readonly Measurement[]): Promise<void> {
  const { figures } = context;
  const known = new Set(measured.flatMap(({ series }) => series));
  const committed = JSON.parse(readFileSync(committedPath, 'utf8')) as Committed;
  const due = comparisonsOf(figures).filter((one) => one.series.every((series) => known.has(series)));
  const names = new Set(due.map(nameOf).filter((name) => name in committed.ratios));
  const named = new Set(comparisonsOf(figures).map(nameOf));
  const gone = Object.keys(committed.ratios).filter((name) => !named.has(name));
  if (gone.length > 0)
    throw new Error(`Nothing measures these any more; run npm run bench: ${gone.join('; ')}`);
  const first = worseThan(committed, names, figures);
  if (first.length > 0) {
    const series = new Set(first.flatMap((worse) => worse.series));
    console.log(`Worse by a quarter: ${first.map(({ name }) => name).join('; ')}. Measuring again …`);
    for (const measurement of measured) {
      if (!measurement.series.some((one) => series.has(one))) continue;
      for (const one of measurement.series) figures.forget(one);
      await runMeasurement(measurement, context);
    }
  }
  const worse = worseThan(committed, new Set(first.map(({ name }) => name)), figures);
  for (const { name, value, was } of worse) {
    const now = value === undefined ? 'not measured' : shownComparison(value, 'ratio');
    console.log(`Worse: ${name}: ${now}, committed ${shownComparison(was, 'ratio')}`);
  }
  console.log(
    `${names.size - worse.length} of ${names.size} ratios are no worse than committed by a quarter.`,
  );
  if (worse.length > 0) process.exitCode = 1;
}

interface Worse {
  readonly name: string;
  readonly value: number | undefined;
  readonly was: number;
  readonly series: readonly string[];
}

/** Those of the named ratios that are worse than committed. */
function worseThan({ ratios }: Committed, names: ReadonlySet<string>, figures: Figures): readonly Worse[] {
  return comparisonsOf(figures).flatMap((comparison) => {
    const name = nameOf(comparison);
    const { value, series } = comparison;
    const was = names.has(name) ? ratios[name] : undefined;
    return was !== undefined && isWorse(value, was) ? [{ name, value, was, series }] : [];
  });
}
