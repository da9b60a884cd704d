// The core alone, in one process: what reading, checking and editing a text cost without a protocol around them.
// node --import tsx bench/core.ts [--size 10,50] [--layout array|minified|lines] [--rounds 5] [--edits 200] [--wide]
// --profile FOLDER writes a CPU profile there, from a bundle that keeps the names.
import { mkdtempSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { temporaryFolderPrefix } from '../scripts/editor/paths';
import { bundle } from './bundle';
import type { CoreFigures } from './core-run';
import type { Layout } from './fixtures';
import { runNode } from './processes';
import { median, percentile } from './statistics';

/** What to measure. */
export interface CoreOptions {
  /** Size of the text in MB (2^20 bytes). */
  readonly megabytes: number;
  readonly layout: Layout;
  readonly rounds: number;
  readonly edits: number;
  /** With a character beyond Latin-1, so that the engine keeps two bytes a character. */
  readonly wide?: boolean | undefined;
  /** A folder for a CPU profile. */
  readonly profile?: string | undefined;
}

/** Measures the core in a process of its own. `folder` takes the bundle. */
export async function measureCore(folder: string, options: CoreOptions): Promise<CoreFigures> {
  const { megabytes, layout, rounds, edits, wide, profile } = options;
  const script = await bundle('core-run', folder, { minify: profile === undefined });
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const words = [megabytes, layout, rounds, edits, wide ? 'wide' : 'narrow'].map(String);
  const { stdout } = await runNode(['--expose-gc', ...profiling, script, ...words]);
  return JSON.parse(stdout) as CoreFigures;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '10,50' },
      layout: { type: 'string', default: 'array' },
      rounds: { type: 'string', default: '5' },
      edits: { type: 'string', default: '200' },
      wide: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  });
  const folder = mkdtempSync(temporaryFolderPrefix);
  try {
    for (const size of values.size.split(',')) {
      const figures = await measureCore(folder, {
        megabytes: Number(size),
        layout: values.layout as Layout,
        rounds: Number(values.rounds),
        edits: Number(values.edits),
        wide: values.wide,
        profile: values.profile,
      });
      print(`${size} MB ${values.layout}${values.wide ? ', two bytes a character' : ''}`, figures);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(title: string, figures: CoreFigures): void {
  const { bytes, records, findings, expectedFindings } = figures;
  const megabytes = bytes / 2 ** 20;
  console.log(
    `\n${title}: ${records} records, ${findings} problems${findings === expectedFindings ? '' : ` (EXPECTED ${expectedFindings})`}`,
  );
  const whole = figures.settle.map((time, round) => time + (figures.check[round] ?? 0));
  throughput('JSON.parse', figures.parse);
  throughput('open and settle', figures.settle);
  throughput('check', figures.check);
  throughput('open, settle and check', whole);
  latency('locate 1,000 problems', figures.locate);
  latency('edit, settle, check: problems change', figures.toggle);
  latency('edit, settle, check: a letter', figures.letter);
  latency('the same, and locate', figures.letterAndLocate);
  line('heap beyond the text', `${figures.overheadPerByte.toFixed(3)} bytes per byte of text`);

  function throughput(name: string, samples: readonly number[]): void {
    if (samples.length === 0) return;
    const [first = Number.NaN] = samples;
    const middle = median(samples);
    line(
      name,
      `${middle.toFixed(0)} ms median, ${(megabytes / (middle / 1000)).toFixed(0)} MB/s (first round ${first.toFixed(0)} ms)`,
    );
  }

  function latency(name: string, samples: readonly number[]): void {
    line(name, `p50 ${median(samples).toFixed(3)} ms, p99 ${percentile(samples, 0.99).toFixed(3)} ms`);
  }

  function line(name: string, figure: string): void {
    console.log(`  ${name.padEnd(38)} ${figure}`);
  }
}

if (require.main === module) void main();
