import { isUtf8 } from 'node:buffer';
import { type CheckedDocument, withFindings } from '../check/check';
import {
  type Counts,
  countMarks,
  type LocatedFinding,
  locateFindings,
  type MarkCounts,
  placeElsewhere,
  type RelatedPlace,
  relatedPlaces,
  type SeverityOf,
} from '../check/locate';
import { fixingEach, type LocatedFix } from '../check/located-fixes';
import { createMarking, type Unmet } from '../check/marks';
import { runThrough } from '../check/run-through';
import type { EntriesOfFile } from '../config/finding-entries';
import type { ProjectFileProblem } from '../config/part';
import { invalidSetting, type RuleSettings, severityOf } from '../config/rule-settings';
import { chunkAt, chunksOf, type Document, textOf } from '../document/document';
import { type FormWanted, readingAs } from '../document/form';
import {
  type Paths,
  type PointerInRecord,
  pointerBetweenRecords,
  pointersInto,
  readPaths,
} from '../document/paths';
import type { Position } from '../document/positions';
import type { DataRecord } from '../document/record';
import { scanValue } from '../document/scan-value';
import { recordNameOf } from '../features/expectations';
import { openRecord } from '../record/open-record';
import { type SaidInFile, saidRecords } from '../relations/said-records';
import { type Elsewhere, namesOf, type Severity } from '../rules/rule';
import type { RecordType } from '../spec/record-type';
import { engine } from './engine';
import { memoryGuard } from './enough-memory';
import { decodeText } from './files/read-text';
import { bytesInLine, linePositions } from './line-positions';
import type { FoundProjectFile } from './project-files';

/** A finding as reports show it. Offsets are UTF-16 code units in the file's text. */
export interface FileFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Index of the record in text order; undefined where the finding belongs to none. */
  readonly record: number | undefined;
  /** The names of the fields that it is about. */
  readonly fields: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Other places that explain it, in text order. */
  readonly related: readonly RelatedInReport[];
  /** The JSON Pointer of what it is about. Computed when asked for, as all below is: a report for people has none. */
  readonly pointer: () => string;
  /** The same, but from its record on, which is named by its identity where it has one: other records do not count. */
  readonly anchor: () => string;
  /** How a project file names its record: see `recordNameOf`. */
  readonly recordName: () => string | undefined;
  /** The ways to mend it alone, best first, each made when it is asked for. */
  readonly fixes: () => Iterable<LocatedFix>;
}

/** Another place that explains a finding. */
export interface RelatedInReport extends Omit<RelatedPlace, 'file'> {
  /** The other file that it is in; undefined for the same one. */
  readonly file?: Pick<FileReport, 'shownPath' | 'textAt' | 'positionOf'>;
}

/** A part of a file's text. */
export interface TextPart {
  readonly text: string;
  /** The UTF-16 offset in the file's text that it starts at. */
  readonly from: number;
}

/** The findings of one file, in text order. */
export interface FileReport {
  readonly shownPath: string;
  /** The text around a UTF-16 offset of a finding: far more than is shown of it. */
  readonly textAt: (offset: number) => TextPart;
  /** How many bytes of UTF-8 are before an offset of a finding on its line. */
  readonly bytesBefore: (offset: number) => number;
  /** The position of a UTF-16 offset in the text, line and character from 0. */
  readonly positionOf: (offset: number) => Position;
  /** How many records the file has. */
  readonly records: number;
  /** Those that are shown, made one by one each time: there can be more than memory holds. */
  readonly findings: Iterable<FileFinding>;
  /** How many they are. */
  readonly listed: Counts;
  /** How many are not shown, because there are too many. */
  readonly omitted: number;
  /** Whether the file was not checked to its end, as there are as many errors as were wanted. */
  readonly isEnded: boolean;
  /** All of them, also those that are not shown. */
  readonly counts: Counts;
  /** What else is found and told by nobody: what the project file expects and ignores. */
  readonly marks: MarkCounts;
  /** What the project file expects and is not there. */
  readonly unmet: readonly Unmet[];
}

/** How a file is checked. */
export interface HowToCheck {
  readonly form: FormWanted;
  /** What its records are. */
  readonly type: RecordType;
  /** The settings of its project file. */
  readonly rules: RuleSettings;
  /** What its project file ignores and expects of it. */
  readonly entries: EntriesOfFile | undefined;
  /** How many findings are shown at most. */
  readonly most: number;
  /** Whether errors alone are shown. */
  readonly onlyErrors: boolean;
  /** With so many errors a large file is not checked any further. */
  readonly endsAt: number;
}

/** A file that was looked at, before all others were. */
export interface Looked {
  /** How many records it has, where nothing is found in any of them by itself; else undefined. */
  readonly quiet: number | undefined;
  /** What its records say of each other. */
  readonly said: SaidInFile;
  /** What was found in it, where it was checked for that. */
  readonly checked: CheckedText | undefined;
}

/** A text, and what is found in its records one by one. */
export interface CheckedText {
  readonly text: string;
  readonly found: CheckedDocument;
}

/**
 * Looks at the bytes of a file with records, which have a 0 byte after them: as little as is needed to know what its records
 * say of each other. `isToKeep` says of the number of bytes whether it is checked and kept where anything is found in it; one
 * that cannot be read again is always checked, as something may be found in its records among others.
 *
 * @throws FileError if they are no UTF-8
 */
export function lookAtBytes(
  bytes: Uint8Array,
  how: Pick<HowToCheck, 'form' | 'type' | 'entries'>,
  isToKeep: (length: number) => boolean,
  isLasting: boolean,
): Looked {
  const isKept = !isLasting || isToKeep(bytes.length);
  // What is expected may be missing in a file in which nothing is found.
  const expectsNothing = !how.entries || how.entries.expect.length === 0;
  const look = isLasting
    ? engine.lookAtRecords(bytes, how.form.form, how.type, isKept && expectsNothing)
    : undefined;
  // The 0 byte after them is UTF-8, too.
  if (look && (!isKept || (look.isQuiet && expectsNothing)) && isUtf8(bytes))
    return {
      quiet: look.isQuiet && expectsNothing ? look.count : undefined,
      said: look.said,
      checked: undefined,
    };
  const text = textOfBytes(bytes);
  if (isKept) {
    const found = checkText(text, how);
    return { quiet: undefined, said: saidIn(found.document), checked: { text, found } };
  }
  return { quiet: undefined, said: saidIn(readText(text, how)), checked: undefined };
}

/**
 * The text of a file's bytes, which have a 0 byte after them.
 *
 * @throws FileError if they are no UTF-8
 */
export function textOfBytes(bytes: Uint8Array): string {
  return decodeText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - 1)).text;
}

/** Checks the records of a text, one by one. */
export function checkText(text: string, how: Pick<HowToCheck, 'form' | 'type'>): CheckedDocument {
  return engine.checkText(text, { isFinal: true, ...readingAs(text, how.form) }, how.type, memoryGuard());
}

/** Reads a text and checks nothing. */
export function readText(text: string, how: Pick<HowToCheck, 'form' | 'type'>): Document {
  return engine.read(engine.open(text, { isFinal: true, ...readingAs(text, how.form) }, how.type));
}

/** What the records of a document say of each other. */
export function saidIn(document: Document): SaidInFile {
  const said = saidRecords();
  for (const chunk of chunksOf(document)) if (chunk.record) said.addChunk(chunk);
  return said.said();
}

export const noCounts: Counts = { error: 0, warning: 0, information: 0, hint: 0 };
export const noMarks: MarkCounts = { ignored: 0, expected: 0 };

/** The same of all files in which nothing is found. */
const quiet = {
  ...inText(''),
  findings: [],
  listed: noCounts,
  omitted: 0,
  isEnded: false,
  counts: noCounts,
  marks: noMarks,
  unmet: [],
};

/** The report on a file in which nothing is found. */
export function quietReport(shownPath: string, records: number): FileReport {
  return { shownPath, records, ...quiet };
}

/** The report on a text that is checked. */
export function reportOn(
  shownPath: string,
  text: string,
  found: CheckedDocument,
  { rules, entries, most, onlyErrors }: Omit<HowToCheck, 'form' | 'type' | 'endsAt'>,
  shownPathOf: (path: string) => string = () => shownPath,
  inLarge: (place: Elsewhere) => RelatedInReport | undefined = () => undefined,
): FileReport {
  const severities: SeverityOf = (rule) => severityOf(rule, {}, rules);
  const marking = entries && createMarking(entries, severities);
  const marked = marking?.mark(found) ?? found;
  // What is there on purpose is counted, and nothing that anybody is to look at.
  const checked = marking
    ? withFindings(marked, (ofChunk) =>
        ofChunk.some(({ mark }) => mark) ? ofChunk.filter(({ mark }) => !mark) : ofChunk,
      )
    : found;
  const { document } = checked;
  // The most severe ones are kept, so errors come first.
  const { findings: located, counts } = locateFindings(checked, severities, most);
  const shown = onlyErrors ? located.filter(({ severity }) => severity === 'error') : located;
  const wanted = onlyErrors ? counts.error : countAll(counts);
  const inReport = placesInReport(shownPathOf);
  const describe = describing(checked, {
    readPaths: () => readPaths(document),
    nameOf: (one) => recordNameOf(checked, one),
    relatedOf: (one) =>
      one.finding.elsewhere?.flatMap((place) => placeIn(place, checked, inReport, inLarge) ?? []) ??
      relatedPlaces(checked, one).map(inReport),
  });
  const listed: Counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of shown) listed[severity]++;
  return {
    shownPath,
    ...inText(text),
    records: document.count - 1,
    findings: { [Symbol.iterator]: described },
    listed,
    omitted: wanted - shown.length,
    isEnded: false,
    counts,
    marks: marking ? countMarks(marked, severities) : noMarks,
    unmet: marking ? runThrough(marking.findingUnmet(marked)) : [],
  };

  function* described(): Iterator<FileFinding> {
    for (const finding of shown) yield describe(finding);
  }
}

/** What is not known from a document alone. */
interface Describing {
  /** Reads the paths of its records, where somebody wants one. */
  readonly readPaths: () => Paths;
  /** How a project file names the record of a finding. */
  readonly nameOf: (one: LocatedFinding) => string | undefined;
  readonly relatedOf: (one: LocatedFinding) => readonly RelatedInReport[];
}

/** Shows findings of a document as reports do. */
export function describing(
  checked: CheckedDocument,
  { readPaths, nameOf, relatedOf }: Describing,
): (one: LocatedFinding) => FileFinding {
  const { document } = checked;
  let paths: Paths | undefined;
  const pathsOf = () => (paths ??= readPaths());
  // Findings are asked for in the order of the text: what is known of a record is kept for those that follow.
  const pointersOf = lastOf((chunk) =>
    pointersInto(pathsOf().records[chunk - 1] ?? '', chunkAt(document, chunk).record as DataRecord),
  );
  const anchorsOf = lastOf((chunk) => anchorsInto(chunkAt(document, chunk).record as DataRecord));
  let fixesOf: ReturnType<typeof fixingEach> | undefined;
  return describe;

  function describe(one: LocatedFinding): FileFinding {
    const { finding, severity, start, end, chunk } = one;
    const record = chunkAt(document, chunk).record;
    const isInRecord = record !== undefined && finding.start < record.end;
    const { rule, message } = finding;
    return {
      rule,
      severity,
      message,
      // The first chunk is what stands before the first record.
      record: isInRecord ? chunk - 1 : undefined,
      fields: namesOf(finding),
      start,
      end,
      related: relatedOf(one),
      pointer: () =>
        isInRecord ? pointersOf(chunk)(finding.start, finding.end) : pointerBetweenRecords(pathsOf(), start),
      anchor: () =>
        isInRecord ? anchorsOf(chunk)(finding.start, finding.end) : pointerBetweenRecords(pathsOf(), start),
      recordName: () => nameOf(one),
      fixes() {
        fixesOf ??= fixingEach(checked, new Date().toISOString());
        return fixesOf(one);
      },
    };
  }
}

/** Gives places what is needed to show them where they are in other files: found out once for each of those. */
export function placesInReport(
  shownPathOf: (path: string) => string,
): (place: RelatedPlace) => RelatedInReport {
  const files = new WeakMap<Document, RelatedInReport['file'] & object>();
  return ({ file, ...place }) => {
    if (!file) return place;
    const { address, document } = file;
    let shown = files.get(document);
    if (!shown) {
      const text = textOf(document);
      shown = { shownPath: shownPathOf(address), ...inText(text) };
      files.set(document, shown);
    }
    return { ...place, file: shown };
  };
}

/** A place in another record, wherever that is; undefined where it is there no more. */
export function placeIn(
  place: Elsewhere,
  checked: Pick<CheckedDocument, 'document' | 'among'>,
  inReport: (place: RelatedPlace) => RelatedInReport,
  inLarge: (place: Elsewhere) => RelatedInReport | undefined,
): RelatedInReport | undefined {
  const large = inLarge(place);
  if (large) return large;
  const there = placeElsewhere(place, checked);
  return there && inReport(there);
}

/** Makes of an index what `make` does, and keeps the last one. */
function lastOf<Made>(make: (index: number) => Made): (index: number) => Made {
  let last: { readonly index: number; readonly made: Made } | undefined;
  return (index) => {
    if (last?.index !== index) last = { index, made: make(index) };
    return last.made;
  };
}

/** What names places in a record wherever it stands: its identity as it is written, and the pointer from the record on. */
function anchorsInto(record: DataRecord): PointerInRecord {
  const opened = openRecord(record);
  const { identity } = record.type;
  const entry = identity && opened.entryOf(identity.name);
  const name = entry ? opened.valueText(entry) : '';
  const pointer = pointersInto('', record);
  return (start, end) => `${name} ${pointer(start, end)}`;
}

/** How many findings there are of all severities. */
export function countAll({ error, warning, information, hint }: Counts): number {
  return error + warning + information + hint;
}

/** The text of a whole file, as reports ask for it. */
function inText(text: string): Pick<FileReport, 'textAt' | 'positionOf' | 'bytesBefore'> {
  const positionOf = linePositions(text);
  const whole: TextPart = { text, from: 0 };
  return { textAt: () => whole, positionOf, bytesBefore: bytesInLine(text, positionOf) };
}

/** What is wrong with a project file, and what it expects and is not there. It has no records, and all of that are errors. */
export function projectFileReport(
  shownPath: string,
  { text, problems: own }: FoundProjectFile,
  unmet: readonly ProjectFileProblem[] = [],
): FileReport {
  const problems = [...own, ...unmet].sort((a, b) => a.start - b.start);
  const pointerTo = pointersIntoProjectFile(text);
  const findings = problems.map(
    ({ start, end, message, rule = invalidSetting }): FileFinding => ({
      rule,
      severity: 'error',
      message,
      record: undefined,
      fields: [],
      start,
      end,
      related: [],
      pointer: () => pointerTo(start, end),
      anchor: () => pointerTo(start, end),
      recordName: () => undefined,
      fixes: () => [],
    }),
  );
  const counts: Counts = { error: findings.length, warning: 0, information: 0, hint: 0 };
  return {
    shownPath,
    ...inText(text),
    records: 0,
    findings,
    listed: counts,
    omitted: 0,
    isEnded: false,
    counts,
    marks: noMarks,
    unmet: [],
  };
}

/** Line and column of an offset as people count them: both from 1, the column in UTF-16 code units. */
export function placeOf(report: Pick<FileReport, 'positionOf'>, offset: number): string {
  const { line, character } = report.positionOf(offset);
  return `${line + 1}:${character + 1}`;
}

function pointersIntoProjectFile(text: string): PointerInRecord {
  const brace = text.search(/\S/);
  if (text[brace] !== '{') return () => '';
  const root = text.slice(brace);
  const { end: rootEnd, closed, problems } = scanValue(root, 0, root.length, undefined);
  const record: DataRecord = { type: engine.type, text: root, end: rootEnd, closed, problems };
  const pointer = pointersInto('', record);
  return (start, end) => pointer(start - brace, end - brace);
}
