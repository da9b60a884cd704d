import type { DocumentForm } from '../document/form';
import type { Entry } from '../document/record';
import { scanValue } from '../document/scan-value';
import { afterByteOrderMark, isWhiteSpace, OPEN_BRACE, OPEN_BRACKET } from '../json/characters';
import type { Problem } from '../json/problem';
import { endOfLine } from '../json/tokens';
import { ruleWithId } from '../rules/rules';
import type { RecordFragment } from '../spec/record-fragment';
import type { RecordType } from '../spec/record-type';
import type { FileSettings, FormGlob } from './files';
import { globProblem, tooManyGlobs } from './globs';
import { limits } from './limits';
import { readRecordFragment } from './record-fragment';
import {
  isRuleSetting,
  type RuleSetting,
  type RuleSettings,
  ruleIdProblem,
  ruleValueProblem,
  unknownKeyProblem,
} from './rule-settings';
import { formProblem } from './settings';
import { withoutComments } from './without-comments';
import { type ProjectFileProblem, writtenText } from './written';

/** What a project file says: its right entries, and what is wrong with the others. Globs are relative to its folder. */
export interface ProjectFile extends FileSettings {
  readonly rules: RuleSettings;
  /** What it states of records beyond the specification; undefined where it states nothing. */
  readonly record: RecordFragment | undefined;
  /** In text order. */
  readonly problems: readonly ProjectFileProblem[];
}

/** The members that a project file may have. */
export const projectFileKeys: readonly string[] = ['$schema', 'rules', 'files', 'exclude', 'forms', 'record'];

/**
 * Reads the text of a project file. Nothing throws: a wrong entry is a problem and otherwise left out, and the
 * right ones beside it count, in a file with syntax errors too. `base` is the type of record that it may state more of;
 * who does not ask for that has none.
 */
export function readProjectFile(text: string, base: RecordType | undefined): ProjectFile {
  const { text: bare, comments } = withoutComments(text);
  const written = writtenText(bare);
  const { atKey, atValue, problem, shown, stringOf } = written;
  const rules: Record<string, RuleSetting> = {};
  const files: string[] = [];
  const exclude: string[] = [];
  const forms: FormGlob[] = [];
  let record: RecordFragment | undefined;
  const ofRecord = new Set<ProjectFileProblem>();
  for (const { start, end } of comments) reportSyntax({ kind: 'comment', start, end }, 0);
  const start = skipWhiteSpace(bare, afterByteOrderMark(bare));
  if (bare.charCodeAt(start) === OPEN_BRACE) readRoot();
  else problem(start, lastTokenEnd(bare, start), 'A project file is one JSON object: write { "rules": {} }.');
  return {
    rules,
    record,
    files,
    exclude,
    forms,
    problems: written.problems
      .map((told) => (ofRecord.has(told) ? { ...told, isOfRecord: true as const } : told))
      .toSorted((a, b) => a.start - b.start),
  };

  function readRoot(): void {
    const root = scanValue(bare, start, bare.length, undefined);
    for (const defect of root.problems) reportSyntax(defect, start);
    const after = root.closed ? skipWhiteSpace(bare, root.end) : bare.length;
    if (after < bare.length) {
      problem(after, lastTokenEnd(bare, after), 'Remove this: a project file is one JSON object.');
    }
    for (const entry of written.membersAt(start, bare.length)) {
      if (entry.key === 'rules') readRules(entry);
      else if (entry.key === 'files') readGlobs(entry, files);
      else if (entry.key === 'exclude') readGlobs(entry, exclude);
      else if (entry.key === 'forms') readForms(entry);
      else if (entry.key === 'record') readRecord(entry);
      else if (entry.key !== '$schema') atKey(entry, unknownKeyProblem(entry.key, projectFileKeys));
      else if (entry.kind !== 'string')
        atValue(entry, `"$schema" is an address in quotes, not ${shown(entry)}.`);
    }
  }

  function readRecord(entry: Entry): void {
    const told = written.problems.length;
    record = base && readRecordFragment(entry, written, base);
    for (const problem of written.problems.slice(told)) ofRecord.add(problem);
  }

  function readRules(entry: Entry): void {
    if (entry.kind !== 'object') {
      const right = '{ "unknown-field": "off" }';
      return atValue(entry, `"rules" is an object such as ${right}, not ${shown(entry)}.`);
    }
    for (const rule of written.members(entry)) {
      const idProblem = ruleIdProblem(rule.key);
      const value = stringOf(rule);
      const valueProblem = ruleValueProblem(rule.key, value, shown(rule));
      if (idProblem !== undefined) atKey(rule, idProblem);
      else if (isRuleSetting(value)) rules[rule.key] = value;
      else if (valueProblem !== undefined) atValue(rule, valueProblem);
    }
  }

  function readGlobs(entry: Entry, globs: string[]): void {
    if (entry.kind !== 'array') {
      const right = '["fixtures/**/*.json"]';
      return atValue(entry, `"${entry.key}" is a list of globs such as ${right}, not ${shown(entry)}.`);
    }
    const elements = written.elements(entry);
    reportTooMany(entry, elements.length);
    for (const element of elements.slice(0, limits.globs)) {
      const glob = stringOf(element);
      if (glob === undefined) {
        atValue(element, `A glob is a string such as "fixtures/**/*.json", not ${shown(element)}.`);
        continue;
      }
      const defect = globProblem(glob);
      if (defect === undefined) globs.push(glob);
      else atValue(element, defect);
    }
  }

  function readForms(entry: Entry): void {
    if (entry.kind !== 'object') {
      const right = '{ "*.log.json": "lines" }';
      return atValue(entry, `"forms" is an object such as ${right}, not ${shown(entry)}.`);
    }
    const members = written.members(entry);
    reportTooMany(entry, members.length);
    for (const member of members.slice(0, limits.globs)) {
      const value = stringOf(member);
      const globDefect = globProblem(member.key);
      const formDefect = formProblem(value, shown(member));
      if (globDefect !== undefined) atKey(member, globDefect);
      else if (formDefect !== undefined) atValue(member, formDefect);
      else forms.push([member.key, value as DocumentForm]);
    }
  }

  function reportTooMany(entry: Entry, count: number): void {
    const defect = tooManyGlobs(entry.key, count);
    if (defect !== undefined) atKey(entry, defect);
  }

  function reportSyntax(defect: Problem, origin: number): void {
    const message = ruleWithId('syntax')?.ofProblem?.(defect, text.slice(origin))?.message;
    if (message !== undefined) problem(origin + defect.start, origin + defect.end, message);
  }
}

function skipWhiteSpace(text: string, from: number): number {
  let at = from;
  while (isWhiteSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The end of what stands at `from`, for a problem that is about all of it: of a list, or of the line. */
function lastTokenEnd(text: string, from: number): number {
  if (text.charCodeAt(from) === OPEN_BRACKET) return scanValue(text, from, text.length, undefined).end;
  return endOfLine(text, from);
}
