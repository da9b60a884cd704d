import { type CheckedDocument, findingsOf } from '../../check/check';
import type { SeverityOf } from '../../check/locate';
import { offsetOf } from '../../document/document';
import type { OpenRecord } from '../../record/open-record';
import type { Finding } from '../../rules/rule';
import { summarise } from '../../values/record-summary';
import { inlineCode, inlineCodes } from '../../words/inline-code';
import { t } from '../../words/language';
import { findingsOn, reasons, rulesOf, shownFindings } from './findings';
import { keyText } from './key-text';
import type { ReadPhoneNumber } from './phone-number';
import { type Place, placeAt, type Token } from './place';
import { valueText } from './value-text';

/** What a hover shows. */
export interface Hover {
  /** Markdown in which all that comes from the file is inert. */
  readonly markdown: string;
  /** The text that the hover is about, as UTF-16 offsets in the document. */
  readonly start: number;
  readonly end: number;
  /** Rules of the findings that it explains, for links to their documentation. */
  readonly rules: readonly string[];
}

/**
 * The hover at a UTF-16 offset, or at what stands there: what a key is, what a value means, how a record reads in one line, and why the
 * findings there matter. Undefined where there is nothing to say. `severityOf` names the rules that are off. Without
 * `readPhoneNumber` nothing is said of what phone numbers mean.
 */
export function hover(
  checked: CheckedDocument,
  at: number | Place,
  severityOf: SeverityOf,
  readPhoneNumber?: ReadPhoneNumber,
): Hover | undefined {
  const { chunkIndex, offset, record, token } = typeof at === 'number' ? placeAt(checked.document, at) : at;
  const all = shownFindings(findingsOf(checked, chunkIndex), severityOf);
  const here = token ? findingsOn(all, token.start, token.end) : findingsOn(all, offset, offset + 1);
  const first = here[0];
  const span = token ?? first;
  if (!span) return undefined;

  const text = record && token ? textOf(record, token, all, here, readPhoneNumber) : undefined;
  const parts = [text, reasons(here).join('\n\n')].filter(Boolean);
  if (parts.length === 0) return undefined;
  const chunkStart = offsetOf(checked.document, chunkIndex);
  return {
    markdown: parts.join('\n\n---\n\n'),
    start: chunkStart + span.start,
    end: chunkStart + span.end,
    rules: rulesOf(here),
  };
}

function textOf(
  record: OpenRecord,
  token: Token,
  all: readonly Finding[],
  here: readonly Finding[],
  readPhoneNumber: ReadPhoneNumber | undefined,
): string | undefined {
  if (token.kind === 'key') return keyText(record, token.path, here.length > 0);
  if (token.kind === 'value') return valueText(record, token.path, readPhoneNumber);
  return recordText(record, all, here);
}

/** The record in one line, and which rules found something further down in it. */
function recordText(
  record: OpenRecord,
  all: readonly Finding[],
  here: readonly Finding[],
): string | undefined {
  const { id, direction, status, duration } = summarise(record);
  const facts = [
    id && inlineCode(id),
    direction && inlineCode(direction),
    status && `**${status}**`,
    duration,
  ].filter(Boolean);
  const further = all.filter((finding) => finding.start < record.record.end && !here.includes(finding));
  const lines = facts.length > 0 ? [facts.join(' · ')] : [];
  if (further.length > 0) {
    const ids = inlineCodes(rulesOf(further));
    lines.push(
      here.length > 0 ? t`Other problems in this record: ${ids}` : t`Problems in this record: ${ids}`,
    );
  }
  return lines.length > 0 ? lines.join('\n\n') : undefined;
}
