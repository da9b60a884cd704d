import { chunkAt, type Document, offsetOf, textOf } from '../document/document';
import { surroundingPieces } from '../document/surrounding-pieces';
import { type Layouts, noLayouts, textStyle } from '../edit/text-style';
import { nextIdentifier } from '../record/next-identifier';
import { onceFor } from '../record/once';
import { openChunk } from '../record/open-chunk';
import { type TakenIdentifiers, takenIdentifiers } from '../record/taken-identifiers';
import type { Finding, Fix, FixContext, Rule } from '../rules/rule';
import { enoughReadings, errorsAdded, mayRead, type Readings } from './document-proof';
import type { Among } from './known-records';
import { holds, mending } from './proof';

/** The ways to mend a finding that its rule knows, best first: each is made when it is asked for. */
export type Proposing = (finding: Finding, context: FixContext) => Generator<Fix>;

/** Asks rules for fixes. One that fails costs its own fixes, from there on, and is told of each time. */
export function proposingBy(
  rules: readonly Rule[],
  onRuleFailed: (rule: string, error: unknown) => void,
): Proposing {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return function* proposing(finding, context) {
    try {
      yield* byId.get(finding.rule)?.fixes(finding, context) ?? [];
    } catch (error) {
      onRuleFailed(finding.rule, error);
    }
  };
}

/** A settled document with what makes fixes of what is found in it. */
interface Fixable {
  readonly document: Document;
  readonly proposing: Proposing;
  readonly among?: Among | undefined;
}

/** What the fixes of all chunks of a document need, found out once. */
export interface SharedByFixes {
  readonly layouts: Layouts;
  readonly identifiers: TakenIdentifiers;
}

/** What is given where it is known, or wanted. */
interface FixOptions extends Pick<FixContext, 'valueBeside'> {
  readonly shared?: SharedByFixes;
  /** How often the document may be read again to confirm fixes. */
  readonly readings?: Readings;
}

/** Nothing is found out yet. */
export function sharedByFixes({ document, among }: Fixable): SharedByFixes {
  const isTaken = (id: string) => among?.isTaken(id) === true;
  return { layouts: noLayouts(), identifiers: takenIdentifiers(document, isTaken) };
}

/**
 * What the fixes of one chunk's findings may depend on. `now` is the time as the specification writes it. Make it once
 * for all findings of the chunk, and pass `shared` and `readings` again for the other chunks of the document.
 */
export function fixContext(
  fixable: Fixable,
  index: number,
  now: string,
  options: FixOptions = {},
): FixContext {
  const { document, proposing } = fixable;
  const { shared = sharedByFixes(fixable), readings = enoughReadings(document), valueBeside } = options;
  const { text, record, problems } = openChunk(chunkAt(document, index));
  const context: FixContext = {
    text,
    record,
    problems,
    now,
    get rest() {
      return context.once(restOf);
    },
    get surroundings() {
      return context.once(surroundingsOf);
    },
    get style() {
      return context.once(styleOf);
    },
    freshIdentifier: (field) => nextIdentifier(document, index, field, true, shared.identifiers)?.id,
    ...(valueBeside && { valueBeside }),
    once: onceFor(() => context),
    proposing,
    mayRead: (units) => mayRead(readings, units),
    errorsAdded: (edits) => errorsAdded(document, offsetOf(document, index), edits, readings),
  };
  const restOf = () => textOf(document).slice(offsetOf(document, index));
  const surroundingsOf = () => surroundingPieces(document, index);
  // Most fixes insert nothing and need no style, which costs more than they do.
  const styleOf = () => textStyle(document, index, shared.layouts);
  return context;
}

/**
 * The ways to mend a finding that hold, best first: in a file with syntax errors only those that reading what is changed
 * again confirms. Edits are relative to the chunk's start, like the finding.
 */
export function fixesOf(finding: Finding, context: FixContext): readonly Fix[] {
  return [...context.proposing(finding, context)].filter((fix) => holds(mending(finding, fix), context));
}

/** The best way to mend this finding alone; whether it holds in a record with syntax errors is still to be proved. */
export function bestFix(finding: Finding, context: FixContext): Fix | undefined {
  for (const fix of alternatives(finding, context)) return fix;
  return undefined;
}

/** All ways to mend this finding alone, best first. */
export function* alternatives(finding: Finding, context: FixContext): Generator<Fix> {
  for (const fix of context.proposing(finding, context)) if (!fix.isWhole) yield fix;
}
