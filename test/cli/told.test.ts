import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildProgram, type Program, type Result, recordLine, recordText } from '../support/program';

/* What a run tells programs and people: nothing is left out of it without being said. */

let program: Program;

before(async () => {
  program = await buildProgram({ findsSharedIds: false });
});

after(() => program.remove());

const good = recordText();
const wrong = recordText({ status: '7' });
const warned = recordText({ room: '"4.12"' });
const nothingChecked =
  'interaction-data: no record was checked: name files or folders that hold some, or add --allow-empty\n';

interface JsonReport {
  readonly files: readonly {
    readonly path: string;
    readonly records: number;
    readonly findings: readonly { readonly rule: string; readonly severity: string }[];
    readonly omitted?: number;
  }[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

function reportOf({ stdout }: Result): JsonReport {
  return JSON.parse(stdout) as JsonReport;
}

describe('what could not be read is told', () => {
  test('in the JSON report, its summary, and on standard error', () => {
    const folder = program.folder({
      'a.phonecall.json': good,
      'latin.phonecall.json': Buffer.from([0xe9]),
      'deep/.interaction-data.json/x': '',
      'deep/b.phonecall.json': good,
    });
    symlinkSync('nowhere', join(folder, 'link.phonecall.json'));
    const words = ['missing.json', '.', 'no/*.json', 'a.phonecall.json/x'];
    const result = program.run(['check', '--format', 'json', ...words]);
    const { files, unreadable, summary } = reportOf(result);
    assert.deepEqual(unreadable, [
      { path: 'missing.json', reason: 'does not exist' },
      { path: 'link.phonecall.json', reason: 'does not exist' },
      { path: 'no/*.json', reason: 'matches no file' },
      { path: 'a.phonecall.json/x', reason: 'does not exist: a part of its path is no folder' },
      { path: 'deep/.interaction-data.json', reason: 'is a folder' },
      {
        path: 'latin.phonecall.json',
        reason: 'is not UTF-8: byte 0xE9 in line 1 is wrong there; save it as UTF-8',
      },
    ]);
    assert.equal(summary.unreadable, 6);
    assert.deepEqual(
      files.map(({ path }) => path),
      ['a.phonecall.json', 'deep/b.phonecall.json'],
    );
    assert.equal(
      result.stderr,
      unreadable.map(({ path, reason }) => `interaction-data: ${path} ${reason}\n`).join(''),
    );
    assert.equal(result.status, 2);
  });

  test('in the closing line, which does not say that there are no problems', () => {
    const folder = program.folder({ 'a.phonecall.json': good, 'w.phonecall.json': wrong });
    const lastLine = (...words: string[]) =>
      program
        .run(['check', ...words])
        .stdout.split('\n')
        .at(-2);
    assert.equal(lastLine('missing.json'), 'Checked 0 records in 0 files: 1 path could not be read.');
    assert.equal(
      lastLine('missing.json', 'a.phonecall.json', 'b.json'),
      'Checked 1 record in 1 file: 2 paths could not be read.',
    );
    assert.equal(
      lastLine('missing.json', 'w.phonecall.json'),
      'Checked 1 record in 1 file: 1 error; 1 path could not be read.',
    );
    mkdirSync(join(folder, 'closed'), { mode: 0 });
    const { stdout } = program.run(['check', '.'], { withoutPrivileges: true });
    // The project file of another user counts for nothing, so that the shared ID is told in both files.
    assert.match(stdout, /1 error, 2 warnings; 1 path could not be read\.\n$/);
  });

  test('standard input, too', () => {
    program.folder();
    const result = program.run(['check', '--format', 'json', '-'], { input: Buffer.from([0xff]) });
    assert.deepEqual(reportOf(result).unreadable, [
      {
        path: '<stdin>',
        reason: 'is not UTF-8: byte 0xFF in line 1 is wrong there; save it as UTF-8',
      },
    ]);
    assert.equal(result.status, 2);
  });
});

describe('a run that checks no record says so, and does not pass', () => {
  test('a folder without records, an empty folder, lists without records', () => {
    const folder = program.folder({
      'none/package.json': '{}',
      'lines/a.phonecalls.jsonl': '\n',
      'list/a.phonecalls.json': '[]',
    });
    mkdirSync(join(folder, 'empty'));
    for (const path of ['none', 'empty', 'lines', 'list']) {
      const result = program.run(['check', path]);
      assert.equal(result.status, 2, path);
      assert.match(result.stdout, /^Checked 0 records in \d files?: there was nothing to check\.\n$/);
      assert.ok(result.stderr.endsWith(nothingChecked), result.stderr);
      assert.equal(program.run(['check', '--allow-empty', path]).status, 0, path);
      assert.equal(program.run(['check', '--format', 'json', path]).status, 2, path);
    }
    assert.equal(program.run(['check', 'empty', 'lines', 'list']).status, 2);
    assert.equal(program.run(['fix', 'none']).status, 2);
    assert.equal(program.run(['fix', '--allow-empty', 'none']).status, 0);
  });

  test('nothing on standard input', () => {
    program.folder();
    for (const words of [['-'], ['-', '--stdin-filename', 'a.jsonl']]) {
      const { status } = program.run(['check', ...words]);
      assert.ok(status === 1 || status === 2, words.join(' '));
    }
  });

  test('--allow-empty hides no error and nothing that could not be read', () => {
    program.folder({ 'w.phonecall.json': wrong });
    assert.equal(program.run(['check', '--allow-empty', 'w.phonecall.json']).status, 1);
    assert.equal(program.run(['check', '--allow-empty', 'missing.json']).status, 2);
  });

  test('a project file that is named is something', () => {
    program.folder({ '.interaction-data.json': '{"rules": {}}' });
    assert.equal(program.run(['check', '.interaction-data.json']).status, 0);
  });

  test('an empty path is no path', () => {
    program.folder({ 'a.phonecall.json': good });
    for (const command of ['check', 'fix']) {
      assert.deepEqual(program.run([command, '', 'a.phonecall.json']), {
        status: 2,
        stdout: '',
        stderr: `interaction-data: One of the paths is empty: write ".", or set the variable that it comes from.
Try: interaction-data ${command} --help
`,
      });
    }
  });
});

describe('options that say how much is told, and what passes', () => {
  test('--max-warnings', () => {
    program.folder({ 'a.phonecall.json': warned, 'b.phonecall.json': warned });
    const run = (most: string) => program.run(['check', '--max-warnings', most, '.']);
    assert.deepEqual([run('2').status, run('3').status], [0, 0]);
    const { status, stderr } = run('1');
    assert.deepEqual(
      { status, stderr },
      { status: 1, stderr: 'interaction-data: 2 warnings: more than the 1 that --max-warnings allows\n' },
    );
    assert.equal(
      run('0').stderr,
      'interaction-data: 2 warnings: more than the 0 that --max-warnings allows\n',
    );
    for (const most of ['-1', '1.5', 'x', '1e3']) {
      assert.equal(run(most).status, 2, most);
    }
  });

  test('--quiet shows errors alone, and counts all', () => {
    program.folder({ 'a.phonecall.json': recordText({ room: '1', status: '7' }) });
    const { status, stdout } = program.run(['check', '--quiet', '.']);
    assert.equal(status, 1);
    assert.match(stdout, /^a\.phonecall\.json:4:13 error /);
    assert.ok(!stdout.includes('unknown-field'));
    assert.match(stdout, /: 1 error, 1 warning\.\n$/);
    const { files, summary } = reportOf(program.run(['check', '--quiet', '--format', 'json', '.']));
    assert.deepEqual(
      files[0]?.findings.map(({ severity }) => severity),
      ['error'],
    );
    assert.equal(files[0]?.omitted, undefined);
    assert.deepEqual([summary.errors, summary.warnings], [1, 1]);
    assert.equal(program.run(['check', '--quiet', '--max-warnings', '0', '.']).status, 1);
  });

  test('--max-findings cuts each file, the gravest stay, and how many more there are is said', () => {
    const lines = `${recordLine({ room: '1' })}\n${recordLine({ status: '7' })}\n${recordLine({ status: '7' })}\n`;
    program.folder({ 'a.phonecalls.jsonl': lines, 'b.phonecall.json': wrong });
    const run = (most: string, ...more: string[]) =>
      program.run(['check', '--max-findings', most, ...more, '.']);
    assert.match(
      run('1').stdout,
      /^a\.phonecalls\.jsonl:2:\d+ error [\s\S]*\na\.phonecalls\.jsonl: 2 more problems, shown by --max-findings all\n\nb\.phonecall\.json:4:13 error [\s\S]*Checked 4 records in 2 files: 3 errors, 1 warning\.\n$/,
    );
    const { files, summary } = reportOf(run('2', '--format', 'json'));
    assert.deepEqual(
      files.map(({ findings, omitted }) => [findings.length, omitted]),
      [
        [2, 1],
        [1, undefined],
      ],
    );
    assert.deepEqual([summary.errors, summary.warnings], [3, 1]);
    assert.equal(reportOf(run('3', '--format', 'json')).files[0]?.omitted, undefined);
    assert.equal(reportOf(run('all', '--format', 'json')).files[0]?.findings.length, 3);
    assert.deepEqual(
      reportOf(run('0', '--format', 'json')).files.map(({ findings }) => findings.length),
      [0, 0],
    );
    assert.deepEqual(
      reportOf(run('1', '--quiet', '--format', 'json')).files.map(({ omitted }) => omitted),
      [1, undefined],
    );
    assert.equal(run('some').status, 2);
  });

  test('1000 findings of a file are shown unless it is said otherwise', () => {
    const lines = (count: number) => `${recordLine({ status: '7' })}\n`.repeat(count);
    program.folder({ 'a.phonecalls.jsonl': lines(1000), 'b.phonecalls.jsonl': lines(1001) });
    const { files } = reportOf(program.run(['check', '--format', 'json', '.']));
    assert.deepEqual(
      files.map(({ findings, omitted }) => [findings.length, omitted]),
      [
        [1000, undefined],
        [1000, 1],
      ],
    );
  });

  test('--as says how files are read, whatever their names', () => {
    const lines = `${recordLine()}\n${recordLine()}\n`;
    program.folder({ 'a.txt': lines, 'b.jsonl': `[\n${recordLine()},\n${recordLine()}\n]\n` });
    for (const words of [
      ['a.txt', '--as', 'lines'],
      ['b.jsonl', '--as', 'json'],
    ]) {
      const { status, stdout } = program.run(['check', ...words]);
      assert.equal(stdout, 'Checked 2 records in 1 file: no problems.\n');
      assert.equal(status, 0);
    }
    assert.equal(program.run(['check', '-', '--as', 'lines'], { input: lines }).status, 0);
    assert.equal(
      program.run(['check', '--as', 'yaml', 'a.txt']).stderr,
      'interaction-data: --as is json or lines.\nTry: interaction-data check --help\n',
    );
  });
});

describe('one file costs nothing but itself', () => {
  test('300,000 empty records beside others', () => {
    program.folder({
      'a.phonecalls.json': `[${'{},'.repeat(299_999)}{}]`,
      'b.phonecall.json': wrong,
    });
    const text = spawnSync(process.execPath, ['--max-old-space-size=400', program.bundle, 'check', '.'], {
      cwd: program.folder({ 'a.phonecalls.json': `[${'{},'.repeat(299_999)}{}]`, 'b.phonecall.json': wrong }),
      encoding: 'utf8',
    });
    assert.deepEqual({ status: text.status, stderr: text.stderr }, { status: 1, stderr: '' });
    assert.match(text.stdout, /^a\.phonecalls\.json: \d{6,} more problems, shown by --max-findings all$/m);
    assert.match(text.stdout, /^b\.phonecall\.json:4:13 error /m);
    const { files, summary } = reportOf(program.run(['check', '--format', 'json', '.']));
    assert.deepEqual(
      files.map(({ records, findings }) => [records, findings.length]),
      [
        [300_000, 1000],
        [1, 1],
      ],
    );
    assert.equal(summary.records, 300_001);
    assert.ok((files[0]?.omitted ?? 0) >= 299_000);
  });

  test('a file that needs more memory than there is', () => {
    const records = Array.from({ length: 500_000 }, (_, index) => `{"a${index}":${index}}`);
    const cwd = program.folder({
      'a.phonecalls.json': `[${records.join(',')}]`,
      'b.phonecall.json': recordText({ status: '"PENDING"' }),
    });
    for (const words of [
      ['check', '--format', 'json', '.'],
      ['fix', '--format', 'json', '.'],
    ]) {
      const { status, signal, stdout } = spawnSync(
        process.execPath,
        ['--max-old-space-size=256', program.bundle, ...words],
        { cwd, encoding: 'utf8' },
      );
      assert.deepEqual({ status, signal }, { status: 2, signal: null });
      const { files, unreadable } = JSON.parse(stdout) as JsonReport;
      assert.deepEqual(
        files.map(({ path }) => path),
        ['b.phonecall.json'],
      );
      assert.equal(unreadable.length, 1);
      assert.match(
        unreadable[0]?.reason ?? '',
        /^needs more memory than there is: split it, or set NODE_OPTIONS=/,
      );
    }
  });

  test('a file above the limit names it, and those after it are checked', () => {
    const folder = program.folder({
      'a.phonecall.json': '',
      'b.phonecall.json': wrong,
      'c.phonecall.json': '',
    });
    truncateSync(join(folder, 'a.phonecall.json'), 1_200_000_000);
    truncateSync(join(folder, 'c.phonecall.json'), 500_000_001);
    const result = program.run(['check', '--format', 'json', '.']);
    const { files, unreadable } = reportOf(result);
    const onlyLists = '; only a list or JSON Lines may have more';
    assert.deepEqual(unreadable, [
      {
        path: 'a.phonecall.json',
        reason: `is too large: 1,200,000,000 bytes, at most 500,000,000${onlyLists}`,
      },
      {
        path: 'c.phonecall.json',
        reason: `is too large: 500,000,001 bytes, at most 500,000,000${onlyLists}`,
      },
    ]);
    assert.deepEqual(
      files.map(({ path, findings }) => [path, findings.length]),
      [['b.phonecall.json', 1]],
    );
    assert.equal(result.status, 2);
    assert.equal(
      program.run(['fix', 'a.phonecall.json']).stderr.split('\n')[0],
      `interaction-data: a.phonecall.json is too large: 1,200,000,000 bytes, at most 500,000,000${onlyLists}`,
    );
  });

  test('a file of just the limit is read to its end', () => {
    const folder = program.folder();
    writeFileSync(join(folder, 'a.phonecall.json'), Buffer.from([0xff, 0x22]));
    truncateSync(join(folder, 'a.phonecall.json'), 500_000_000);
    const { unreadable } = reportOf(program.run(['check', '--format', 'json', '.']));
    assert.deepEqual(unreadable, [
      {
        path: 'a.phonecall.json',
        reason: 'is not UTF-8: byte 0xFF in line 1 is wrong there; save it as UTF-8',
      },
    ]);
  });

  test('standard input above the limit is not collected', () => {
    const cwd = program.folder();
    for (const command of ['check', 'fix']) {
      const script = `head -c 2300000000 /dev/zero | /bin/sh -c 'ulimit -v 4000000; exec "$0" "$@"' "$0" "$1" ${command} -`;
      const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath, program.bundle], {
        cwd,
        encoding: 'utf8',
      });
      assert.equal(status, 2);
      assert.equal(
        stderr.split('\n')[0],
        'interaction-data: <stdin> is too large: it has more than 500,000,000 bytes; only a list or JSON Lines may have more',
      );
    }
  });

  test('a folder that is gone, as that of a branch that was left, is said', () => {
    const script = 'rmdir "$PWD"; exec "$0" "$1" check .';
    const words = ['-c', script, process.execPath, program.bundle];
    const { status, stderr } = spawnSync('/bin/sh', words, { cwd: program.folder(), encoding: 'utf8' });
    assert.deepEqual([status, stderr], [2, 'interaction-data: the current folder does not exist any more\n']);
  });

  test('a defect of the program in one file: the report ends well, and the others are checked', () => {
    const cwd = program.folder({
      'a.phonecall.json': wrong,
      'b.phonecall.json': recordText({ status: '7', room: '1' }),
      'c.phonecall.json': wrong,
    });
    // Whatever it may be: here the second file's second finding cannot be written.
    const script = join(cwd, 'defect.cjs');
    writeFileSync(
      script,
      `const { stringify } = JSON;
       JSON.stringify = (value, ...more) => {
         if (value && value.rule === 'unknown-field') throw new RangeError('Invalid string length');
         return stringify(value, ...more);
       };`,
    );
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', script, program.bundle, 'check', '--format', 'json', '.'],
      { cwd, encoding: 'utf8' },
    );
    const { files, unreadable, summary } = JSON.parse(stdout) as JsonReport;
    assert.deepEqual(
      files.map(({ path, findings }) => [path, findings.length]),
      [
        ['a.phonecall.json', 1],
        ['b.phonecall.json', 1],
        ['c.phonecall.json', 1],
      ],
    );
    assert.deepEqual(unreadable, [
      { path: 'b.phonecall.json', reason: 'cannot be worked on: Invalid string length' },
    ]);
    assert.equal(summary.unreadable, 1);
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^interaction-data: b\.phonecall\.json cannot be worked on: Invalid string length\n/,
    );
  });
});

describe('project files', () => {
  test('that are somebody else’s count in what was named and below, and nowhere above', () => {
    const strict = '{"rules": {"unknown-field": "error"}}';
    const folder = program.folder({
      '.interaction-data.json': strict,
      'home/a.phonecall.json': warned,
      'home/in/.interaction-data.json': strict,
      'home/in/a.phonecall.json': warned,
    });
    const isRoot = process.getuid?.() === 0;
    const cwd = join(folder, 'home');
    if (isRoot) {
      for (const path of ['.interaction-data.json', 'home/in/.interaction-data.json'])
        chownSync(join(folder, path), 5001, 5001);
    }
    const run = (...words: string[]) => {
      const { status, stderr } = program.run(['check', ...words], { cwd });
      return { status, stderr };
    };
    const note = `interaction-data: ${join(folder, '.interaction-data.json')} belongs to another user and lies above what was named: it is not obeyed\n`;
    // One's own counts wherever it lies: without being root there is no other.
    const above = isRoot ? { status: 0, stderr: note } : { status: 1, stderr: '' };
    assert.deepEqual(run('a.phonecall.json'), above);
    assert.deepEqual(run(join(folder, 'home/a.phonecall.json')), above);
    assert.deepEqual(run('in'), { status: 1, stderr: '' });
    assert.deepEqual(run('in/a.phonecall.json'), { status: 1, stderr: '' });
    assert.deepEqual(run('..'), { status: 1, stderr: '' });
  });

  test('with a comment: it is reported, and the rest counts', () => {
    program.folder({
      '.interaction-data.json': '// ours\n{"rules": {"unknown-field": "error"}}\n',
      'a.phonecall.json': warned,
    });
    const { status, stdout } = program.run(['check', '.']);
    assert.equal(status, 1);
    assert.match(stdout, /^\.interaction-data\.json:1:1 error invalid-setting /);
    assert.match(stdout, /^a\.phonecall\.json:10:3 error unknown-field /m);
    assert.match(stdout, /: 2 errors\.\n$/);
  });

  test('`exclude` leaves files out that a folder or a glob stands for, and not those that are named', () => {
    program.folder({
      '.interaction-data.json': '{"exclude": ["bad/**"]}',
      'a.phonecall.json': good,
      'bad/b.phonecall.json': wrong,
    });
    assert.equal(program.run(['check', '.']).status, 0);
    assert.equal(program.run(['check', '**/*.json']).status, 0);
    assert.equal(program.run(['check', 'bad/b.phonecall.json']).status, 1);
  });
});

test('a repository in a folder called phone-calls keeps its own files', () => {
  const folder = program.folder({
    'phone-calls/tsconfig.json': '{ "status": "x", }',
    'phone-calls/package.json': '{ "status": "x", }',
    'phone-calls/src/phone-calls/tsconfig.base.json': '{ "status": "x", }',
    'phone-calls/src/phone-calls/a.json': wrong,
    'phone-calls/package-lock.json': '{}',
    'phone-calls/other.json': '{ "status": "x", }',
  });
  const { files } = reportOf(
    program.run(['check', '--format', 'json', '.'], { cwd: join(folder, 'phone-calls') }),
  );
  assert.deepEqual(
    files.map(({ path }) => path),
    ['src/phone-calls/a.json'],
  );
});

describe('globs after folders with characters of globs', () => {
  const names = ['calls(1)', 'calls [2024]', '[slug]', 'a+b', '{x}', '!not', 'a{b,c}', '@(x)', 'what?'];
  for (const name of names) {
    test(name, () => {
      const folder = program.folder({
        [`${name}/a.json`]: good,
        [`${name}/deep/${name}/b.json`]: good,
        'calls1/other.json': wrong,
      });
      const checked = (...globs: string[]) =>
        reportOf(program.run(['check', '--format', 'json', ...globs])).files.map(({ path }) => path);
      assert.deepEqual(checked(`${name}/*.json`), [`${name}/a.json`]);
      assert.deepEqual(checked(`./${name}/**/*.json`), [`${name}/a.json`, `${name}/deep/${name}/b.json`]);
      assert.deepEqual(checked(`${name}/deep/${name}/*`), [`${name}/deep/${name}/b.json`]);
      assert.deepEqual(checked(join(folder, name, '?.json')), [join(folder, name, 'a.json')]);
    });
  }

  test('parentheses in names are no pattern', () => {
    program.folder({ 'export (1).json': good, 'export (2).json': good, 'export 3.json': good });
    const { files } = reportOf(program.run(['check', '--format', 'json', 'export (*).json']));
    assert.deepEqual(
      files.map(({ path }) => path),
      ['export (1).json', 'export (2).json'],
    );
  });

  test('a glob takes the time of its length, whatever stars it has', () => {
    const name = `${'a'.repeat(200)}.json`;
    program.folder({ [name]: good });
    const started = Date.now();
    for (const glob of [
      '*a*a*a*a*a*a*a*a*a*a*a*a*b',
      '*?*?*?*?*?*?*?*?*?*?b',
      '*[a]*[a]*[a]*[a]*[a]*[a]*[a]b',
    ])
      assert.equal(program.run(['check', glob]).status, 2);
    assert.ok(Date.now() - started < 10_000);
  });
});

describe('nothing raw on the terminal', () => {
  const sequence = '\u001b]0;x\u0007\u202e';
  const cases: readonly (readonly string[])[] = [
    [sequence],
    [`--${sequence}`],
    ['check', `--${sequence}`],
    ['check', `-${sequence}`],
    ['check', `--${sequence}=1`, '.'],
    ['check', sequence],
    ['check', `${sequence}/*.json`],
    ['check', `${sequence}{1,2}`],
    ['check', '--format', sequence, '.'],
    ['check', '--as', sequence, '.'],
    ['check', '--max-findings', sequence, '.'],
    ['check', '-', '--stdin-filename', sequence],
    ['check', '.'],
    ['check', '--max-findings', '0', '.'],
    ['fix', '--check', '.'],
    ['fix', `--${sequence}`],
    ['fix', '-', '--stdin-filename', sequence],
    ['fix', '.'],
    ['lsp', sequence],
    ['lsp', `--${sequence}`],
    ['lsp', '--stdio', sequence],
    ['help', sequence],
  ];
  for (const words of cases) {
    test(JSON.stringify(words), () => {
      program.folder({
        [`${sequence}.phonecall.json`]: recordText({
          status: '"PENDING"',
          [sequence]: '1',
          subject: `"${sequence}"`,
        }),
        '.interaction-data.json': `{"rules": {"${sequence}": "off"}}`,
      });
      // The text that a filter gives is the user's own.
      const isFilter = words[0] === 'fix' && words[1] === '-';
      const { stdout, stderr } = program.run(words, { input: `{"${sequence}": 1,}` });
      for (const text of isFilter ? [stderr] : [stdout, stderr]) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
        assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }
    });
  }
});

test('an unreadable folder deep in a walk is told with its path', () => {
  const folder = program.folder({ 'a/b/x.phonecall.json': good, 'a/y.phonecall.json': good });
  chmodSync(join(folder, 'a/b'), 0);
  const result = program.run(['check', '--format', 'json', 'a'], { withoutPrivileges: true });
  chmodSync(join(folder, 'a/b'), 0o755);
  assert.deepEqual(reportOf(result).unreadable, [
    { path: 'a/b', reason: 'cannot be accessed: permission denied' },
  ]);
});

test('the options that the help names are there, and no others', () => {
  program.folder({ 'a.phonecall.json': good });
  for (const command of ['check', 'fix']) {
    const help = program.run([command, '--help']).stdout;
    const named = [...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name]) => name ?? '');
    assert.ok(named.length > 5);
    for (const name of named.filter((option) => option !== '--help')) {
      assert.doesNotMatch(
        program.run([command, name, '--nonsense', '.']).stderr,
        new RegExp(`no option ${name}`),
      );
    }
    const { stderr } = program.run([command, '--nonsense', '.']);
    assert.match(stderr, /There is no option --nonsense\./);
  }
});

test('JSON of `fix` tells what is wrong with the project file, too', () => {
  program.folder({ '.interaction-data.json': '{"rule": {}}', 'a.phonecall.json': good });
  const { status, stdout } = program.run(['fix', '--format', 'json', '.']);
  const { files, summary } = JSON.parse(stdout);
  assert.equal(status, 1);
  assert.deepEqual(
    files.map(({ path, remaining }: { path: string; remaining: object[] }) => [path, remaining.length]),
    [
      ['.interaction-data.json', 1],
      ['a.phonecall.json', 0],
    ],
  );
  assert.equal(summary.errors, 1);
});

test('`forms` of the project file says how files are read, and --as overrules it', () => {
  program.folder({
    '.interaction-data.json': '{"files": ["*.log"], "forms": {"*.log": "lines"}}',
    'a.log': `${recordLine()}\n${recordLine({ status: '"PENDING"', interaction_id: '"00001a57JGQ00BW9"' })}\n`,
  });
  assert.match(
    program.run(['check', '--format', 'json', '.']).stdout,
    /"path":"a\.log","records":2,"findings":\[\{"rule":"wrong-type"/,
  );
  assert.equal(program.run(['fix', '--as', 'lines', 'a.log']).status, 0);
  assert.equal(program.run(['check', '.']).status, 0);
});
