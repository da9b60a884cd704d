import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, createReadStream, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { lookOf } from '../../server/cli/look';
import { painterFor } from '../../server/cli/paint';
import { visiblePieces } from '../../server/cli/visible-text';
import { visible } from '../../server/words/harmless';
import { buildProgram, type Program, recordLine, recordText } from '../support/program';

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

test('colours are for terminals, unless the environment says otherwise', () => {
  const hasColour = (isTTY: boolean, environment: Record<string, string>) =>
    painterFor(() => isTTY, environment)('bold', 'x') !== 'x';
  assert.equal(hasColour(true, {}), true);
  assert.equal(hasColour(false, {}), false);
  assert.equal(hasColour(true, { NO_COLOR: '1' }), false);
  assert.equal(hasColour(true, { NO_COLOR: '' }), true);
  assert.equal(hasColour(true, { TERM: 'dumb' }), false);
  assert.equal(hasColour(false, { FORCE_COLOR: '1' }), true);
  assert.equal(hasColour(false, { FORCE_COLOR: '3', NO_COLOR: '1' }), true);
  assert.equal(hasColour(true, { FORCE_COLOR: '0' }), false);
});

test('a coloured report is the plain one with codes', () => {
  program.folder({ 'a.phonecall.json': recordText({ status: '7', room: '1' }) });
  const plain = program.run(['check', '.']).stdout;
  const coloured = program.run(['check', '.'], { environment: { FORCE_COLOR: '1' } }).stdout;
  assert.ok(coloured.startsWith('\u001b[1ma.phonecall.json:4:13\u001b[22m \u001b[31merror\u001b[39m '));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  assert.equal(coloured.replaceAll(/\u001b\[\d+m/g, ''), plain);
  assert.equal(program.run(['check', '.'], { environment: { NO_COLOR: '1' } }).stdout, plain);
});

test('links are for terminals that are known to have them, and not where colours are not wanted', () => {
  const hasLinks = (isTTY: boolean, environment: Record<string, string>) =>
    lookOf({ isTerminal: () => isTTY, columns: () => 80, environment }).link('x', () => 'file:///x') !== 'x';
  for (const environment of [
    { TERM_PROGRAM: 'vscode' },
    { TERM_PROGRAM: 'iTerm.app' },
    { TERM: 'xterm-kitty' },
    { VTE_VERSION: '7600' },
    { WT_SESSION: 'x' },
    { FORCE_HYPERLINK: '1' },
  ]) {
    assert.equal(hasLinks(true, environment), true);
    assert.equal(hasLinks(true, { ...environment, NO_COLOR: '1' }), false);
    if (!('FORCE_HYPERLINK' in environment)) {
      assert.equal(hasLinks(true, { ...environment, CI: 'true' }), false);
      assert.equal(hasLinks(false, { ...environment, FORCE_COLOR: '1' }), false);
    }
  }
  for (const environment of [{}, { TERM: 'xterm-256color' }, { VTE_VERSION: '4000' }])
    assert.equal(hasLinks(true, environment), false);
  assert.equal(
    lookOf({
      isTerminal: () => false,
      columns: () => 80,
      environment: { FORCE_COLOR: '1', FORCE_HYPERLINK: '1' },
    }).link('x', () => 'file:///x'),
    '\u001b]8;;file:///x\u001b\\x\u001b]8;;\u001b\\',
  );
});

test('on a terminal lines fit in it, rules lead to their documentation, and --no-color takes all of that away', () => {
  const cwd = program.folder({
    'a.phonecall.json': recordText({
      subject: `"${'x'.repeat(200)}"`,
      room: '1',
      udata: `{"a": "${'y'.repeat(60)}", "b": 1, "a": 2, "c": "${'z'.repeat(90)}"}`,
    }),
  });
  // Python's terminal, of which the size is set before the program starts.
  const script = `
import fcntl, os, pty, struct, sys, termios
pid, file = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    try: part = os.read(file, 65536)
    except OSError: break
    if not part: break
    sys.stdout.buffer.write(part)
os.waitpid(pid, 0)
`;
  const onTerminal = (...words: string[]) => {
    const { CI: _ci, NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
    const env = { ...inherited, TERM: 'xterm', TERM_PROGRAM: 'vscode' };
    const args = ['-c', script, process.execPath, program.bundle, 'check', '.', ...words];
    return spawnSync('python3', args, { cwd, env, encoding: 'utf8' }).stdout.replaceAll('\r\n', '\n');
  };
  const shown = onTerminal();
  const [, address, rule] = /\]8;;(file:[^\\]*)\p{Cc}\\([a-z-]+)\p{Cc}\]8;;/u.exec(shown) ?? [];
  assert.equal(rule, 'unknown-field');
  assert.match(address ?? '', /^file:\/\/.*\/docs\/rules\.md#unknown-field$/);
  const plain = onTerminal('--no-color');
  assert.ok(!plain.includes('\u001b'));
  const frames = plain.split('\n').filter((line) => line.startsWith('  '));
  assert.ok(frames.length >= 6);
  assert.deepEqual(
    frames.filter((line) => visiblePieces(line).length > 60),
    [],
  );
  assert.ok(frames.some((line) => visiblePieces(line).length > 50));
});

test('a terminal shows what is in a file, and does not obey it', () => {
  assert.equal(
    visible('a\u001b[31m\r\n\u007f\u0085\u2028\u202e\ud800z'),
    'a␛[31m␍␊␡\ufffd\ufffd\ufffd\ufffdz',
  );
  const text = 'a\t日e\u0301\u{1f469}\u200d\u{1f680}\u001bz';
  assert.deepEqual(
    visiblePieces(text).map(({ text: shown, width, start }) => [shown, width, start]),
    [
      ['a', 1, 0],
      ['  ', 2, 1],
      ['日', 2, 2],
      ['e\u0301', 1, 3],
      ['\u{1f469}\u200d\u{1f680}', 2, 5],
      ['␛', 1, 10],
      ['z', 1, 11],
    ],
  );
  program.folder({ 'esc\u001b[2J.phonecall.json': recordText({ 'room\u001b[2J': '1' }) });
  const { stdout } = program.run(['check', '.']);
  assert.ok(!stdout.includes('\u001b'));
  assert.match(stdout, /^esc␛\[2J\.phonecall\.json:10:8 error syntax /);
});

test('each of thousands of records that share an ID is offered a free one', () => {
  // Beginnings that all differ, and one that all share.
  const ids = Array.from({ length: 4000 }, (_, number) => `${number % 2000}-call-${number % 1000}A`);
  const lines = [...ids, ...ids.map(() => '00001a57JGQ00BW8')];
  program.folder({
    'a.phonecalls.jsonl': lines.map((id) => recordLine({ interaction_id: JSON.stringify(id) })).join('\n'),
  });
  const { status, stdout } = program.run(['check', '--format', 'json', '--max-findings', 'all', '.']);
  assert.equal(status, 1);
  const titles = (
    JSON.parse(stdout).files[0].findings as readonly { rule: string; fix?: { title: string } }[]
  )
    .filter(({ rule }) => rule === 'duplicate-interaction-id')
    .map(({ fix }) => fix?.title ?? '');
  assert.equal(titles.length, lines.length);
  const taken = new Set(lines);
  const fresh = titles.map((title) => /^Change to "(.*)", which is free$/.exec(title)?.[1] ?? '');
  assert.deepEqual(
    fresh.filter((id) => id === '' || taken.has(id)),
    [],
  );
  // In the order of the records, each follows what the record has.
  assert.deepEqual(fresh[0], '0-call-0B');
  assert.deepEqual(fresh.at(-1), '00001a57JGQ00BW9');
});

test("no ID is offered that a record names as its parent's, in large files, too", () => {
  const filler = JSON.stringify('x'.repeat(1_000_000));
  for (const large of [0, 17]) {
    const twins = [1, 1].map(() => recordLine({ interaction_id: '"call-1"' }));
    const more = Array.from({ length: large }, (_, number) =>
      recordLine({ interaction_id: `"other-${number}"`, subject: filler }),
    );
    const child = recordLine({ interaction_id: '"child"', parent_id: '"call-2"' });
    program.folder({
      'a.phonecalls.jsonl': [...twins, ...more, child].join('\n'),
      'b.phonecalls.jsonl': recordLine({ interaction_id: '"child-2"', parent_id: '"call-3"' }),
    });
    const { stdout } = program.run(['check', '--format', 'json', '.']);
    const { findings } = JSON.parse(stdout).files[0] as {
      findings: readonly { rule: string; fix?: { title: string } }[];
    };
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'duplicate-interaction-id').map(({ fix }) => fix?.title),
      twins.map(() => 'Change to "call-4", which is free'),
    );
  }
});

test('all of a large report arrives through a pipe', () => {
  const lines = Array.from({ length: 20_000 }, (_, number) =>
    recordLine({ status: '7', interaction_id: `"00001a57JGQ${String(number).padStart(5, '0')}"` }),
  ).join('\n');
  program.folder({ 'a.phonecalls.jsonl': lines });
  const { status, stdout } = program.run(['check', '--format', 'json', '--max-findings', 'all', '.']);
  assert.equal(status, 1);
  const report = JSON.parse(stdout);
  assert.equal(report.files[0].findings.length, 20_000);
  assert.deepEqual(report.summary, {
    files: 1,
    records: 20_000,
    errors: 20_000,
    warnings: 0,
    infos: 0,
    hints: 0,
    expected: 0,
    ignored: 0,
    unreadable: 0,
  });
  assert.match(program.run(['check', '.']).stdout, /: 20000 errors\.\n$/);
});

test('a reader that goes away early is no trouble', async () => {
  const lines = Array.from({ length: 20_000 }, () => recordLine({ status: '7' })).join('\n');
  const cwd = program.folder({ 'a.phonecalls.jsonl': lines, 'b.phonecalls.jsonl': lines });
  for (const format of ['text', 'json']) {
    const words = ['check', '--format', format, '--max-findings', 'all', '.'];
    const child = spawn(process.execPath, [program.bundle, ...words], { cwd });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const closed = once(child, 'close');
    await Promise.race([once(child.stdout, 'data'), closed]);
    child.stdout.destroy();
    const [status] = await closed;
    assert.deepEqual({ status, stderr }, { status: 1, stderr: '' });
  }
});

test('a reader that is slow, after a pipe that makes nobody wait, gets all of it', async () => {
  const lines = Array.from({ length: 2000 }, () => recordLine({ status: '7' })).join('\n');
  const cwd = program.folder({
    'a.phonecalls.jsonl': lines,
    'b.phonecalls.jsonl': Buffer.from([0xff]),
    'c.phonecalls.jsonl': lines,
  });
  const pipe = join(cwd, 'pipe');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  const held = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  const words = ['check', '--max-findings', 'all', '.'];
  // The shell hands the pipe over as it is; Node would make the output of a program that it starts wait.
  const child = spawn('sh', ['-c', 'exec "$0" "$@" >&3', process.execPath, program.bundle, ...words], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe', held],
  });
  const closed = once(child, 'close');
  void closed.then(() => closeSync(held));
  // What is wrong with the second file is told when the findings of the first one fill the pipe.
  const [stderr] = await once(child.stderr as Readable, 'data');
  let stdout = '';
  for await (const text of createReadStream(pipe, 'utf8')) stdout += text;
  assert.deepEqual(await closed, [2, null]);
  assert.match(String(stderr), /^interaction-data: b\.phonecalls\.jsonl is not UTF-8/);
  assert.equal(stdout, program.run(words).stdout);
  // Each has a wrong value and the ID of all others.
  assert.match(stdout, /Checked 4000 records in 2 files: 8000 errors; 1 path could not be read\.\n$/);
});

test('the language server answers, and ends when it is told to', async () => {
  const cwd = program.folder();
  const words = ['lsp', '--stdio', `--clientProcessId=${process.pid}`];
  const child = spawn(process.execPath, [program.bundle, ...words], { cwd });
  const closed = once(child, 'close');
  const output = { stdout: '', stderr: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
    if (output.stdout.endsWith('}')) child.emit('answer');
  });
  const send = (message: object) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const ask = async (id: number, method: string, params?: object) => {
    const answered = once(child, 'answer');
    send({ id, method, ...(params && { params }) });
    await Promise.race([answered, closed]);
  };
  try {
    await ask(1, 'initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    assert.match(output.stdout, /"id":1,"result":\{.*"capabilities":\{/);
    await ask(2, 'shutdown');
    assert.match(output.stdout, /"id":2,"result":null/);
    send({ method: 'exit' });
    const [status] = await closed;
    assert.deepEqual({ status, stderr: output.stderr }, { status: 0, stderr: '' });
  } finally {
    child.kill();
  }
});
