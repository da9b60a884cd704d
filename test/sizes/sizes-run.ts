import assert from 'node:assert/strict';
import { type CheckedDocument, chunksWithFindings, countFindings } from '../../server/check/check';
import { editDocument, openDocument, textOf } from '../../server/document/document';
import { readingOf } from '../../server/document/form';
import { offsetAt, positionAt } from '../../server/document/positions';
import { quickFixes } from '../../server/features/actions';
import { complete } from '../../server/features/complete/complete';
import { fixAll } from '../../server/features/fix-all';
import { folding } from '../../server/features/folding';
import { hover } from '../../server/features/hover/hover';
import { links } from '../../server/features/links';
import { outline } from '../../server/features/outline';
import { selectionRanges } from '../../server/features/selection';
import { phoneCall } from '../../server/spec/phone-call';
import { engine } from '../support/engines';
import { allSizedTexts } from './sized-texts';

/*
 * Reads, checks and edits one of the texts, whose index is given, and asks the features about its ends: what stands in
 * its middle is asked about, and edited with another character, in sizes-server.test.ts. It is a program of its own, so
 * that what it may take of memory can be limited; it ends with an error where anything is wrong.
 */

const now = '2026-03-20T10:00:00.000Z';
const severityOf = () => 'error' as const;

const sized = allSizedTexts[Number(process.argv[2])];
assert.ok(sized);
const { rules } = sized;
const text = sized.make();
const form = readingOf(text, sized.form);
const checked = engine.checkText(text, form);
assert.deepEqual([...countFindings(checked).keys()].sort(), rules);
checkPlaces(checked);
askEverything(checked);

const middle = text.length >> 1;
const edited = engine.read(editDocument(checked.document, middle, middle, '{'));
const changed = `${text.slice(0, middle)}{${text.slice(middle)}`;
const fresh = engine.read(openDocument(changed, form, phoneCall));
assert.ok(textOf(edited) === changed);
assert.equal(edited.count, fresh.count);
assert.deepEqual(summary(engine.check(edited, checked)), summary(engine.check(fresh)));

/** Findings lie in the text, and offsets become positions and offsets again. */
function checkPlaces(all: CheckedDocument): void {
  const { document } = all;
  let left = 1000;
  for (const { findings } of chunksWithFindings(all)) {
    for (const { start, end, message } of findings) {
      assert.ok(0 <= start && start <= end && end <= document.length, `from ${start} to ${end}`);
      // A message is read by a person: it quotes no megabytes.
      assert.ok(message.length < 500, message.slice(0, 500));
    }
    left -= findings.length;
    if (left < 0) break;
  }
  for (const offset of [0, document.length >> 1, document.length]) {
    const back = offsetAt(document, positionAt(document, offset));
    // In the middle of a line end there is no position.
    assert.ok(back === offset || back === offset - 1, `${offset} becomes ${back}`);
  }
}

function askEverything(all: CheckedDocument): void {
  const { document } = all;
  for (const offset of [0, document.length]) {
    hover(all, offset, severityOf);
    complete(document, offset, { now });
    selectionRanges(document, offset);
    quickFixes(all, offset, offset, severityOf, now);
  }
  quickFixes(all, 0, document.length, severityOf, now);
  fixAll(all, { includeUnsafe: true, now, severityOf });
  assert.ok(outline(document).symbols.length <= 5000);
  assert.ok(folding(document).length <= 5000);
  assert.ok(links(document).length <= 5000);
}

/** How many findings each rule has, and where the first ones are. */
function summary(all: CheckedDocument) {
  const first: unknown[] = [];
  for (const { index, findings } of chunksWithFindings(all)) {
    for (const { rule, start, end } of findings.slice(0, 100)) first.push([index, rule, start, end]);
    if (first.length > 1000) break;
  }
  return { counts: [...countFindings(all)].sort(), first };
}
