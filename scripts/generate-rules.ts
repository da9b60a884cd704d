import { type CheckedDocument, chunksWithFindings } from '../server/check/check';
import { fixContext, fixesOf } from '../server/check/fixes';
import { runThrough } from '../server/check/run-through';
import { projectFileName } from '../server/config/files';
import { readProjectFile } from '../server/config/project-file';
import { expectationNotMet, invalidSetting } from '../server/config/rule-settings';
import { offsetOf } from '../server/document/document';
import { createEngine } from '../server/engine';
import { unmetExpectations } from '../server/features/expectations';
import { exampleRecordOf } from '../server/rules/common/examples';
import type { BadExample, Finding, Fix, Rule } from '../server/rules/rule';
import { rules } from '../server/rules/rules';
import { phoneCall } from '../server/spec/phone-call';
import { exampleType } from './example-type';

const exampleRecord = exampleRecordOf(phoneCall);

/** The present of the examples: a page must not change with the day on which it is written. */
const NOW = '2026-01-02T03:04:05.006Z';

/** Returns the content of docs/rules.md. Each rule has a heading, so that its id is its anchor. */
export function rulesPage(): string {
  const parts = [
    '# Rules',
    '<!-- Written by `npm run generate` from server/rules/; change it there. -->',
    introduction(),
    overview(),
    ...rules.map(section),
    invalidSettingSection(),
    expectationSection(),
  ];
  return `${parts.join('\n\n')}\n`;
}

function introduction(): string {
  return (
    'What is found in records of phone calls, why it matters and how it is mended. The setting `interactionData.rules`, ' +
    'or `rules` in a project file, `.interaction-data.json`, gives each rule its severity: `error`, `warning`, ' +
    '`information`, `hint` or `off`. A rule comes from the specification; or from judgement: a record that breaks it is ' +
    'hardly ever meant that way; or from what a project file states of the fields of a team. Safe fixes lose nothing and ' +
    'invent nothing: they are made on save and by `interaction-data fix`. Mistakes in a project file are ' +
    `[\`${invalidSetting}\`](#${invalidSetting}), and what it expects in vain is ` +
    `[\`${expectationNotMet}\`](#${expectationNotMet}).`
  );
}

function overview(): string {
  const rows = rules.map(
    ({ id, severity, source, summary }) => `| [\`${id}\`](#${id}) | ${severity} | ${source} | ${summary} |`,
  );
  return ['| rule | severity | source | what is reported |', '| :--- | :--- | :--- | :--- |', ...rows].join(
    '\n',
  );
}

function section(rule: Rule): string {
  const { id, severity, source, summary, why, examples, exampleProject } = rule;
  const { bad, good } = examples(exampleRecord);
  return [
    `## ${id}`,
    `*${severity}, ${FROM[source]}*`,
    `${summary} ${why}`,
    ...(exampleProject === undefined
      ? []
      : [
          `**Where the project file, \`${projectFileName}\`, says:**`,
          block('json', exampleProject.split('\n')),
        ]),
    '**Reported:**',
    ...bad.map((example) => badExample(example, rule)),
    '**Not reported:**',
    ...good.map(goodExample),
  ].join('\n\n');
}

const FROM: Readonly<Record<Rule['source'], string>> = {
  specification: 'from the specification',
  judgement: 'by judgement',
  project: 'from the project file',
};

/** What is reported in project files: no rule, but its id is shown like one's, and is the anchor of its section. */
function invalidSettingSection(): string {
  const text = `{\n  "rules": { "unknown-feild": "off" }\n}`;
  const [problem] = readProjectFile(text, phoneCall).problems;
  if (!problem) throw new Error(`Nothing is found in the project file ${text}`);
  return [
    `## ${invalidSetting}`,
    '*error*',
    `Something in a project file, \`${projectFileName}\`, is no setting, or no value for it. What is wrong is left ` +
      'out, and the rest counts, so a rule may be set otherwise than was meant. It is no rule and cannot be set itself.',
    '**Reported:**',
    block('text', markedLines(text, problem)),
  ].join('\n\n');
}

/** What is reported where a project file expects a problem in vain: no rule either. */
function expectationSection(): string {
  const text = `{\n  "expect": [{ "files": ["invalid/*.json"], "rules": ["syntax"] }]\n}`;
  const unmet = { entry: 0, record: undefined, rule: 'syntax', isAbsent: false, hangsOnOthers: false };
  const { expect } = readProjectFile(text, phoneCall);
  const [problem] = unmetExpectations(
    expect,
    [{ path: 'invalid/a.json', about: [0], unmet: [unmet] }],
    'nothing',
  );
  if (!problem) throw new Error(`Nothing is expected by the project file ${text}`);
  return [
    `## ${expectationNotMet}`,
    '*error*',
    `A project file, \`${projectFileName}\`, expects a problem that is not there: each rule that an entry of \`expect\` ` +
      'names has to find something in each file and each record that it names. What was to be wrong on purpose is ' +
      'right, so that a test with it proves nothing. Only files that were checked count, and rules that are not off; what ' +
      'hangs on other files counts where all below the project file were looked at. ' +
      'It is no rule and cannot be set itself; `interaction-data check --update-expect` takes what is not met away.',
    '**Reported:**',
    block('text', markedLines(text, problem)),
  ].join('\n\n');
}

/** The lines around the finding with its message below the token, and what the first fix changes. */
function badExample({ text, fixed, whyNoFix }: BadExample, rule: Rule): string {
  const { finding, fix } = firstFinding(text, rule);
  const frame = block('text', markedLines(text, finding));
  if (fixed === undefined || fix === undefined) return `${frame}\n\nNo fix: ${lowerFirst(whyNoFix ?? '')}`;
  const safe = fix.isSafe ? ' (safe)' : fix.isChoice ? ' (for you to choose)' : '';
  return `${frame}\n\n${fix.title}${safe}:\n\n${block('diff', changedLines(text, fixed))}`;
}

/** What an example has and a plain record has not; all of it where that is nothing. Of several records each keeps its identity. */
function goodExample(text: string): string {
  const lines = text.split('\n');
  const isOne = text.startsWith('{');
  const members = exampleRecord().replaceAll(',', '').split('\n').slice(1, -1);
  const plain = new Set(members.filter((line) => isOne || !line.includes(`"${phoneCall.identity?.name}"`)));
  const isPlain = (line: string | undefined) => plain.has(line?.replaceAll(',', '') ?? '');
  const isOwn = lines.some((line) => line.includes('"') && !isPlain(line));
  const own = lines.flatMap((line, at) => (!isPlain(line) ? line : isPlain(lines[at - 1]) ? [] : '  …'));
  return block('jsonc', isOwn ? own : lines);
}

/** The name that examples go by, which is shown nowhere. */
const EXAMPLE_FILE = 'example.json';

/** Checks an example; its records among each other only where the rule does so, as examples have few IDs. */
function checkExample(text: string, rule: Rule): CheckedDocument {
  const engine = createEngine({ type: exampleType(rule) });
  const alone = engine.checkText(text, 'json');
  if (!rule.judge) return alone;
  const among = engine.amongRecords();
  among.index.put(EXAMPLE_FILE, alone.document);
  runThrough(among.judging());
  return among.open(EXAMPLE_FILE, alone);
}

function firstFinding(
  text: string,
  rule: Rule,
): { readonly finding: Finding; readonly fix: Fix | undefined } {
  const checked = checkExample(text, rule);
  const { document } = checked;
  const [first] = chunksWithFindings(checked);
  const [finding] = first?.findings ?? [];
  if (!first || !finding) throw new Error(`Nothing is found in the example ${text}`);
  const [fix] = fixesOf(finding, fixContext(checked, first.index, NOW));
  const offset = offsetOf(document, first.index);
  return { finding: { ...finding, start: finding.start + offset, end: finding.end + offset }, fix };
}

/** How many lines are shown on each side of what matters. */
const LINES_AROUND = 1;

/** The line of the finding and its neighbours, with carets and the message below the token's first line. */
function markedLines(
  text: string,
  { start, end, message }: Pick<Finding, 'start' | 'end' | 'message'>,
): readonly string[] {
  const before = text.slice(0, start).split('\n');
  const column = before.at(-1)?.length ?? 0;
  const carets = '^'.repeat(Math.max(1, text.slice(start, end).split('\n')[0]?.length ?? 0));
  const line = before.length - 1;
  const shown = around(text.split('\n'), line, line);
  const at = shown.indexOf(text.split('\n')[line] as string);
  return [...shown.slice(0, at + 1), `${' '.repeat(column)}${carets} ${message}`, ...shown.slice(at + 1)].map(
    visible,
  );
}

/** The lines that differ, as a diff. Examples change in one place, so what is the same at both ends is left out. */
function changedLines(text: string, fixed: string): readonly string[] {
  const before = text.split('\n');
  const after = fixed.split('\n');
  let start = 0;
  while (before[start] === after[start] && start < before.length) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end))
    end++;
  return [
    ...before.slice(start, before.length - end).map((line) => `-${visible(line)}`),
    ...after.slice(start, after.length - end).map((line) => `+${visible(line)}`),
  ];
}

/** Lines `first` to `last` with their neighbours, and dots for the others. */
function around(lines: readonly string[], first: number, last: number): readonly string[] {
  const from = Math.max(0, first - LINES_AROUND);
  const to = Math.min(lines.length, last + LINES_AROUND + 1);
  return [...(from > 0 ? ['…'] : []), ...lines.slice(from, to), ...(to < lines.length ? ['…'] : [])];
}

/** A line in which characters that cannot be seen are shown by their sign. */
function visible(line: string): string {
  return line.replaceAll('\t', '␉').replaceAll('\u00a0', '⍽');
}

function block(language: string, lines: readonly string[]): string {
  return `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
