import type { ClientCapabilities, Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { CheckedBlock, CheckedDocument } from '../check/check';
import {
  type Counts,
  type LocatedFinding,
  locateInBlock,
  placeElsewhere,
  type RelatedPlace,
  relatedPlaces,
  type SeverityOf,
  shareOut,
} from '../check/locate';
import { limits } from '../config/limits';
import type { ProjectFileProblem } from '../config/part';
import { invalidSetting } from '../config/rule-settings';
import type { Block } from '../document/blocks';
import type { ChunkStart, Document } from '../document/document';
import type { KnownLines } from '../document/position-reader';
import type { Position } from '../document/positions';
import type { Severity } from '../rules/rule';
import { harmless } from '../words/harmless';
import { t } from '../words/language';
import type { FileConfiguration } from './configuration';
import { type RangeReader, rangeReader, toRange } from './convert';
import type { Host } from './host';
import { DiagnosticSeverity } from './library';
import { BEYOND_SCHEMA } from './own-messages';

/** How many wrong entries of a project file are sent at most. VS Code keeps no more findings of one source. */
const MOST_PROBLEMS = 1000;

/** The name that findings are shown under. */
export const SOURCE = 'interaction-data';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Whom findings are written for. */
export interface Reader {
  readonly client: ClientCapabilities;
  /** Has the documentation of the rules. */
  readonly host: Pick<Host, 'rulesPage'>;
}

/** What was written of a version of a file: the next one has most of it as it was. */
export interface Written {
  readonly lines: KnownLines;
  readonly blocks: WeakMap<CheckedBlock, WrittenBlock>;
}

/** What was written of a block, where it started there and so much of it was told. */
interface WrittenBlock {
  readonly diagnostics: readonly Diagnostic[];
  readonly block: Block;
  readonly line: number;
  readonly column: number;
  readonly severityOf: SeverityOf;
  readonly counts: Counts;
}

/** Begins with a file of which nothing was written. */
export function nothingWritten(): Written {
  return { lines: new WeakMap(), blocks: new WeakMap() };
}

/**
 * The findings of a document as the protocol writes them, with what the client understands of them. `written` spares the
 * next version of the document what this one has read and written, for the same client.
 */
export function toDiagnostics(
  uri: string,
  checked: CheckedDocument,
  { severityOf, maxFindings }: FileConfiguration,
  reader: Reader,
  written = nothingWritten(),
): Diagnostic[] {
  const { document } = checked;
  const rangeOf = rangeReader(document, written.lines);
  const all: Diagnostic[] = [];
  for (const told of shareOut(checked, severityOf, maxFindings).told) {
    const { number, counts } = told;
    const found = checked.blocks[number] as CheckedBlock;
    const block = document.blocks[number] as Block;
    const { line, column } = document.starts[number] as ChunkStart;
    const before = written.blocks.get(found);
    const isKnown =
      before?.block === block && before.severityOf === severityOf && isSameCounts(before.counts, counts);
    const located = isKnown ? [] : locateInBlock(checked, told, severityOf);
    const diagnostics = isKnown
      ? movedTo(line, column, before)
      : located.map((one) => toDiagnostic(uri, checked, one, reader, rangeOf));
    for (const one of diagnostics) all.push(one);
    // What else they name moves by itself.
    if (diagnostics !== before?.diagnostics && !located.some(namesOthers))
      written.blocks.set(found, { diagnostics, block, line, column, severityOf, counts });
  }
  return all;
}

function namesOthers({ finding: { related, elsewhere, problem } }: LocatedFinding): boolean {
  return related !== undefined || elsewhere !== undefined || problem === 'merge-conflict';
}

/** The same where the block starts there by now: what stands on its first line moves in that. */
function movedTo(line: number, column: number, before: WrittenBlock): readonly Diagnostic[] {
  if (before.line === line && before.column === column) return before.diagnostics;
  const moved = (at: Position): Position => ({
    line: at.line - before.line + line,
    character: at.line === before.line ? at.character - before.column + column : at.character,
  });
  return before.diagnostics.map((one) => ({
    ...one,
    range: { start: moved(one.range.start), end: moved(one.range.end) },
  }));
}

function isSameCounts(one: Counts, other: Counts): boolean {
  return (
    one.error === other.error &&
    one.warning === other.warning &&
    one.information === other.information &&
    one.hint === other.hint
  );
}

/** One finding as the protocol writes it; `rangeOf` is shared by those of many. */
export function toDiagnostic(
  uri: string,
  checked: CheckedDocument,
  located: LocatedFinding,
  reader: Reader,
  rangeOf = rangeReader(checked.document),
): Diagnostic {
  const { finding, severity, start, end } = located;
  const { relatedInformation } = reader.client.textDocument?.publishDiagnostics ?? {};
  const diagnostic: Diagnostic = {
    range: rangeOf(start, end, located.chunk),
    severity: severities[severity],
    code: finding.rule,
    source: SOURCE,
    message: harmless(finding.mark === 'expected' ? t`Expected: ${finding.message}` : finding.message),
    ...pageOf(finding.rule, reader),
  };
  const related = relatedInformation ? relatedIn(uri, checked, located, rangeOf) : [];
  if (related.length > 0) diagnostic.relatedInformation = related;
  return diagnostic;
}

/** The places that explain a finding, of closed files as far as they are known. */
function relatedIn(
  uri: string,
  checked: CheckedDocument,
  located: LocatedFinding,
  rangeOf: RangeReader,
): DiagnosticRelatedInformation[] {
  const { elsewhere } = located.finding;
  if (!elsewhere) return relatedPlaces(checked, located).map(inWords);
  return elsewhere.flatMap((one) => {
    const place = placeElsewhere(one, checked);
    if (place) return [inWords(place)];
    const range = checked.among?.rangeOf?.(one);
    return range ? [{ location: { uri: one.place.file, range }, message: harmless(one.message) }] : [];
  });

  function inWords({ start, end, message, file }: RelatedPlace): DiagnosticRelatedInformation {
    const location = file
      ? { uri: file.address, range: toRange(file.document, start, end) }
      : { uri, range: rangeOf(start, end) };
    return { location, message: harmless(message) };
  }
}

/** The wrong entries of a project file as the protocol writes them. */
export function projectFileDiagnostics(
  document: Document,
  problems: readonly ProjectFileProblem[],
  reader: Reader,
): Diagnostic[] {
  return problems
    .slice(0, MOST_PROBLEMS)
    .map(({ start, end, message, isBeyondSchema, rule = invalidSetting }) => ({
      range: toRange(document, start, end),
      severity: DiagnosticSeverity.Error,
      code: rule,
      ...pageOf(rule, reader),
      source: SOURCE,
      message: harmless(message),
      ...(isBeyondSchema && { data: BEYOND_SCHEMA }),
    }));
}

/** The documentation of a rule, where the client shows a way to it. */
function pageOf(rule: string, { client, host }: Reader): Pick<Diagnostic, 'codeDescription'> | undefined {
  const { codeDescriptionSupport } = client.textDocument?.publishDiagnostics ?? {};
  return codeDescriptionSupport ? { codeDescription: { href: `${host.rulesPage}#${rule}` } } : undefined;
}

/** What is told of a file that takes more memory than there is. */
export function tooLargeDiagnostic(): Diagnostic {
  return notChecked('too-large', t`Not checked: this file takes more memory than there is. Split it.`);
}

/** What is told of a closed file that is larger than any that is read. */
export function closedTooLargeDiagnostic(): Diagnostic {
  const most = limits.closedFileBytes >> 20;
  return notChecked('too-large', t`Not checked: this file has more than ${most} MB. Split it.`);
}

/** What is told of a closed file whose bytes are no text. */
export function notUtf8Diagnostic(): Diagnostic {
  return notChecked('not-utf-8', t`Not checked: this file is not UTF-8. Save it as UTF-8.`);
}

function notChecked(code: string, message: string): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    severity: DiagnosticSeverity.Warning,
    code,
    source: SOURCE,
    message,
  };
}
