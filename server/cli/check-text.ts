import { isUtf8 } from 'node:buffer';
import { checkDocument } from '../check/check';
import { countCleanRecords } from '../check/clean';
import { type Counts, type LocatedFinding, locateFindings, type SeverityOf } from '../check/locate';
import { invalidSetting, type RuleSettings, severityOf } from '../config/rule-settings';
import { chunkAt, type DocumentForm, offsetOf, openDocument } from '../document/document';
import {
  type Paths,
  type PointerInRecord,
  pointerBetweenRecords,
  pointersInto,
  readPaths,
} from '../document/paths';
import type { Position } from '../document/positions';
import type { Record } from '../document/record';
import { scanValue } from '../document/scan-value';
import { settle } from '../document/settle';
import type { SoundReader } from '../document/sound-reader';
import type { Severity } from '../rules/rule';
import { linePositions } from './line-positions';
import type { FoundProjectFile } from './project-files';
import { decodeText } from './read-text';

/** A finding as reports show it. Offsets are UTF-16 code units in the file's text. */
export interface FileFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Index of the record in text order; undefined where the finding belongs to none. */
  readonly record: number | undefined;
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly related: { readonly start: number; readonly end: number; readonly message: string } | undefined;
  /** The JSON Pointer of what it is about. Computed when asked for: a report for people has none. */
  readonly pointer: () => string;
}

/** The findings of one file, in text order. */
export interface FileReport {
  readonly shownPath: string;
  /** Empty where nothing was found: then nothing is shown of it. */
  readonly text: string;
  /** The position of a UTF-16 offset in the text, line and character from 0. */
  readonly positionOf: (offset: number) => Position;
  /** How many records the file has. */
  readonly records: number;
  readonly findings: readonly FileFinding[];
  readonly counts: Counts;
}

/**
 * Checks the bytes of a file with records, which have a 0 byte behind them. `rules` are the settings of its project file.
 *
 * @throws FileError if they are no UTF-8
 */
export function checkBytes(
  shownPath: string,
  bytes: Uint8Array,
  form: DocumentForm,
  rules: RuleSettings,
  reader: SoundReader,
): FileReport {
  const clean = countCleanRecords(bytes, form, reader);
  // The 0 byte behind them is UTF-8, too.
  if (clean !== undefined && isUtf8(bytes)) return cleanReport(shownPath, clean);
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - 1);
  return checkText(shownPath, decodeText(content).text, form, rules, reader);
}

function cleanReport(shownPath: string, records: number): FileReport {
  return { shownPath, text: '', positionOf: nowhere, records, findings: [], counts: noCounts };
}

const nowhere = linePositions('');
const noCounts: Counts = { error: 0, warning: 0, information: 0, hint: 0 };

/** Checks the text of a file with records. `rules` are the settings of its project file. */
export function checkText(
  shownPath: string,
  text: string,
  form: DocumentForm,
  rules: RuleSettings,
  reader: SoundReader,
): FileReport {
  const document = settle(openDocument(text, form), reader);
  const severities: SeverityOf = (rule) => severityOf(rule, {}, rules);
  const { findings, counts } = locateFindings(checkDocument(document, undefined, reader), severities);
  let paths: Paths | undefined;
  const pointers = new Map<number, PointerInRecord>();
  return {
    shownPath,
    text,
    positionOf: linePositions(text),
    records: document.count - 1,
    findings: findings.map(describe),
    counts,
  };

  function describe({ finding, severity, start, end, chunk }: LocatedFinding): FileFinding {
    const offset = offsetOf(document, chunk);
    const record = chunkAt(document, chunk).record;
    const isInRecord = record !== undefined && finding.start < record.end;
    const { rule, message, field, related } = finding;
    return {
      rule,
      severity,
      message,
      // The first chunk is what stands in front of the first record.
      record: isInRecord ? chunk - 1 : undefined,
      field,
      start,
      end,
      related: related && { ...related, start: related.start + offset, end: related.end + offset },
      pointer() {
        paths ??= readPaths(document);
        if (!isInRecord) return pointerBetweenRecords(paths, start);
        const pointer = pointers.get(chunk) ?? pointersInto(paths.records[chunk - 1] ?? '', record);
        pointers.clear();
        pointers.set(chunk, pointer);
        return pointer(finding.start, finding.end);
      },
    };
  }
}

/** What is wrong with a project file. It has no records, and all of its findings are errors. */
export function projectFileReport(shownPath: string, { text, problems }: FoundProjectFile): FileReport {
  const pointerTo = pointersIntoProjectFile(text);
  const findings = problems.map(
    ({ start, end, message }): FileFinding => ({
      rule: invalidSetting,
      severity: 'error',
      message,
      record: undefined,
      field: undefined,
      start,
      end,
      related: undefined,
      pointer: () => pointerTo(start, end),
    }),
  );
  const counts: Counts = { error: findings.length, warning: 0, information: 0, hint: 0 };
  return { shownPath, text, positionOf: linePositions(text), records: 0, findings, counts };
}

/** Line and column of an offset as people count them: both from 1, the column in UTF-16 code units. */
export function placeOf(report: FileReport, offset: number): string {
  const { line, character } = report.positionOf(offset);
  return `${line + 1}:${character + 1}`;
}

function pointersIntoProjectFile(text: string): PointerInRecord {
  const brace = text.search(/\S/);
  if (text[brace] !== '{') return () => '';
  const root = text.slice(brace);
  const { end: rootEnd, closed, problems } = scanValue(root, 0, root.length);
  const record: Record = { text: root, end: rootEnd, closed, problems };
  const pointer = pointersInto('', record);
  return (start, end) => pointer(start - brace, end - brace);
}
