import { type CheckedDocument, checkDocument, chunksWithFindings, findingsOf } from '../check/check';
import type { SeverityOf } from '../check/locate';
import { isClean } from '../check/screen';
import { chunkAt, type DocumentForm, offsetOf, openDocument } from '../document/document';
import { settle } from '../document/settle';
import { combineFixes } from '../edit/combine-fixes';
import { applyEdits, type TextEdit } from '../edit/text-edit';
import { textStyle } from '../edit/text-style';
import { checkedRecord } from '../rules/checked-record';
import type { Fix } from '../rules/rule';
import { ruleWithId } from '../rules/rules';

/** Which fixes are wanted. */
export interface FixAllOptions {
  /** The id of the only rule whose findings are mended; absent for all rules. */
  readonly rule?: string | undefined;
  /** Whether fixes that guess or lose something are applied, too. */
  readonly includeUnsafe: boolean;
  /** The time now as the specification writes it: `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  readonly now: string;
  /** How rules are set; what is off is left as it is. */
  readonly severityOf: SeverityOf;
}

/** Fixes that can be made at the same time. */
export interface FixAll {
  /** In text order, without overlaps; UTF-16 offsets in the document. */
  readonly edits: readonly TextEdit[];
  /** How many findings they mend. */
  readonly count: number;
}

/**
 * The best fix of every finding of a settled document, as far as they go together: one that would overlap another
 * is left for a next round. A finding whose best fix is not safe is left alone unless unsafe ones are wanted: its
 * other fixes are choices that only a person can make.
 */
export function fixAll(checked: CheckedDocument, options: FixAllOptions): FixAll {
  const { document } = checked;
  const edits: TextEdit[] = [];
  let count = 0;
  let behindLast = -1;
  for (const { index } of chunksWithFindings(checked)) {
    const fixes = bestFixes(checked, index, options);
    const offset = offsetOf(document, index);
    const combined = combineFixes([...fixes.values()].map(({ fix }) => fix));
    const first = combined[0];
    // What touches an edit of the chunk in front has to wait, as it would inside of one chunk.
    if (first === undefined || first.start + offset <= behindLast) continue;
    const taken = new Set(combined);
    for (const { fix, findings: mended } of fixes.values()) {
      if (fix.edits.every((edit) => taken.has(edit))) count += mended;
    }
    for (const { start, end, text } of combined) {
      edits.push({ start: start + offset, end: end + offset, text });
      behindLast = end + offset;
    }
  }
  return { edits, count };
}

/** A text after its fixes. */
export interface FixedText {
  readonly text: string;
  /** How many findings were mended. */
  readonly fixed: number;
  /** The fixed text with what is still found in it, rules that are off included. */
  readonly remaining: CheckedDocument;
}

/** Far more rounds than a text needs: in each one all fixes are made that do not touch each other. */
const MOST_ROUNDS = 100;

/**
 * Fixes a text again and again until nothing is left that the options ask for. What comes out is fixed: it comes out
 * as it is. Where fixes would go on for ever, because they undo or repeat each other, the text stays as it was.
 */
export function fixText(text: string, form: DocumentForm, options: FixAllOptions): FixedText {
  let current = text;
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const remaining = checkText(current, form);
    const { edits, count } = fixAll(remaining, options);
    if (edits.length === 0) return { text: current, fixed, remaining };
    current = applyEdits(current, edits);
    fixed += count;
  }
  return { text, fixed: 0, remaining: checkText(text, form) };
}

function checkText(text: string, form: DocumentForm): CheckedDocument {
  return checkDocument(settle(openDocument(text, form), isClean));
}

/** A fix, and how many findings it mends. */
interface BestFix {
  readonly fix: Fix;
  readonly findings: number;
}

/** So many fixes of one record are made in one go: each is found by reading the record. The next go makes the rest. */
const MOST_FIXES = 200;

/** The best fixes of a chunk's findings, the same one only once. Offsets relative to the chunk. */
function bestFixes(
  checked: CheckedDocument,
  index: number,
  options: FixAllOptions,
): ReadonlyMap<string, BestFix> {
  const { text, record } = chunkAt(checked.document, index);
  const fixes = new Map<string, BestFix>();
  const context = {
    text,
    record: record && checkedRecord(record),
    now: options.now,
    style: textStyle(checked.document, index),
  };
  for (const finding of findingsOf(checked, index)) {
    if (fixes.size === MOST_FIXES) break;
    if (options.rule !== undefined && finding.rule !== options.rule) continue;
    if (options.severityOf(finding.rule) === 'off') continue;
    const fix = ruleWithId(finding.rule)?.fixes?.(finding, context)[0];
    // Which of several equal answers is right only a person can say.
    if (fix === undefined || fix.edits.length === 0 || fix.isChoice) continue;
    if (!fix.isSafe && !options.includeUnsafe) continue;
    const key = JSON.stringify(fix.edits);
    const same = fixes.get(key);
    fixes.set(key, { fix: same?.fix ?? fix, findings: (same?.findings ?? 0) + 1 });
  }
  return fixes;
}
