import assert from 'node:assert/strict';
import { linkSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020';
import { projectFolder } from '../../scripts/editor/paths';
import { formats as reporters } from '../../server/cli/reporters/reporters';
import { buildProgram, type Program, recordLine, recordText } from '../support/program';
import { readXml, type XmlElement } from '../support/xml';

/*
 * Reports for other programs. Each is read by a reader of its format that knows nothing of ours, and says what the JSON report says.
 */

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

const formats = ['sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'rdjson'] as const;
type Format = (typeof formats)[number];

/** Names and texts with all that a format, a terminal or a viewer could obey, and much that none can hold. */
const nasty: Readonly<Record<string, string | Buffer>> = {
  'a,b %0A:"<x>&\'é {0}.phonecall.json': `{\r\n"subject": "😀é", "status": 7, "::error::x\\u001b[31m": 1,\r\n"](command:a) {1} <b>&amp;]]>": 2,\r"\\ud800": 3}\r\n`,
  'broken.phonecall.json': recordText({ 'a\u0001,b%0D': '"\u001b[31m"', room: '\u2028' }),
  'esc\u001b[2J\n::error::y.phonecall.json': recordText({ room: '"\ufffe"', status: '"IN_PROCESS"' }),
  'deep/]]>#?.phonecalls.jsonl': `${recordLine()}\n${recordLine({ end_date: '"2026-03-17T08:14:00.000Z"' })}\n${recordLine({ duration: '-1', udata: '{"😀": 1, "😀": 2}' })}\n`,
  'good.phonecall.json': recordText(),
  'latin.phonecall.json': Buffer.from([0x22, 0xe9, 0x22]),
  '.interaction-data.json':
    '{ "rules": { "unknown-feild": "off", "duplicate-field": "hint", "negative-number": "information" } }',
};

interface Told {
  readonly path: string;
  readonly rule: string;
  readonly severity: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly pointer: string;
  readonly range: Readonly<Record<'start' | 'end', { readonly line: number; readonly character: number }>>;
  readonly offset: number;
  readonly length: number;
  readonly fix: { readonly title: string; readonly safe: boolean } | null;
}

interface JsonReport {
  readonly tool: { readonly name: string; readonly version: string };
  readonly files: readonly { readonly path: string; readonly findings: readonly JsonFinding[] }[];
  readonly rules: readonly {
    readonly id: string;
    readonly summary: string;
    readonly why: string;
    readonly link: string;
  }[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

function jsonReport(words: readonly string[] = ['.']): JsonReport {
  return JSON.parse(program.run(['check', '--format', 'json', ...words]).stdout);
}

/** All that the JSON report tells, with places from 1. */
function toldInJson({ files }: JsonReport): Told[] {
  return files.flatMap(({ path, findings }) =>
    findings.map(({ rule, severity, message, range: { start } }) => ({
      path,
      rule,
      severity,
      line: start.line + 1,
      column: start.character + 1,
      message,
    })),
  );
}

/** The reports of one run in all formats, JSON among them. */
type Reports = Readonly<Record<Format | 'json', string>>;

/** Names of files that say their formats. */
const names: Readonly<Record<Format | 'json', string>> = {
  json: 'json.json',
  sarif: 'r.sarif',
  github: 'github.txt',
  gitlab: 'gitlab.json',
  junit: 'r.xml',
  checkstyle: 'checkstyle.xml',
  rdjson: 'r.rdjson',
};

/** Makes all reports of a folder at once, which takes one run. */
function reportsOf(...words: readonly string[]): Reports {
  const outputs = Object.values(names).map((name) => `--output=../reports/${name}`);
  program.run(['check', ...words, ...outputs]);
  const read = Object.entries(names).map(([format, name]) => [
    format,
    readFileSync(join(folder, '../reports', name), 'utf8'),
  ]);
  return Object.fromEntries(read);
}

function reportIn(format: Format, words: readonly string[] = ['.']): string {
  return program.run(['check', '--format', format, ...words]).stdout;
}

/** What the severities of ours are called there. */
const severities: Readonly<Record<Format, readonly [string, string, string, string]>> = {
  sarif: ['error', 'warning', 'note', 'note'],
  github: ['error', 'warning', 'notice', 'notice'],
  gitlab: ['major', 'minor', 'info', 'info'],
  junit: ['failure', 'system-out', 'system-out', 'system-out'],
  checkstyle: ['error', 'warning', 'info', 'info'],
  rdjson: ['ERROR', 'WARNING', 'INFO', 'INFO'],
};

/** The findings of a report as they are expected there. */
function expectedIn(format: Format, told: readonly Told[]): Told[] {
  const ours = ['error', 'warning', 'information', 'hint'];
  return told.map((one) => ({ ...one, severity: severities[format][ours.indexOf(one.severity)] ?? '' }));
}

interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
      readonly region: SarifRegion;
    };
    readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly {
      readonly replacements: readonly {
        readonly deletedRegion: SarifRegion;
        readonly insertedContent: { readonly text: string };
      }[];
    }[];
  }[];
}

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly SarifResult[];
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly {
      readonly level: string;
      readonly message: { readonly text: string };
    }[];
  }[];
}

function sarifRun(words?: readonly string[]): SarifRun {
  return runOf(reportIn('sarif', words));
}

function runOf(report: string): SarifRun {
  const [run, ...others] = JSON.parse(report).runs;
  assert.deepEqual(others, []);
  return run;
}

/** A message of SARIF as a viewer shows it: doubled braces are single ones, and there is no placeholder. */
function sarifWords({ text }: { readonly text: string }): string {
  assert.doesNotMatch(text.replaceAll(/\{\{|\}\}/g, ''), /[{}]/, 'a placeholder');
  assert.doesNotMatch(text, /\]\(/, 'a link');
  return text.replaceAll(/\{\{|\}\}/g, (pair) => pair.charAt(0));
}

/** Commands as GitHub's runner reads them: from the start of a line, `::name key=value,key=value::data`. */
function githubCommands(log: string): { name: string; properties: Record<string, string>; data: string }[] {
  const lines = log.split('\n');
  assert.equal(lines.pop(), '');
  assert.match(lines.pop() ?? '', /^Checked \d+ records? in \d+ files?: /);
  const unescaped = (text: string, pairs: readonly (readonly [string, string])[]) =>
    pairs.reduce((all, [code, character]) => all.replaceAll(code, character), text);
  const data = [
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%25', '%'],
  ] as const;
  return lines.map((line) => {
    const [, name = '', list = '', text = ''] = /^::(error|warning|notice) ([^:]*)::(.*)$/.exec(line) ?? [];
    assert.notEqual(name, '', line);
    const properties = list.split(',').map((pair): [string, string] => {
      const at = pair.indexOf('=');
      const value = unescaped(pair.slice(at + 1), [['%3A', ':'], ['%2C', ','], ...data]);
      return [pair.slice(0, at), value];
    });
    return { name, properties: Object.fromEntries(properties), data: unescaped(text, data) };
  });
}

/** The paths of a report, which no terminal and no viewer obeys any more, by the ones that they stand for. */
function withoutControls(path: string): string {
  return path.replaceAll(/(?![\t\n\r])\p{Cc}/gu, '\ufffd');
}

/** How a path is told where a format cannot hold all of it, or where what it holds is shown by a terminal. */
const pathsIn: Readonly<Partial<Record<Format, (path: string) => string>>> = {
  github: (path) => path.replaceAll('\u001b', '\u241b').replaceAll('\n', '\u240a'),
  junit: withoutControls,
  checkstyle: withoutControls,
};

/** What is found in a report, read as its format says. */
const readers: Readonly<Record<Format, (report: string) => Told[]>> = {
  sarif: (report) =>
    (JSON.parse(report).runs[0] as SarifRun).results.map(
      ({ ruleId, level, message, locations: [place] }) => ({
        path: decodeURIComponent(place?.physicalLocation.artifactLocation.uri ?? ''),
        rule: ruleId,
        severity: level,
        line: place?.physicalLocation.region.startLine ?? 0,
        column: place?.physicalLocation.region.startColumn ?? 0,
        message: sarifWords(message),
      }),
    ),
  github: (report) =>
    githubCommands(report)
      .filter(({ properties }) => 'line' in properties)
      .map(({ name, properties, data }) => ({
        path: properties.file ?? '',
        rule: properties.title ?? '',
        severity: name,
        line: Number(properties.line),
        column: Number(properties.col),
        message: data.split('\n')[0] ?? '',
      })),
  gitlab: (report) =>
    (JSON.parse(report) as GitlabIssue[])
      .filter(({ check_name }) => check_name !== 'unreadable')
      .map(({ description, check_name, severity, location }) => ({
        path: location.path,
        rule: check_name,
        severity,
        line: location.positions.begin.line,
        column: location.positions.begin.column,
        message: description,
      })),
  junit: (report) =>
    readXml(report).children.flatMap((suite) =>
      suite.children
        .filter(({ name, children }) => name === 'testcase' && children.length > 0)
        .flatMap(({ attributes: { name = '', classname = '' }, children: [result] }) => {
          if (classname === 'unreadable') return [];
          const [, path = '', line, column] = /^(.*):(\d+):(\d+)$/s.exec(name) ?? [];
          assert.equal(path, suite.attributes.name);
          const [first = ''] = (result?.text ?? '').split('\n');
          const message = first.replace(/^(?:warning|information|hint): /, '');
          if (result?.name === 'failure') assert.equal(result.attributes.message, message);
          return [
            {
              path,
              rule: classname,
              severity: result?.name ?? '',
              line: Number(line),
              column: Number(column),
              message,
            },
          ];
        }),
    ),
  checkstyle: (report) =>
    readXml(report).children.flatMap(({ attributes: { name: path = '' }, children }) =>
      children
        .filter(({ attributes: { source } }) => source !== 'interaction-data.unreadable')
        .map(({ attributes: { line, column, severity = '', message = '', source = '' } }) => ({
          path,
          rule: source.replace('interaction-data.', ''),
          severity,
          line: Number(line),
          column: Number(column),
          message: message.replace(/ see .*:\d+:\d+ .*$/, ''),
        })),
    ),
  rdjson: (report) =>
    (JSON.parse(report).diagnostics as RdDiagnostic[])
      .filter(({ code }) => code.value !== 'unreadable')
      .map(({ message, severity, code, location: { path, range } }) => ({
        path,
        rule: code.value,
        severity,
        line: range?.start.line ?? 0,
        column: characterAt(path, range?.start ?? { line: 0, column: 0 }) + 1,
        message: message.split('\n')[0] ?? '',
      })),
};

interface GitlabIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: {
    readonly path: string;
    readonly positions: { readonly begin: { readonly line: number; readonly column: number } };
  };
}

interface RdDiagnostic {
  readonly message: string;
  readonly severity: string;
  readonly code: { readonly value: string };
  readonly location: { readonly path: string; readonly range?: { readonly start: RdPosition } };
  readonly suggestions?: readonly {
    readonly range: Readonly<Record<'start' | 'end', RdPosition>>;
    readonly text: string;
  }[];
}

interface RdPosition {
  readonly line: number;
  readonly column: number;
}

let folder = '';

/** The UTF-16 units in a line of a file before a column of UTF-8 bytes. */
function characterAt(path: string, { line, column }: RdPosition): number {
  const lines = readFileSync(join(folder, path), 'latin1').split(/\r\n|\r|\n/);
  return Buffer.from((lines[line - 1] ?? '').slice(0, column - 1), 'latin1').toString('utf8').length;
}

describe('reports for other programs', () => {
  let reports: Reports;

  before(() => {
    folder = program.folder(nasty);
    reports = reportsOf('.');
  });

  test('each format for other programs is read here, and is in the help and in the documentation', () => {
    assert.deepEqual([...reporters.keys()].sort(), ['text', 'json', ...formats].sort());
    for (const format of formats) {
      assert.match(program.run(['check', '--help']).stdout, new RegExp(`^  --format ${format} `, 'm'));
      for (const page of ['README.md', 'docs/ci.md'])
        assert.match(readFileSync(join(projectFolder, page), 'utf8'), new RegExp(`[\` ]${format}\``), page);
    }
  });

  for (const format of formats) {
    test(`${format}: the same problems at the same places, whatever is in names and texts`, () => {
      const told = expectedIn(format, toldInJson(JSON.parse(reports.json)));
      assert.ok(told.length >= 12, `${told.length}`);
      assert.ok(new Set(told.map(({ severity }) => severity)).size >= (format === 'junit' ? 2 : 3));
      assert.deepEqual(
        readers[format](reports[format]),
        told.map((one) => ({ ...one, path: (pathsIn[format] ?? String)(one.path) })),
      );
    });
  }

  test('none of them has a character that a terminal obeys, but for line ends', () => {
    for (const format of formats) {
      const obeyed = reports[format].match(/(?!\n)\p{Cc}/gu) ?? [];
      assert.deepEqual(obeyed, [], format);
    }
  });

  test('what cannot be read, and what is not listed, is in each of them', () => {
    folder = program.folder({
      'many.phonecalls.json': `[${[1, 2, 3, 4, 5]
        .map((number) => recordLine({ interaction_id: `"00001a57JGQ0000${number}"`, status: '7' }))
        .join(',')}]`,
      'latin.phonecall.json': Buffer.from([0xe9]),
    });
    const all = reportsOf('.', '--max-findings', '2', 'missing.json');
    const reasons: Readonly<Record<string, string>> = {
      'missing.json': 'does not exist',
      'latin.phonecall.json': 'is not UTF-8: byte 0xE9 in line 1 is wrong there; save it as UTF-8',
    };
    const rest = '3 more problems, shown by --max-findings all';

    const { invocations } = runOf(all.sarif);
    assert.deepEqual(
      invocations.map(({ executionSuccessful }) => executionSuccessful),
      [false],
    );
    assert.deepEqual(
      invocations[0]?.toolExecutionNotifications.map(({ level, message }) => [level, message.text]),
      [
        ...Object.entries(reasons).map(([path, reason]) => ['error', `${path} ${reason}`]),
        ['warning', `many.phonecalls.json: ${rest}`],
      ],
    );

    const commands = githubCommands(all.github).filter(({ properties }) => !properties.line);
    assert.deepEqual(commands, [
      { name: 'notice', properties: { file: 'many.phonecalls.json', title: 'omitted' }, data: rest },
      ...Object.entries(reasons).map(([file, reason]) => ({
        name: 'error',
        properties: { file, title: 'unreadable' },
        data: `${file} ${reason}`,
      })),
    ]);

    const issues = JSON.parse(all.gitlab) as GitlabIssue[];
    assert.deepEqual(
      issues
        .slice(2)
        .map(({ check_name, severity, description, location }) => [
          check_name,
          severity,
          location.path,
          description,
        ]),
      [
        ['omitted', 'info', 'many.phonecalls.json', rest],
        ...Object.entries(reasons).map(([path, reason]) => [
          'unreadable',
          'blocker',
          path,
          `${path} ${reason}`,
        ]),
      ],
    );
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);

    const suites = readXml(all.junit).children;
    assert.deepEqual(
      suites.map(({ attributes }) => attributes),
      [
        { name: 'many.phonecalls.json', tests: '2', failures: '2', errors: '0' },
        ...Object.keys(reasons).map((name) => ({ name, tests: '1', failures: '0', errors: '1' })),
      ],
    );
    assert.equal(suites[0]?.children.at(-1)?.text, rest);
    assert.deepEqual(
      suites.slice(1).map((suite) => suite.children[0]?.children[0]?.attributes.message),
      Object.values(reasons),
    );

    const files = readXml(all.checkstyle).children;
    assert.deepEqual(
      files.map(({ attributes, children }) => [attributes.name, children.at(-1)?.attributes.message]),
      [
        ['many.phonecalls.json', rest],
        ...Object.entries(reasons).map(([path, reason]) => [path, `${path} ${reason}`]),
      ],
    );

    const { diagnostics } = JSON.parse(all.rdjson) as { diagnostics: RdDiagnostic[] };
    assert.deepEqual(
      diagnostics.slice(2).map(({ code, location, message }) => [code.value, location, message]),
      [
        ['omitted', { path: 'many.phonecalls.json' }, rest],
        ...Object.entries(reasons).map(([path, reason]) => ['unreadable', { path }, `${path} ${reason}`]),
      ],
    );
  });

  test('a folder without problems', () => {
    folder = program.folder({ 'a.phonecall.json': recordText() });
    const all = reportsOf('.');
    const { results, invocations } = runOf(all.sarif);
    assert.deepEqual(
      [results, invocations],
      [[], [{ executionSuccessful: true, toolExecutionNotifications: [] }]],
    );
    assert.equal(all.github, 'Checked 1 record in 1 file: no problems.\n');
    assert.deepEqual(JSON.parse(all.gitlab), []);
    assert.deepEqual(JSON.parse(all.rdjson).diagnostics, []);
    assert.deepEqual(readXml(all.checkstyle).children, []);
    const [suite] = readXml(all.junit).children;
    assert.deepEqual(suite?.attributes, { name: 'a.phonecall.json', tests: '1', failures: '0', errors: '0' });
    assert.deepEqual(
      suite?.children.map(({ name, attributes, children }) => [name, attributes.name, children]),
      [['testcase', 'a.phonecall.json', []]],
    );
  });
});

describe('SARIF', () => {
  test('is what the schema of OASIS says', () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addFormat('uri', /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]*$/i);
    ajv.addFormat('uri-reference', /^(?:%[\da-f]{2}|[^\s<>"{}|\\^`%])*$/i);
    for (const format of ['date-time', 'uuid']) ajv.addFormat(format, true);
    const schema = JSON.parse(
      readFileSync(join(projectFolder, 'test/fixtures/schemas/sarif-2.1.0.json'), 'utf8'),
    );
    const validate = ajv.compile(schema);
    program.folder(nasty);
    for (const words of [['.'], ['.', '--max-findings', '1'], ['good.phonecall.json'], ['missing.json']]) {
      validate(JSON.parse(reportIn('sarif', words)));
      assert.deepEqual(validate.errors ?? [], [], words.join(' '));
    }
  });

  test('has all rules, with help, and each result names its own', () => {
    program.folder(nasty);
    const { tool, results } = sarifRun();
    const ids = tool.driver.rules.map(({ id }) => id);
    const headings = readFileSync(join(projectFolder, 'docs/rules.md'), 'utf8').match(/(?<=^## ).*$/gm);
    assert.deepEqual(ids, headings);
    for (const { ruleId, ruleIndex } of results) assert.equal(ids[ruleIndex], ruleId);
  });

  test('its regions hold what the JSON report marks', () => {
    const at = program.folder(nasty);
    folder = at;
    const all = reportsOf('.');
    const { results } = runOf(all.sarif);
    const marked = (JSON.parse(all.json) as JsonReport).files.flatMap(({ path, findings }) =>
      findings.map(({ offset, length }) => textOf(join(at, path)).slice(offset, offset + length)),
    );
    assert.deepEqual(
      results.map(({ locations: [place] }) => {
        const { artifactLocation, region } = place?.physicalLocation ?? assert.fail();
        assert.equal(artifactLocation.uriBaseId, '%SRCROOT%');
        const text = textOf(join(at, decodeURIComponent(artifactLocation.uri)));
        const [start, end] = offsetsOf(text, region);
        return text.slice(start, end);
      }),
      marked,
    );
  });

  test('its fixes, made by whoever reads it, give what `fix` gives', () => {
    const wrong = {
      'a.phonecall.json': recordText({ status: '"IN_PROCESS"' }),
      'b.phonecall.json': recordText({
        structured_text: '" https://a.example/é"',
        structured_text_mime: '"text/html"',
      }),
      'c.phonecalls.json': `[\r\n${recordLine({ subject: '"😀"', start_date: '"2026-03-17 08:15:00.000Z"' })}\r\n]\r\n`,
    };
    const at = program.folder(wrong);
    const fixed = Object.keys(wrong).map((name) => {
      const { results } = sarifRun([name]);
      assert.equal(results.length, 1, name);
      const text = textOf(join(at, name));
      const replacements = results[0]?.fixes?.[0]?.artifactChanges[0]?.replacements ?? [];
      assert.ok(replacements.length > 0, name);
      return replacements.toReversed().reduce((changed, { deletedRegion, insertedContent }) => {
        const [start, end] = offsetsOf(text, deletedRegion);
        return changed.slice(0, start) + insertedContent.text + changed.slice(end);
      }, text);
    });
    assert.equal(program.run(['fix', '.']).status, 0);
    assert.deepEqual(
      fixed,
      Object.keys(wrong).map((name) => textOf(join(at, name))),
    );
  });

  test('its fingerprints stay when lines and records come and go, and no two are the same', () => {
    const one = recordLine({ interaction_id: '"00001a57JGQ00111"', status: '7', room: '1' });
    const other = recordLine({ interaction_id: '"00001a57JGQ00222"', status: '7' });
    const unnamed = recordLine({ interaction_id: undefined });
    const at = program.folder({ 'a.phonecalls.json': `[${one},${unnamed},${unnamed}]` });
    const prints = () =>
      sarifRun().results.map(({ partialFingerprints }) => partialFingerprints['interactionData/v1'] ?? '');
    const before = prints();
    assert.equal(new Set(before).size, before.length);
    writeFileSync(join(at, 'a.phonecalls.json'), `[\n\n${other},\n${unnamed}, ${one},\n${unnamed}]`);
    const after = prints();
    assert.deepEqual(
      before.filter((print) => !after.includes(print)),
      [],
    );
    assert.equal(after.length, before.length + 1);
    const gitlab = (JSON.parse(reportIn('gitlab')) as GitlabIssue[]).map(({ fingerprint }) => fingerprint);
    assert.deepEqual(gitlab, after);
  });
});

describe('XML reports', () => {
  /** The elements that may stand in each, and the attributes that each must and may have. */
  type Grammar = Readonly<
    Record<
      string,
      { readonly in: readonly string[]; readonly must?: readonly string[]; readonly may?: readonly string[] }
    >
  >;

  /** As Jenkins' xUnit plugin reads JUnit, version 10 of its schema; and what Checkstyle's XMLLogger writes. */
  const grammars: Readonly<Record<'junit' | 'checkstyle', Grammar>> = {
    junit: {
      testsuites: { in: ['testsuite'], may: ['name', 'time', 'tests', 'failures', 'errors'] },
      testsuite: {
        in: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
        must: ['name', 'tests', 'failures', 'errors'],
        may: ['time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file'],
      },
      testcase: {
        in: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
        must: ['name'],
        may: ['time', 'classname', 'group'],
      },
      failure: { in: [], may: ['type', 'message'] },
      error: { in: [], may: ['type', 'message'] },
      'system-out': { in: [] },
    },
    checkstyle: {
      checkstyle: { in: ['file'], must: ['version'] },
      file: { in: ['error'], must: ['name'] },
      error: { in: [], must: ['line', 'severity', 'message', 'source'], may: ['column'] },
    },
  };

  for (const format of ['junit', 'checkstyle'] as const) {
    test(`${format} has the elements and attributes that its readers know`, () => {
      program.folder(nasty);
      const check = (element: XmlElement) => {
        const {
          in: inside,
          must = [],
          may = [],
        } = grammars[format][element.name] ?? assert.fail(element.name);
        const names = Object.keys(element.attributes);
        assert.deepEqual(
          must.filter((name) => !names.includes(name)),
          [],
          element.name,
        );
        assert.deepEqual(
          names.filter((name) => ![...must, ...may].includes(name)),
          [],
          element.name,
        );
        for (const child of element.children) {
          assert.ok(inside.includes(child.name), `${child.name} in ${element.name}`);
          check(child);
        }
        if (inside.length > 0) assert.equal(element.text.trim(), '', element.name);
      };
      const root = readXml(reportIn(format, ['.', '--max-findings', '3']));
      assert.equal(root.name, format === 'junit' ? 'testsuites' : 'checkstyle');
      check(root);
      if (format === 'checkstyle') return;
      for (const { attributes, children } of root.children) {
        const cases = children.filter(({ name }) => name === 'testcase');
        const count = (kind: string) =>
          cases.filter((one) => one.children.some(({ name }) => name === kind)).length;
        assert.deepEqual(
          [attributes.tests, attributes.failures, attributes.errors],
          [cases.length, count('failure'), count('error')].map(String),
        );
      }
    });
  }
});

test('rdjson is what reviewdog reads, with safe fixes that it can offer', () => {
  const position = {
    type: 'object',
    properties: { line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } },
    required: ['line', 'column'],
    additionalProperties: false,
  };
  const range = {
    type: 'object',
    properties: { start: position, end: position },
    required: ['start', 'end'],
    additionalProperties: false,
  };
  // The messages of its proto/rdf/reviewdog.proto, as JSON.
  const schema = {
    type: 'object',
    properties: {
      source: { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: false },
      diagnostics: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            message: { type: 'string', minLength: 1 },
            location: {
              type: 'object',
              properties: { path: { type: 'string' }, range },
              required: ['path'],
              additionalProperties: false,
            },
            severity: { enum: ['ERROR', 'WARNING', 'INFO'] },
            code: { type: 'object', properties: { value: { type: 'string' } }, additionalProperties: false },
            suggestions: {
              type: 'array',
              items: {
                type: 'object',
                properties: { range, text: { type: 'string' } },
                required: ['range', 'text'],
                additionalProperties: false,
              },
            },
          },
          required: ['message', 'location', 'severity'],
          additionalProperties: false,
        },
      },
    },
    required: ['source', 'diagnostics'],
    additionalProperties: false,
  };
  const validate = new Ajv2020().compile(schema);
  folder = program.folder({
    ...nasty,
    'emoji.phonecalls.jsonl': `${recordLine({ subject: '"é😀"', status: '"IN_PROCESS"' })}\n`,
  });
  const report = JSON.parse(reportIn('rdjson')) as { diagnostics: readonly RdDiagnostic[] };
  validate(report);
  assert.deepEqual(validate.errors ?? [], []);
  const found = report.diagnostics.find(
    ({ location, code }) => location.path === 'emoji.phonecalls.jsonl' && code.value === 'wrong-type',
  );
  const [suggestion, ...others] = found?.suggestions ?? [];
  assert.deepEqual([suggestion?.text, others], ['2', []]);
  const line = textOf(join(folder, 'emoji.phonecalls.jsonl')).trimEnd();
  const [start, end] = [suggestion?.range.start, suggestion?.range.end].map((at) =>
    characterAt('emoji.phonecalls.jsonl', at ?? { line: 0, column: 0 }),
  );
  assert.equal(line.slice(start, end), '"IN_PROCESS"');
});

test('the JSON report says who made it, what is known of the rules that were met, and how each problem is mended', () => {
  program.folder({
    'a.phonecall.json': recordText({ status: '"IN_PROCESS"', room: '1', customer_id: undefined }),
  });
  const { tool, rules, files } = jsonReport();
  const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
  assert.deepEqual(tool, { name: 'interaction-data', version });
  const page = readFileSync(join(projectFolder, 'docs/rules.md'), 'utf8');
  assert.deepEqual(
    rules.map(({ id }) => id),
    ['missing-field', 'wrong-type', 'unknown-field'],
  );
  for (const { id, summary, why, link } of rules) {
    assert.ok(page.includes(`## ${id}\n`) && page.includes(`${summary} ${why}`), id);
    assert.match(link, /^file:\/\/\/.*\/docs\/rules\.md#/);
    assert.ok(link.endsWith(`#${id}`), link);
  }
  assert.deepEqual(
    files[0]?.findings.map(({ rule, fix }) => [rule, fix]),
    [
      ['missing-field', { title: 'Add "customer_id": ""', safe: false }],
      ['wrong-type', { title: 'Change to 2 (IN_PROCESS)', safe: true }],
      ['unknown-field', { title: 'Move "room" to "udata"', safe: false }],
    ],
  );
});

describe('several reports at once', () => {
  /** What a report is, by how it begins. */
  const kindOf = (report: string): string =>
    [
      ['sarif', '{"$schema"'],
      ['json', '{"version":1,'],
      ['rdjson', '{"source"'],
      ['gitlab', '[\n{"description"'],
      ['junit', '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites'],
      ['checkstyle', '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle'],
      ['github', '::error '],
      ['text', 'a.phonecall.json:4:13 error invalid-value'],
    ].find(([, start = '']) => report.startsWith(start))?.[0] ?? report;

  test('a file gets the format that its name says, or --format where that leaves it open', () => {
    const at = program.folder({ 'a.phonecall.json': recordText({ status: '7' }) });
    const cases: readonly [words: string, standard: string, files: Readonly<Record<string, string>>][] = [
      ['--output report.sarif', 'text', { 'report.sarif': 'sarif' }],
      ['--format text --output report.sarif', 'text', { 'report.sarif': 'sarif' }],
      ['--format github --output report.sarif', 'github', { 'report.sarif': 'sarif' }],
      ['--format sarif --output report', 'text', { report: 'sarif' }],
      ['--format sarif --output report.json', 'text', { 'report.json': 'sarif' }],
      ['--format json --output report.sarif.json', 'json', { 'report.sarif.json': 'sarif' }],
      ['--format junit --output deep/er/report.xml', 'text', { 'deep/er/report.xml': 'junit' }],
      ['--format checkstyle --output report.xml', 'text', { 'report.xml': 'checkstyle' }],
      ['--output gl-code-quality-report.json', 'text', { 'gl-code-quality-report.json': 'gitlab' }],
      ['--output report.foo', 'text', { 'report.foo': 'text' }],
      [
        '--format github --output=r.xml --output checkstyle.xml --output R.JSON --output r.rdjson --output r.txt',
        'text',
        {
          'r.xml': 'junit',
          'checkstyle.xml': 'checkstyle',
          'R.JSON': 'json',
          'r.rdjson': 'rdjson',
          'r.txt': 'github',
        },
      ],
    ];
    for (const [words, standard, files] of cases) {
      const { status, stdout, stderr } = program.run(['check', 'a.phonecall.json', ...words.split(' ')]);
      assert.deepEqual([status, stderr, kindOf(stdout)], [1, '', standard], words);
      for (const [path, kind] of Object.entries(files))
        assert.equal(kindOf(textOf(join(at, path))), kind, words);
    }
  });

  test('a report in a file is the one that standard output would get, in place of what was there', () => {
    const at = program.folder({ ...nasty, 'report.sarif': 'x'.repeat(1_000_000) });
    for (const [format, path] of [
      ['sarif', 'report.sarif'],
      ['json', 'report.json'],
      ['junit', 'report.xml'],
      ['text', 'report.txt'],
    ] as const) {
      const expected = program.run(['check', '.', '--format', format]);
      // What is to be filled in has the time of the run.
      const timeless = (text: string) => text.replaceAll(/\d{4}(-\d\d){2}T\d\d(:\d\d){2}\.\d{3}Z/g, 'T');
      const result = program.run(['check', '.', '--output', path], { environment: { FORCE_COLOR: '1' } });
      assert.equal(result.status, expected.status);
      assert.equal(result.stderr, expected.stderr);
      assert.ok(timeless(textOf(join(at, path))) === timeless(expected.stdout), format);
    }
  });

  test('no file that is read is written over, and what cannot be written is said', () => {
    const files = {
      'a.phonecall.json': recordText(),
      '.interaction-data.json': '{}',
      'sub/x': '',
      list: 'a.phonecall.json\n',
    };
    const at = program.folder(files);
    linkSync(join(at, 'a.phonecall.json'), join(at, 'linked.json'));
    const cases: readonly [words: string, message: string][] = [
      ['--output linked.json', '--output would write over linked.json, which is read.'],
      ['--files-from list --output ./list', '--output would write over ./list, which is read.'],
      ['--output a.phonecall.json', '--output would write over a.phonecall.json, which is read.'],
      [
        '--output sub/../.interaction-data.json',
        '--output would write over sub/../.interaction-data.json, which is read.',
      ],
      ['--output sub', '--output: sub is a folder.'],
      [
        '--output sub/x/report.sarif',
        '--output: sub/x/report.sarif cannot be made: a part of its path is no folder.',
      ],
      ['--output r.xml --output ./r.xml', '--output names ./r.xml twice.'],
      ['--output -', '--output names a file: what standard output gets, --format says.'],
      ['--format xml', '--format is text, json, sarif, github, gitlab, junit, checkstyle or rdjson.'],
    ];
    for (const [words, message] of cases) {
      assert.deepEqual(
        program.run(['check', '.', ...words.split(' ')]),
        {
          status: 2,
          stdout: '',
          stderr: `interaction-data: ${message}\nTry: interaction-data check --help\n`,
        },
        words,
      );
    }
    for (const [path, text] of Object.entries(files)) assert.equal(textOf(join(at, path)), text);
    // The system makes no folder there, and says that there is none.
    const nowhere = program.run(['check', '.', '--output', '/proc/none/report.json']);
    assert.deepEqual([nowhere.status, nowhere.stdout], [2, '']);
  });
});

function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}

/** The UTF-16 offsets of a region, with lines that end in any of three ways. */
function offsetsOf(text: string, region: SarifRegion): readonly [number, number] {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  const offset = (line: number, column: number) => (starts[line - 1] ?? Number.NaN) + column - 1;
  return [offset(region.startLine, region.startColumn), offset(region.endLine, region.endColumn)];
}
