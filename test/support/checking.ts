import { type CheckedDocument, chunksWithFindings } from '../../server/check/check';
import { fixContext, fixesOf as rulesFixesOf } from '../../server/check/fixes';
import { type Document, offsetOf } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import { applyEdits, type TextEdit } from '../../server/edit/text-edit';
import type { Finding, Fix } from '../../server/rules/rule';
import { phoneCall } from '../../server/spec/phone-call';
import type { RecordType } from '../../server/spec/record-type';
import { checkAmong } from './among';
import { checkText } from './engines';

/** The time that fixes take for the present. */
export const NOW = '2026-01-02T03:04:05.006Z';

/** A finding with offsets in the whole text. */
export interface Found extends Finding {
  readonly chunkIndex: number;
  readonly checked: CheckedDocument;
  readonly document: Document;
  /** The finding as the rule gave it. */
  readonly relative: Finding;
}

/** Checks a text: its findings in text order, with offsets in the text. */
export function check(
  text: string,
  form: DocumentForm = 'json',
  type: RecordType = phoneCall,
): readonly Found[] {
  return foundIn(checkText(text, form, type));
}

/** The same with what is found in its records among each other. */
export function checkTogether(text: string, type: RecordType = phoneCall): readonly Found[] {
  return foundIn(checkAmong({ 'a.json': text }, { type }).get('a.json') as CheckedDocument);
}

function foundIn(checked: CheckedDocument): readonly Found[] {
  const { document } = checked;
  return [...chunksWithFindings(checked)].flatMap(({ index: chunkIndex, findings }) => {
    const offset = offsetOf(document, chunkIndex);
    // No rule is off: what another one says better is not told.
    return findings
      .filter(({ unless }) => unless === undefined)
      .map((relative) => ({
        ...relative,
        start: relative.start + offset,
        end: relative.end + offset,
        ...(relative.related && {
          related: {
            ...relative.related,
            start: relative.related.start + offset,
            end: relative.related.end + offset,
          },
        }),
        chunkIndex,
        checked,
        document,
        relative,
      }));
  });
}

/** Findings as lines: the rule and the text that it is on. */
export function lines(text: string, form: DocumentForm = 'json', type = phoneCall): readonly string[] {
  return check(text, form, type).map(({ rule, start, end }) => `${rule} ${text.slice(start, end)}`);
}

/** The fixes of a finding, with edits that have offsets in the whole text. */
export function fixesOf({ checked, document, chunkIndex, relative }: Found): readonly Fix[] {
  const offset = offsetOf(document, chunkIndex);
  const fixes = rulesFixesOf(relative, fixContext(checked, chunkIndex, NOW));
  return fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map(
      (edit): TextEdit => ({ ...edit, start: edit.start + offset, end: edit.end + offset }),
    ),
  }));
}

/** The fixes of the only finding of a rule, as `title => text afterwards`, with `!` before safe ones. */
export function fixed(
  text: string,
  rule: string,
  form: DocumentForm = 'json',
  type = phoneCall,
): readonly string[] {
  const [finding, ...more] = check(text, form, type).filter((found) => found.rule === rule);
  if (!finding || more.length > 0)
    throw new Error(`Not exactly one ${rule} in ${text}: ${lines(text, form, type).join('; ')}`);
  return fixesOf(finding).map(
    ({ title, edits, isSafe }) => `${isSafe ? '!' : ''}${title} => ${applyEdits(text, edits)}`,
  );
}
