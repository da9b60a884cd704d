import {
  type CheckedDocument,
  chunksWithFindings,
  countFindings,
  decidingOn,
  withFindings,
} from '../check/check';
import { partsThatHold } from '../check/document-proof';
import { type FixKind, fixOfKind, isOfRule } from '../check/fix-kinds';
import { bestFix, fixContext, sharedByFixes } from '../check/fixes';
import { type SeverityOf, severityOfFinding } from '../check/locate';
import { holdingTogether, type Mending, mending } from '../check/proof';
import { runThrough } from '../check/run-through';
import { chunkAt, type Document, offsetOf, openDocument, textOf } from '../document/document';
import { type DocumentForm, type Reading, readAgain } from '../document/form';
import { combineFixes } from '../edit/combine-fixes';
import { composeEdits, trimEdit } from '../edit/compose-edits';
import { applyEdits, type TextEdit } from '../edit/text-edit';
import { isSameStyle, type Layouts, textStyle } from '../edit/text-style';
import type { Engine } from '../engine';
import type { Finding, FixContext } from '../rules/rule';
import type { RecordType } from '../spec/record-type';

/** Which fixes are wanted. */
export interface FixAllOptions {
  /** The id of the only rule whose findings are mended; absent for all rules. */
  readonly rule?: string | undefined;
  /** The only kind of fixes that are made, safe or not; absent for all kinds. */
  readonly kind?: FixKind | undefined;
  /** The index of the only chunk whose findings are mended; absent for all. Chunks before it must stay as they are. */
  readonly chunk?: number | undefined;
  /**
   * How many UTF-16 code units at the start and at the end of the text stay as they are: they are there for the others to
   * be read, and laid out, as they are in their file. A chunk starts where each of these ends.
   */
  readonly around?: { readonly before: number; readonly after: number } | undefined;
  /** Whether fixes that guess or lose something are applied, too. */
  readonly includeUnsafe: boolean;
  /** The time now as the specification writes it: `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  readonly now: string;
  /** How rules are set; what is off is left as it is. */
  readonly severityOf: SeverityOf;
  /**
   * Marks what the project file ignores or expects, which is there on purpose: it is left as it is, and so is what cannot
   * be mended without mending that. The document that is given is marked already.
   */
  readonly mark?: ((checked: CheckedDocument) => CheckedDocument) | undefined;
}

/** Fixes that can be made at the same time. */
export interface FixAll {
  /** In text order, without overlaps; UTF-16 offsets in the document. */
  readonly edits: readonly TextEdit[];
  /** How many findings they mend. */
  readonly count: number;
  /** The same, one by one. */
  readonly made: readonly MadeFix[];
}

/** A finding, and what mended it. */
export interface MadeFix {
  readonly finding: Finding;
  /** What the fix does, as a menu shows it. */
  readonly title: string;
  /** Index of the record in text order, before this fix; undefined before the first one. */
  readonly record: number | undefined;
}

/** How much is looked at between two pauses: about a millisecond of work. */
const UNITS_BETWEEN_PAUSES = 1 << 17;

/** What a finding costs, in UTF-16 code units of text that could be read instead. */
const UNITS_OF_A_FINDING = 512;

/**
 * The best fix of every finding of a settled document, as far as they go together: one that would overlap another
 * is left for a next round. A finding whose best fix is not safe is left alone unless unsafe ones are wanted: its
 * other fixes are choices that only a person can make. The generator pauses every now and then, like `settling`.
 */
export function* fixingAll(checked: CheckedDocument, options: FixAllOptions): Generator<undefined, FixAll> {
  const { document } = checked;
  const { before = 0, after = 0 } = options.around ?? {};
  const shared = sharedByFixes(checked);
  const parts: Pick<FixAll, 'edits' | 'made'>[] = [];
  let afterLast = -1;
  let units = 0;
  let last: FixedChunk | undefined;
  for (const { index, findings } of chunksWithFindings(checked, options.chunk)) {
    if (options.chunk !== undefined && index > options.chunk) break;
    const offset = offsetOf(document, index);
    if (offset < before) continue;
    if (after > 0 && offset >= document.length - after) break;
    units += UNITS_OF_A_FINDING;
    if (units > UNITS_BETWEEN_PAUSES) {
      units = 0;
      yield undefined;
    }
    // A million empty records have the same findings, kept once, and the same fixes.
    if (!last || !isAlike(last, findings, document, index, shared.layouts)) {
      const context = fixContext(checked, index, options.now, { shared });
      units += context.text.length;
      last = yield* fixingChunk(findings, context, options);
    }
    const { edits, made } = last;
    const first = edits[0];
    // What touches an edit of the chunk before has to wait, as it would inside of one chunk.
    if (first === undefined || first.start + offset <= afterLast) continue;
    afterLast = (edits.at(-1)?.end ?? 0) + offset;
    const record = index > 0 ? index - 1 : undefined;
    parts.push({
      edits: edits.map(({ start, end, text }) => ({ start: start + offset, end: end + offset, text })),
      made: made.map(({ finding, title }) => ({ finding, title, record })),
    });
  }
  const holding = yield* partsThatHold(document, parts);
  const made = holding.flatMap((part) => part.made);
  return { edits: holding.flatMap(({ edits }) => edits), count: made.length, made };
}

/** What is made of one chunk's findings, wherever the chunk stands. */
interface FixedChunk {
  readonly findings: readonly Finding[];
  readonly context: FixContext;
  /** In text order; offsets relative to the chunk. */
  readonly edits: readonly TextEdit[];
  readonly made: readonly Pick<MadeFix, 'finding' | 'title'>[];
}

/** Whether the same is made of other findings: only those without syntax errors are kept once for several chunks. */
function isAlike(
  { findings, context, edits }: FixedChunk,
  others: readonly Finding[],
  document: Document,
  index: number,
  layouts: Layouts,
): boolean {
  return (
    findings === others &&
    context.text === chunkAt(document, index).text &&
    (edits.length === 0 || isSameStyle(context.style, textStyle(document, index, layouts)))
  );
}

/** The best fixes of one chunk's findings, as far as they go together and hold. */
function* fixingChunk(
  findings: readonly Finding[],
  context: FixContext,
  options: FixAllOptions,
): Generator<undefined, FixedChunk> {
  const fixes = new Map<string, BestFix>();
  const kept = findings.filter(({ mark }) => mark !== undefined);
  let units = 0;
  for (const finding of findings) {
    const best = bestFixFor(finding, context, options);
    if (best && !kept.some((one) => touches(best.edits, one))) {
      const key = JSON.stringify(best.edits);
      const same = fixes.get(key);
      if (same) same.findings.push(finding);
      else fixes.set(key, best);
    }
    units += UNITS_OF_A_FINDING;
    if (units > UNITS_BETWEEN_PAUSES) {
      units = 0;
      yield undefined;
    }
  }
  const fixed = yield* holdingTogether([...fixes.values()], context);
  return {
    findings,
    context,
    edits: combineFixes(fixed).edits,
    made: fixed.flatMap(({ findings, fix: { title } }) => findings.map((finding) => ({ finding, title }))),
  };
}

/** Whether edits change what a finding is on. */
function touches(edits: readonly TextEdit[], finding: Finding): boolean {
  return edits.some(({ start, end }) => start < finding.end && end > finding.start);
}

/** The same at once. */
export function fixAll(checked: CheckedDocument, options: FixAllOptions): FixAll {
  return runThrough(fixingAll(checked, options));
}

/** What becomes of a document by fixing it until nothing is left to fix. */
export interface Fixed {
  /** What leads from the document to the fixed one, in one go: in text order, without overlaps. */
  readonly edits: readonly TextEdit[];
  /** What was mended, in the order in which it was done. */
  readonly made: readonly MadeFix[];
  /** The fixed document with what is still found in it, rules that are off included. */
  readonly remaining: CheckedDocument;
}

/** Far more rounds than a text needs: in each one all fixes are made that do not touch each other. */
const MOST_ROUNDS = 100;

/**
 * Fixes a settled document again and again until nothing is left that the options ask for: a fix makes room for others,
 * as a key that gets its name lets its value be read. No fix that is not safe is made before all safe ones are. What comes
 * out is fixed: it comes out as it is. Where fixes would go on for ever, because they undo or repeat each other, nothing is
 * changed. The generator pauses like `fixingAll`.
 */
export function* fixingToTheEnd(
  engine: Engine,
  checked: CheckedDocument,
  options: FixAllOptions,
): Generator<unknown, Fixed> {
  let remaining = checked;
  let text = '';
  let edits: readonly TextEdit[] = [];
  const made: MadeFix[] = [];
  // What guesses or loses something could take a place, or a meaning, that a safe fix makes of it without that.
  let includeUnsafe = false;
  for (let round = 0; round < MOST_ROUNDS; ) {
    const wanted = { ...options, includeUnsafe };
    let found = yield* fixingAll(remaining, wanted);
    if (round === 0 && found.edits.length > 0) text = textOf(checked.document);
    let next = yield* checkingFixed(found);
    if (next && mendsMarked(remaining, next)) {
      found = yield* fixingAll(withoutMarkedRecords(remaining), wanted);
      next = yield* checkingFixed(found);
    }
    if (!next || mendsMarked(remaining, next)) {
      if (includeUnsafe || !options.includeUnsafe)
        return { edits: round > 1 ? trimmed(checked, edits) : edits, made, remaining };
      includeUnsafe = true;
      continue;
    }
    includeUnsafe = false;
    for (const fix of found.made) made.push(fix);
    edits = round === 0 ? found.edits : composeEdits(edits, text, found.edits);
    text = applyEdits(text, found.edits);
    remaining = next;
    round++;
  }
  return { edits: [], made: [], remaining: checked };

  /** Checks the text of now with further edits; undefined where there are none. */
  function* checkingFixed({ edits: further }: FixAll): Generator<unknown, CheckedDocument | undefined> {
    if (further.length === 0) return undefined;
    yield undefined;
    const fixed = applyEdits(text, further);
    const reading = readAgain(fixed, checked.document.reading);
    const document = yield* engine.settling(openDocument(fixed, reading, checked.document.type));
    const next = yield* engine.checking(document);
    return options.mark?.(next) ?? next;
  }
}

/** Whether a project file says something of fewer findings of some kind than before: what is there on purpose would go. */
function mendsMarked(before: CheckedDocument, after: CheckedDocument): boolean {
  const now = countFindings(after);
  return [...countFindings(before)].some(
    ([kind, count]) => decidingOn(kind).mark !== undefined && (now.get(kind) ?? 0) < count,
  );
}

/** The same document as if nothing were found in records with something that is there on purpose. */
function withoutMarkedRecords(checked: CheckedDocument): CheckedDocument {
  return withFindings(checked, (ofChunk) => (ofChunk.some(({ mark }) => mark) ? [] : ofChunk));
}

function trimmed({ document }: CheckedDocument, edits: readonly TextEdit[]): readonly TextEdit[] {
  const text = textOf(document);
  return edits.flatMap((edit) => trimEdit(text, edit) ?? []);
}

/** A text after its fixes. */
export interface FixedText {
  readonly text: string;
  /** How many findings were mended. */
  readonly fixed: number;
  /** The same, one by one, in the order in which it was done. */
  readonly made: readonly MadeFix[];
  /** The fixed text with what is still found in it, rules that are off included. */
  readonly remaining: CheckedDocument;
}

/** The same for a text with records of a type, the engine's if absent, at once. `pause` is called every now and then, and may throw, to give it up. */
export function fixText(
  engine: Engine,
  text: string,
  form: DocumentForm | Reading,
  options: FixAllOptions,
  type?: RecordType,
  pause?: () => void,
): FixedText {
  const found = engine.checkText(text, form, type, pause);
  const checked = options.mark?.(found) ?? found;
  const { edits, made, remaining } = runThrough(fixingToTheEnd(engine, checked, options), pause);
  return { text: applyEdits(text, edits), fixed: made.length, made, remaining };
}

/** A fix, and the findings that it mends. */
interface BestFix extends Mending {
  readonly findings: Finding[];
}

/** The best fix of a finding, if it is one to make without asking. Offsets relative to the chunk. */
function bestFixFor(finding: Finding, context: FixContext, options: FixAllOptions): BestFix | undefined {
  if (options.rule !== undefined && finding.rule !== options.rule) return undefined;
  if (finding.mark || severityOfFinding(finding, options.severityOf) === 'off') return undefined;
  if (options.kind !== undefined && !isOfRule(options.kind, finding)) return undefined;
  const fix =
    options.kind === undefined ? bestFix(finding, context) : fixOfKind(finding, context, options.kind);
  // Which of several equal answers is right only a person can say.
  if (fix === undefined || fix.edits.length === 0 || fix.isChoice) return undefined;
  if (fix.isLoss && options.kind === undefined) return undefined;
  if (!fix.isSafe && !options.includeUnsafe) return undefined;
  return { ...mending(finding, fix), findings: [finding] };
}
