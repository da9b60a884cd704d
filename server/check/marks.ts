import type { Block } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import { chunksOf, type Document } from '../document/document';
import type { Finding, Mark } from '../rules/rule';
import { ruleWithId } from '../rules/rules';
import { type CheckedBlock, type CheckedDocument, countByKind } from './check';
import { type SeverityOf, severityOfFinding } from './locate';
import { identifierOf, isPointer, namingPointers } from './record-name';

/** Some findings of one file, as a project file names them. */
export interface NamedFindings {
  /** Which entry of its list it is, from 0. */
  readonly entry: number;
  /** Identifiers or JSON Pointers of records; undefined where it is about the whole file. */
  readonly records: readonly string[] | undefined;
  /** Ids of rules; undefined where it is about all of them. */
  readonly rules: readonly string[] | undefined;
}

/** What a project file says of the findings of one file. */
export interface MarksOfFile {
  readonly ignore: readonly NamedFindings[];
  readonly expect: readonly NamedFindings[];
}

/** Something that is expected and not there. */
export interface Unmet {
  readonly entry: number;
  /** The name of the record that it was expected in; undefined where that could be any. */
  readonly record: string | undefined;
  /** The rule that was to find it; undefined where that could be any. */
  readonly rule: string | undefined;
  /** True where there is no such record in the file: it may be in another one. */
  readonly isAbsent: boolean;
  /** True where it hangs on records of other files: the one that it would be found by may be in a file that is not known. */
  readonly hangsOnOthers: boolean;
}

/** Marks the findings of one file, version after version: what is the same in the next one keeps its marks. */
export interface Marking {
  /** The entries by which something is expected of it. */
  readonly about: readonly number[];
  /** The document with its findings marked; the same one where nothing is. Offsets and everything else stay. */
  readonly mark: (checked: CheckedDocument) => CheckedDocument;
  /** What is expected and not in a document, in the order of the entries. The generator pauses every now and then. */
  readonly findingUnmet: (checked: CheckedDocument) => Generator<undefined, readonly Unmet[]>;
}

/** What becomes of a block. */
interface MarkedBlock {
  readonly block: CheckedBlock;
  /** The expectations that are met in it: see `keyOf`. */
  readonly met: readonly string[];
}

/** What becomes of a document. */
interface MarkedDocument {
  readonly checked: CheckedDocument;
  /** What is met in each of its blocks. */
  readonly met: readonly (readonly string[])[];
}

/** What becomes of the findings of a chunk. */
interface MarkedChunk {
  readonly findings: readonly Finding[];
  /** The pointer that its record had. */
  readonly pointer: string | undefined;
  readonly marked: readonly Finding[];
  readonly met: readonly string[];
}

/** So much is told of what is not met, of each kind of certainty: nobody reads more. */
const MOST_UNMET = 1000;

/**
 * Prepares to mark the findings of a file. A finding that is both ignored and expected is expected. Only findings that are
 * told meet an expectation; a rule that is off cannot disappoint one.
 */
export function createMarking({ ignore, expect }: MarksOfFile, severityOf: SeverityOf): Marking {
  const ignored = byRecord(ignore);
  const expected = byRecord(expect);
  const pointers = new Set(
    [...ignored.named.keys(), ...expected.named.keys()].filter((name) => isPointer(name)),
  );
  const hasIdentifiers = ignored.named.size + expected.named.size > pointers.size;
  const marked = new WeakMap<CheckedDocument, MarkedDocument>();
  /** A name can come to be that of another record: only blocks without pointers are kept. */
  const blocks = new WeakMap<CheckedBlock, MarkedBlock>();
  const chunks = new WeakMap<Chunk, MarkedChunk>();
  const identifiers = new WeakMap<Chunk, { readonly identifier: string | undefined }>();
  return {
    about: expect.map(({ entry }) => entry),
    mark: (checked) => mark(checked).checked,
    findingUnmet,
  };

  /** A document that is marked already stays as it is. */
  function mark(checked: CheckedDocument): MarkedDocument {
    const known = marked.get(checked);
    if (known) return known;
    const made = markedBlocks(checked);
    const isSame = made.every(({ block }, at) => block === checked.blocks[at]);
    const result = {
      checked: isSame ? checked : { ...checked, blocks: made.map(({ block }) => block) },
      met: made.map(({ met }) => met),
    };
    marked.set(checked, result);
    marked.set(result.checked, result);
    return result;
  }

  function markedBlocks({ document, blocks: all }: CheckedDocument): readonly MarkedBlock[] {
    const pointed = pointedRecords(document);
    return all.map((block, at) => {
      if (block.counts.size === 0) return { block, met: [] };
      const known = pointed ? undefined : blocks.get(block);
      if (known) return known;
      const first = document.starts[at]?.index ?? 0;
      const made = markBlock(block, document.blocks[at] as Block, (place) => pointed?.get(first + place));
      blocks.set(block, made);
      return made;
    });
  }

  /** The pointers that the file says something of, by the index of the chunk; undefined where there are none. */
  function pointedRecords(document: Document): ReadonlyMap<number, string> | undefined {
    if (pointers.size === 0) return undefined;
    const pointed = new Map<number, string>();
    for (const [index, pointer] of namingPointers(document).entries())
      if (pointers.has(pointer)) pointed.set(index + 1, pointer);
    return pointed;
  }

  function markBlock(
    block: CheckedBlock,
    { chunks: inBlock }: Block,
    pointerOf: (place: number) => string | undefined,
  ): MarkedBlock {
    const met = new Set<string>();
    let isSame = true;
    const findings = block.findings.map((ofChunk, place) => {
      if (ofChunk.length === 0) return ofChunk;
      const made = markChunk(inBlock[place] as Chunk, ofChunk, pointerOf(place));
      for (const key of made.met) met.add(key);
      isSame &&= made.marked === ofChunk;
      return made.marked;
    });
    return { block: isSame ? block : { findings, counts: countByKind(findings) }, met: [...met] };
  }

  function markChunk(chunk: Chunk, findings: readonly Finding[], pointer: string | undefined): MarkedChunk {
    const known = chunks.get(chunk);
    if (known?.findings === findings && known.pointer === pointer) return known;
    const met: string[] = [];
    const names = namesOf(chunk, pointer);
    const end = chunk.record?.end ?? -1;
    const marks = findings.map((finding) => markOf(finding, finding.start < end ? names : [], met));
    const isMarked = marks.some((one) => one !== undefined);
    const withMarks = (finding: Finding, index: number): Finding => {
      const one = marks[index];
      return one ? { mark: one, ...finding } : finding;
    };
    const made = { findings, pointer, marked: isMarked ? findings.map(withMarks) : findings, met };
    chunks.set(chunk, made);
    return made;
  }

  /** The names of a chunk's record that the project file says something of. */
  function namesOf(chunk: Chunk, pointer: string | undefined): readonly string[] {
    const identifier = hasIdentifiers ? identifierIn(chunk) : undefined;
    return [identifier, pointer].filter((name) => name !== undefined);
  }

  function identifierIn(chunk: Chunk): string | undefined {
    const known = identifiers.get(chunk) ?? { identifier: identifierOf(chunk) };
    identifiers.set(chunk, known);
    return known.identifier;
  }

  /** What is said of a finding in a record with these names; what it meets is added to `met`. */
  function markOf(finding: Finding, names: readonly string[], met: string[]): Mark | undefined {
    const { rule } = finding;
    if (severityOfFinding(finding, severityOf) === 'off') return undefined;
    let isExpected = false;
    for (const [name, one] of about(expected, names)) {
      if (one.rules && !one.rules.has(rule)) continue;
      isExpected = true;
      met.push(keyOf(one.entry, name, one.rules && rule));
    }
    if (isExpected) return 'expected';
    for (const [, { rules }] of about(ignored, names)) if (!rules || rules.has(rule)) return 'ignored';
    return undefined;
  }

  function* findingUnmet(checked: CheckedDocument): Generator<undefined, readonly Unmet[]> {
    const met = new Set(mark(checked).met.flat());
    const missing = new Set<string>();
    for (const { record } of wanting()) if (record !== undefined) missing.add(record);
    const present = missing.size > 0 ? yield* findingRecords(checked.document, missing) : missing;
    const few = fewOfEach();
    const unmet: Unmet[] = [];
    for (const one of wanting())
      unmet.push(...few({ ...one, isAbsent: one.record !== undefined && !present.has(one.record) }));
    return unmet;

    function* wanting() {
      for (const { entry, records, rules } of expect) {
        const wanted = rules?.filter((rule) => severityOf(rule) !== 'off') ?? [undefined];
        for (const record of records ?? [undefined])
          for (const rule of wanted) if (!met.has(keyOf(entry, record, rule))) yield { entry, record, rule };
      }
    }
  }
}

/** Gives things back as long as there are few of their kind of certainty, and a record that is not there once for an entry. */
function fewOfEach(): (one: Omit<Unmet, 'hangsOnOthers'>) => readonly Unmet[] {
  const counts = new Map<string, number>();
  let absent: Omit<Unmet, 'hangsOnOthers'> | undefined;
  return (one) => {
    if (one.isAbsent && absent?.entry === one.entry && absent.record === one.record) return [];
    if (one.isAbsent) absent = one;
    const all = { ...one, hangsOnOthers: !one.isAbsent && hangsOnOthers(one.rule) };
    const kind = `${all.isAbsent} ${all.hangsOnOthers}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= MOST_UNMET ? [all] : [];
  };
}

/** An entry, ready to be asked. */
interface Entry {
  readonly entry: number;
  readonly rules: ReadonlySet<string> | undefined;
}

/** Entries by what they are about: the whole file, or a record. */
interface ByRecord {
  readonly everywhere: readonly Entry[];
  readonly named: ReadonlyMap<string, readonly Entry[]>;
}

function byRecord(all: readonly NamedFindings[]): ByRecord {
  const everywhere: Entry[] = [];
  const named = new Map<string, Entry[]>();
  for (const { entry, records, rules } of all) {
    const one = { entry, rules: rules && new Set(rules) };
    if (!records) everywhere.push(one);
    for (const name of new Set(records)) {
      const others = named.get(name);
      if (others) others.push(one);
      else named.set(name, [one]);
    }
  }
  return { everywhere, named };
}

/** The entries that are about a record with these names, each with the name that it goes by, if by any. */
function* about(
  { everywhere, named }: ByRecord,
  names: readonly string[],
): Generator<readonly [name: string | undefined, entry: Entry]> {
  for (const entry of everywhere) yield [undefined, entry];
  for (const name of names) for (const entry of named.get(name) ?? []) yield [name, entry];
}

/** Whether what a rule says of a record hangs on others. */
function hangsOnOthers(id: string | undefined): boolean {
  const rule = id === undefined ? undefined : ruleWithId(id);
  return rule?.judge !== undefined && !rule.judgesAlone;
}

/** An expectation: an entry, the name of a record and a rule, where it states them. */
function keyOf(entry: number, record: string | undefined, rule: string | undefined): string {
  return `${entry} ${rule ?? ''} ${record === undefined ? '' : `=${record}`}`;
}

/** How many UTF-16 code units are looked through between two pauses: far less than a millisecond of work. */
const UNITS_BETWEEN_PAUSES = 1 << 18;

/** Which of some records are in a document. */
function* findingRecords(
  document: Document,
  wanted: ReadonlySet<string>,
): Generator<undefined, ReadonlySet<string>> {
  const found = new Set<string>();
  if ([...wanted].some(isPointer))
    for (const pointer of namingPointers(document)) if (wanted.has(pointer)) found.add(pointer);
  let units = 0;
  for (const chunk of chunksOf(document)) {
    units += chunk.text.length;
    if (units > UNITS_BETWEEN_PAUSES) {
      units = 0;
      yield undefined;
    }
    if (!mayHold(chunk.text, wanted)) continue;
    const identifier = identifierOf(chunk);
    if (identifier !== undefined && wanted.has(identifier)) found.add(identifier);
  }
  return found;
}

/** Whether one of some texts may be a value: records are opened for that alone. */
function mayHold(text: string, wanted: ReadonlySet<string>): boolean {
  if (text.includes('\\')) return true;
  for (const [, value = ''] of text.matchAll(/"([^"\r\n]*)"/g)) if (wanted.has(value)) return true;
  return false;
}
