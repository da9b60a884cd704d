import { cpus, release, totalmem, type } from 'node:os';
import { bigEditNames, type Comparison, teamSeries } from './comparisons';
import type { Figures } from './figures';
import { onTwoCores } from './measure-large';

/** What the page says about the run. */
export interface Run {
  readonly command: string;
  readonly minutes: number;
}

/** The tables of what was measured, as Markdown. */
export function tablesOf(figures: Figures, comparisons: readonly Comparison[]): string {
  const notes = figures.notes.length > 0 ? ['## Notes of this run', list(figures.notes)] : [];
  return ['## Targets', targetTable(comparisons), ...sections(figures), ...notes].join('\n\n');
}

/** The page with all figures, as Markdown. */
export function pageOf(figures: Figures, comparisons: readonly Comparison[], run: Run): string {
  const [processor] = cpus();
  const parts = [
    '# Benchmark',
    '<!-- Written by `npm run bench`; run it again instead of changing it here. -->',
    `What our language server and command line cost beside the built-in JSON server of VS Code
(\`vscode-langservers-extracted\`, told our schema) and beside the floors: copying the bytes, \`JSON.parse\`, and
\`JSON.parse\` with our schema compiled by Ajv.`,
    list([
      `Command: \`${run.command}\`, ${run.minutes.toFixed(0)} minutes, on ${new Date().toISOString().slice(0, 10)}.`,
      `Machine: ${cpus().length} cores (${processor?.model.trim() || 'unknown model'}), ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${type()} ${release()}, Node ${process.version}.`,
      'To reproduce: a clone, `npm ci`, `npm run bench` on a machine that does nothing else. `npm run bench -- --quick` leaves 50 MB out and prints; `--only NAME` (start, client, command, large, workspace, core, open, typing, memory, team, relations, big-edits) measures one thing and prints; `--check` compares with docs/benchmark.json and ends with 1 where a ratio is worse by a quarter.',
    ]),
    tablesOf(figures, comparisons),
    '## How it is measured',
    HOW,
  ];
  return `${parts.join('\n\n')}\n`;
}

const HOW = `- Fixtures are generated and the same in every run: records of about 1 KB with twenty to thirty fields and \`udata\`,
  one record in twenty with one defect. MB is 2^20 bytes. An array is pretty-printed; "minified" is an array on one line.
- The same client speaks JSON-RPC over standard input and output to all servers, with VS Code's capabilities. Messages
  are serialised before the clock starts; an answer counts as there when the client has parsed it.
- Rounds are interleaved: each server and each floor has its turn in every round. Medians decide.
- Every answer is checked, outside of the measured time: our problems have to be exactly the defects that were put in,
  with their rules, and up to the limit of 1,000; the built-in server has to report the same records; Ajv too.
- Open: the process is fresh and has been greeted; from writing the message until the first problems are there.
  "Again" is the same file closed and opened once more in the same process. "Bare" is a server that takes the text
  and reports nothing: what the transport costs.
- Keystroke, problems change: \`status\` of a record goes from 3 to 9 and back, until the problems of that version are
  there. The record stands a quarter into the file, so that its problem is among the 1,000 that are sent.
- Keystroke, problems stay: a letter is typed into a \`subject\` in the middle and taken back. Our server then sends
  nothing, so a hover is sent right after the change, in the same write: it is answered from the checked version, after
  problems would have been sent, and the time ends with its answer. That nothing was sent is checked. The built-in
  server is asked for its problems, as VS Code asks it.
- Pull is how VS Code talks to the built-in server; with push it waits 500 ms before it looks at a change.
- Memory is \`VmHWM\` and \`VmRSS\` of the process after opening, a hover, a completion and five keystrokes.
- Cold start goes from starting the process to the first problems of a file of two records. The bare server is bundled with
  the same options as ours, with all of the protocol library; ours leaves out of it what it does not offer, and loads on use
  what no server needs: that is one of the ways in which ours starts early. Ours asks for its settings and looks for a
  project file meanwhile, as in VS Code.
- Somebody else's JSON file: a fresh process of Node with a stub of VS Code's API, which has as many names as the real one;
  what the extension takes from being loaded until it has looked at that file and left it alone.
- A team's fields: a project file states forty of them (texts with patterns, codes, dates, numbers with limits, objects; eight
  in \`udata\`), and half of the records have a few. "Without" is a text of the same size without such fields and
  without that file. Each session opens the file, types as above, and is then asked for its memory.
- The command line is timed as a whole process, output read. All programs print a line for each problem; ours prints
  more, and the others are bundled like ours.
- Large files: MB is 10^6 bytes here; records of about 1 KB, one in 10,000 with a defect, made for the measurement. Each
  program is a whole process; its peak is \`VmHWM\`, looked at every 20 ms. Ours reads on one core (\`--jobs 1\`) unless it is said. How many defects it tells is checked.
- Workspace: 10,000 files of ten records each in a hundred folders, half of the files with a problem, and \`validate\` set to
  \`workspace\`: from the first problems of the file that is open until those of all others are there. \`check\` is the whole
  process on the same folder. Then a \`parent_id\` is asked about. The memory is what the index of these files keeps in process,
  after a collection.
- Records among each other: 50,000 records, nearly all of them replies, one in a hundred with the ID of another one. "Without"
  is the server bundled with nothing in the place of what relates records. Opening lasts until all problems are told, a
  letter is typed into a \`subject\`, and the ID is that of the first record, which a thousand name as their parent: a hover
  right after the key is answered before those are judged, and 50 ms pass before the next key. "Until told" lasts until their problems are there.
- Large edits: 1 MB of records is pasted a quarter into the file and deleted; a quote is typed before the file's
  first key and taken back; the bracket that the file begins with is deleted and typed again, which makes another thing of
  every record and has no target. After each undoing the problems have to be those from before. Meanwhile a hover is asked
  for in the same file and in another one, each as soon as the one before is answered; what is shown is the longest wait
  of a round, as a median over the rounds. "One pass" is reading and checking the whole text in process, without a
  protocol.
- Heap beyond the text is what an open, checked document keeps of the heap and of typed arrays after a collection.
- Child processes run without NODE_EXTRA_CA_CERTS, which would make each start of Node slower.`;

function sections(figures: Figures): readonly string[] {
  const sizes = ['100 KB', '1 MB', '10 MB', '50 MB', '10 MB JSON Lines', '50 MB JSON Lines'];
  const servers = ['ours', 'built-in, pull', 'built-in, push'];
  const floors = ['bare', 'JSON.parse + Ajv', 'JSON.parse', 'copy'];
  const median = (unit: Unit) => (what: string, size: string, who: string) =>
    shown(figures.median(what, size, who), unit);
  const both = (what: string, size: string, who: string) => {
    const p99 = figures.p99(what, size, who);
    return p99 === undefined ? '' : `${shown(figures.median(what, size, who), 'ms')} / ${shown(p99, 'ms')}`;
  };
  const timeTable = (what: string, rows: readonly string[], columns: readonly string[], cell = both) =>
    table('', columns, rows, (row, column) => cell(what, row, column));
  const layouts = ['array', 'minified', 'lines'];
  const large = ['10 MB', '50 MB'];
  return [
    section(
      'Open to first problems, ms (median)',
      timeTable(
        'open',
        sizes,
        ['ours', 'ours, all problems', 'built-in, pull', 'built-in, push', ...floors],
        median('ms'),
      ),
      'The same file again in the same process:',
      timeTable('reopen', sizes, ['ours', 'ours, all problems', 'built-in, pull', ...floors], median('ms')),
    ),
    section(
      'Keystroke to problems, ms (median / p99)',
      'The problems change:',
      timeTable('problems change', sizes, servers),
      'The problems stay as they are:',
      timeTable('problems stay', sizes, ['ours', 'built-in, pull']),
    ),
    ...['hover', 'completion', 'code actions', 'completion after a key'].map((what) =>
      section(
        `${what.charAt(0).toUpperCase()}${what.slice(1)}, ms (median / p99)`,
        timeTable(what, sizes, ['ours', 'built-in, pull']),
      ),
    ),
    section(
      'Resident memory, MB',
      'At the peak:',
      timeTable('memory peak', large, ['ours', 'built-in, pull', 'bare'], median('MB')),
      'After five keystrokes:',
      timeTable('memory after typing', large, ['ours', 'built-in, pull', 'bare'], median('MB')),
    ),
    section(
      "A team's fields, ms (median / p99), and MB",
      ...large.flatMap((size) => [
        `At ${size}:`,
        table('', ['with', 'without'], teamSeries, (what, who) =>
          what === 'memory peak'
            ? median('MB')(`team, ${what}`, size, who)
            : both(`team, ${what}`, size, who),
        ),
      ]),
    ),
    section(
      'Start, ms (median / p99)',
      table('cold start', ['ours', 'bare', 'built-in, pull', 'empty Node'], ['small file'], (row, column) =>
        both('cold start', row, column),
      ),
      table(
        'command line',
        [
          'ours',
          'JSON language service',
          'JSON.parse + Ajv',
          'JSON.parse alone',
          'Node and reading the files',
          'ours, --version',
          'empty Node',
        ],
        ['1,000 small files', '10,000 correct files'],
        (row, column) => both('command line', row, column),
      ),
    ),
    section(
      'Large files',
      'Whole processes, ms (median):',
      timeTable('large files', largeRows, largePrograms, median('ms')),
      'Peak of resident memory, MB:',
      timeTable('large files, peak', largeRows, largePrograms, median('MB')),
    ),
    section(
      'All problems of a workspace of 10,000 files, ms (median / p99)',
      timeTable('workspace', ['10,000 files'], ['ours', 'check']),
      'Answers about an ID then:',
      timeTable('workspace', ['hover', 'definition', 'references'], ['ours']),
    ),
    section(
      'Records among each other at 50 MB, ms (median / p99)',
      table('', ['with', 'without'], ['opening', 'a letter', 'an ID', 'an ID, until told'], (what, who) =>
        both('relations', what, who),
      ),
    ),
    section(
      'Large edits in the largest file, ms (median)',
      'Until the problems are there:',
      table('', bigEditColumns, bigEditNames, (edit, who) => median('ms')('big edit', edit, who)),
      'Longest wait of a hover meanwhile, same file / other file:',
      table('', bigEditColumns, bigEditNames, (edit, who) => {
        const same = figures.median('wait, same file', edit, who);
        const other = figures.median('wait, other file', edit, who);
        return same === undefined ? '' : `${shown(same, 'ms')} / ${shown(other, 'ms')}`;
      }),
    ),
    section(
      'The core alone, in process',
      'One pass (read and check), ms, median:',
      table('', layouts, large, (size, layout) => median('ms')('one pass', size, layout)),
      'One letter (edit, read, check), ms, median / p99:',
      table('', layouts, large, (size, layout) => both('one edit', size, layout)),
      'Heap beyond the text, bytes per byte of text:',
      table('', layouts, large, (size, layout) => median('B/B')('heap per byte', size, layout)),
    ),
  ].filter((part) => part !== '');
}

const largeRows: readonly string[] = [
  '100 MB of JSON Lines',
  '100 MB, a problem in every line',
  '600 MB in an array',
  '1 GB of JSON Lines',
  '4 GB of JSON Lines',
];
const largePrograms: readonly string[] = [
  'ours',
  onTwoCores,
  'ours, through a pipe',
  'JSON.parse + Ajv by line',
  'jq -c .',
  'sourcemeta jsonschema',
];

const bigEditColumns: readonly string[] = [
  'ours, array',
  'ours, minified',
  'ours, lines',
  'built-in, pull, array',
];

/** A heading with its tables; nothing where none of them has a figure. */
function section(title: string, ...parts: readonly string[]): string {
  const kept: string[] = [];
  for (const [index, part] of parts.entries()) {
    const isCaption = !part.startsWith('|');
    // A caption goes with the table after it.
    if (isCaption ? parts[index + 1] !== '' && part !== '' : part !== '') kept.push(part);
  }
  return kept.some((part) => part.startsWith('|')) ? [`## ${title}`, ...kept].join('\n\n') : '';
}

/** A Markdown table of the rows and columns that have figures; nothing where there are none. */
function table(
  corner: string,
  columns: readonly string[],
  rows: readonly string[],
  cell: (row: string, column: string) => string,
): string {
  const usedRows = rows.filter((row) => columns.some((column) => cell(row, column) !== ''));
  const usedColumns = columns.filter((column) => rows.some((row) => cell(row, column) !== ''));
  if (usedRows.length === 0) return '';
  return [
    `| ${corner} | ${usedColumns.join(' | ')} |`,
    `| :--- |${' ---: |'.repeat(usedColumns.length)}`,
    ...usedRows.map((row) => `| ${[row, ...usedColumns.map((column) => cell(row, column))].join(' | ')} |`),
  ].join('\n');
}

function targetTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.flatMap((comparison) => {
    const { group, name, value, limit, kind } = comparison;
    if (value === undefined && limit === undefined) return [];
    const target = limit === undefined ? '' : `at most ${shownComparison(limit, kind)}`;
    const verdict =
      value === undefined
        ? 'not measured'
        : limit === undefined
          ? ''
          : value <= limit
            ? 'met'
            : '**not met**';
    const figure = value === undefined ? '' : shownComparison(value, kind);
    return [`| ${group} | ${name} | ${figure} | ${target} | ${verdict} |`];
  });
  return ['| | | measured | target | |', '| :--- | :--- | ---: | ---: | :--- |', ...rows].join('\n');
}

/** A ratio as a fraction where it is small: 1/640 is easier to compare with 1/500 than 0.00156. */
export function shownComparison(value: number, kind: Comparison['kind']): string {
  if (kind !== 'ratio') return value.toFixed(2);
  if (value > 0.5) return value.toFixed(2);
  const inverse = 1 / value;
  return `1/${inverse >= 20 ? inverse.toFixed(0) : inverse.toFixed(1).replace(/\.0$/, '')}`;
}

type Unit = 'ms' | 'MB' | 'B/B';

function shown(value: number | undefined, unit: Unit): string {
  if (value === undefined) return '';
  if (unit === 'B/B') return value.toFixed(2);
  const figure = unit === 'MB' ? value / 2 ** 20 : value;
  if (unit === 'MB' || figure >= 100) return figure.toFixed(0);
  return figure >= 10 ? figure.toFixed(1) : figure.toFixed(2);
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
