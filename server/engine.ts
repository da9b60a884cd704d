import { type Joining, joining } from './check/among';
import { type CheckedDocument, checking as checkingWith } from './check/check';
import { proposingBy } from './check/fixes';
import { createJudging, type Judging } from './check/judging';
import { lookAtRecords, type QuickLook } from './check/look-at-records';
import { digester, rulesByDigest } from './check/quiet';
import { runThrough } from './check/run-through';
import type { WriteLatin1 } from './document/byte-window';
import { type Document, openDocument } from './document/document';
import type { DocumentForm, Reading } from './document/form';
import { type ReadSoFar, settling as settlingWith } from './document/settle';
import { type SoundReader, soundReader } from './document/sound-reader';
import { FIELDS_BEYOND_DOUBT } from './document/what-is-a-record';
import { createRelationIndex, type RelationIndex } from './relations/relation-index';
import { type SaidInFile, saidRecords } from './relations/said-records';
import type { Rule } from './rules/rule';
import { rules as allRules } from './rules/rules';
import { extending } from './spec/extending';
import { phoneCall } from './spec/phone-call';
import type { RecordFragment } from './spec/record-fragment';
import type { RecordType } from './spec/record-type';

/**
 * The way from text or bytes to findings. Editor and command line go it, and so do the tests: what is found in a text
 * does not depend on who asks.
 */
export interface Engine {
  /** What records are where nothing else is said. */
  readonly type: RecordType;
  /**
   * The same with what the project file `statedBy` states; without a fragment the engine's type itself. What states the
   * same gets the same object as long as anybody uses it: documents are told apart by their types.
   */
  readonly typeWith: (fragment: RecordFragment | undefined, statedBy: string) => RecordType;
  /** A document of a text with records of a type, the engine's if absent; nothing of it is read. */
  readonly open: (text: string, form: DocumentForm | Reading, type?: RecordType) => Document;
  /** Reads what is not read of a document. The generator pauses every now and then, with what is read so far. */
  readonly settling: (document: Document) => Generator<ReadSoFar, Document>;
  /**
   * Checks a settled document, taking over what was found in the parts that are the same in the version `before`. The
   * generator pauses every now and then.
   */
  readonly checking: (document: Document, before?: CheckedDocument) => Generator<undefined, CheckedDocument>;
  /** Judges the records of files among each other: begins without files. */
  readonly amongRecords: (isWhole?: () => boolean | undefined) => AmongRecords;
  /** Reads what is not read of a document, at once. */
  readonly read: (document: Document) => Document;
  /** Reads and checks a document at once. */
  readonly check: (document: Document, before?: CheckedDocument) => CheckedDocument;
  /** Reads and checks a text. `pause` is called every now and then, and may throw, to give it up. */
  readonly checkText: (
    text: string,
    form: DocumentForm | Reading,
    type?: RecordType,
    pause?: () => void,
  ) => CheckedDocument;
  /**
   * How many records a file has if nothing whatever is found in it; undefined where that is not sure. `bytes` are the
   * file's, in UTF-8, with a 0 byte after them. Most of a thousand files are like that, and then no text, record or
   * finding is ever made.
   */
  readonly countQuietRecords: (
    bytes: Uint8Array,
    form: DocumentForm,
    type?: RecordType,
  ) => number | undefined;
  /**
   * The same with what the records say of each other, also where something is found in some of them, unless `onlyQuiet`
   * ones are wanted: then it is given up at the first that is not.
   */
  readonly lookAtRecords: (
    bytes: Uint8Array,
    form: DocumentForm,
    type?: RecordType,
    onlyQuiet?: boolean,
  ) => (QuickLook & { readonly said: SaidInFile }) | undefined;
  /** The reader for who reads records of a type one by one. Whatever else the engine does makes it take up something else. */
  readonly readerOf: (type?: RecordType) => SoundReader;
  /** Whether nothing is found in a record with a digest of such a reader. */
  readonly isQuiet: (digest: number) => boolean;
}

/** The records of several files among each other. */
export interface AmongRecords extends Joining {
  /** What they refer to: whoever puts a file into it judges it after that. */
  readonly index: RelationIndex;
  /** Finds out what changed: see `Judging`. */
  readonly judging: Judging['judging'];
  /** Whether anything is found in the records of a file among others. */
  readonly isFound: Judging['isFound'];
  /** What is found in one of them: see `Judging`. */
  readonly findingsOf: Judging['findingsOf'];
}

/** What an engine is made of, apart from what is the same everywhere. */
export interface EngineParts {
  /** What records are: phone call interactions if absent. Documents may have records of other types. */
  readonly type?: RecordType;
  /** The fast way to write a text as bytes, where the place has one. */
  readonly writeLatin1?: WriteLatin1 | undefined;
  /** The rules that are asked: all of them if absent. */
  readonly rules?: readonly Rule[];
  /** Makes a reader of sound records; it has to equal the one that is taken if absent. */
  readonly makeReader?: typeof soundReader;
  /** A number that strangers do not know: none of their texts can then make it slow to find records by what they say. */
  readonly hashSeed?: number;
  /** Told once of each rule that fails. What it would have found, or its fixes, are missing, and nothing else. */
  readonly onRuleFailed?: (rule: string, error: unknown) => void;
}

/** Makes an engine. */
export function createEngine({
  type = phoneCall,
  writeLatin1,
  rules = allRules,
  makeReader = soundReader,
  onRuleFailed,
  hashSeed = 0,
}: EngineParts = {}): Engine {
  const rulesFor = rulesByDigest(rules);
  const proposing = proposingBy(rules, noteFailure);
  const judges = rules.filter(({ judge }) => judge !== undefined);
  const failed = new Set<string>();
  /** One for each type, as long as anybody uses that: another one would have to learn all that this one knows. */
  const readers = new WeakMap<RecordType, SoundReader>();
  const isQuiet = (digest: number) => rulesFor(digest).length === 0;
  const said = saidRecords();
  const engine: Engine = {
    type,
    typeWith: extending(type),
    open: (text, form, wanted = type) => openDocument(text, form, wanted),
    settling: (document) => settlingWith(document, readerOf(document.type)),
    checking(document, before) {
      const reader = readerOf(document.type);
      return checkingWith(document, before, { rulesFor, reader, onRuleFailed: noteFailure, proposing });
    },
    amongRecords(isWhole = () => false) {
      const index = createRelationIndex(hashSeed);
      const judging = createJudging(index, { rules: judges, type, onRuleFailed: noteFailure }, isWhole);
      const { isFound, findingsOf } = judging;
      return { index, judging: judging.judging, isFound, findingsOf, ...joining(index, judging) };
    },
    read: (document) => runThrough(engine.settling(document)),
    check: (document, before) => runThrough(engine.checking(engine.read(document), before)),
    checkText(text, form, wanted, pause) {
      const document = runThrough(engine.settling(engine.open(text, form, wanted)), pause);
      return runThrough(engine.checking(document), pause);
    },
    countQuietRecords: (bytes, form, wanted) =>
      lookAtRecords(bytes, form, readerOf(wanted), isQuiet, (isThisQuiet) => isThisQuiet)?.count,
    lookAtRecords(bytes, form, wanted, onlyQuiet = false) {
      const reader = readerOf(wanted);
      const look = lookAtRecords(bytes, form, reader, isQuiet, (isThisQuiet) => {
        // An object that is not surely a record is for the scanner to judge.
        if ((onlyQuiet || reader.fieldCount < FIELDS_BEYOND_DOUBT) && !isThisQuiet) return false;
        said.addRead(reader);
        return true;
      });
      if (!look) said.clear();
      return look && { said: said.said(), ...look };
    },
    readerOf,
    isQuiet,
  };
  return engine;

  function readerOf(wanted = type): SoundReader {
    const known = readers.get(wanted);
    if (known) return known;
    const made = makeReader(wanted, digester(wanted), writeLatin1, hashSeed);
    readers.set(wanted, made);
    return made;
  }

  function noteFailure(rule: string, error: unknown): void {
    if (failed.has(rule)) return;
    failed.add(rule);
    onRuleFailed?.(rule, error);
  }
}
