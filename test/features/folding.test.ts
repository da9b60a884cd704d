import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';
import { editDocument } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import { settle } from '../../server/document/settle';
import { folding } from '../../server/features/folding';
import { examples, recordsToCut, settled } from '../support/marked-text';

/** Folds as `first-last`, lines from 0. */
function folds(text: string, form: DocumentForm = 'json', limit?: number): string {
  return folding(settled(text, form), limit)
    .map(({ startLine, endLine }) => `${startLine}-${endLine}`)
    .join(' ');
}

/** Lines joined by line feeds. */
function lines(...parts: string[]): string {
  return parts.join('\n');
}

test('lists, records and what they hold; the line of a closing bracket stays in sight', () => {
  const table: [string, string][] = [
    ['', ''],
    ['{"status": 1}', ''],
    [lines('{', '}'), ''],
    [lines('{', '  "status": 1', '}'), '0-1'],
    [
      lines('[', '  {', '    "status": 1,', '    "udata": {', '      "a": 1', '    }', '  },', '  {}', ']'),
      '0-7 1-5 3-4',
    ],
    [
      lines('{', '  "a": {', '    "b": [', '      {"status": 1, "type": "x"}', '    ]', '  }', '}'),
      '0-5 1-4 2-3',
    ],
    [lines('{', '  "page": {', '    "n": 1', '  },', '  "b": {"status": 1, "type": "x"}', '}'), '0-4 1-2'],
    // Where two start on one line, the outer one is folded.
    [lines('[{', '  "status": 1', '}, {', '  "status": 2', '}', ']'), '0-4 2-3'],
    [lines('{"udata": [{', '"key": 1', '}', ']', '}'), '0-3'],
  ];
  for (const [text, expected] of table) {
    assert.equal(folds(text), expected, text);
    assert.equal(folds(text.replaceAll('\n', '\r\n')), expected, `CRLF: ${text}`);
    assert.equal(folds(text.replaceAll('\n', '\r')), expected, `CR: ${text}`);
    assert.equal(folds(`\ufeff${text}`), expected, `BOM: ${text}`);
  }
});

test('what is not closed folds to its end', () => {
  const table: [string, string][] = [
    [lines('{', '  "status": 1,', '  "type": "x"'), '0-2'],
    [lines('[', '  {', '    "status": 1', '  {', '    "status": 2', '  }', ']'), '0-5 1-2 3-4'],
    [lines('{', '  "udata": {', '    "a": "b', '  "status": 1', '}', ''), '0-4 1-3'],
    [lines('{', '  "udata": [', '    1', '  }', '}'), '0-2 1-2'],
  ];
  for (const [text, expected] of table) assert.equal(folds(text), expected, text);
});

test('JSON Lines have nothing to fold', () => {
  assert.equal(
    folds(lines('{"status": 1, "udata": {}}', '{"a": {"status": 1, "type": "x"}}', ''), 'lines'),
    '',
  );
});

test('where the limit cuts, outer folds come first, in the order of the text', () => {
  const record = lines('{', '"udata": {', '"a": 1', '}', '}');
  const text = lines('[', record, ',', record, ']');
  assert.equal(folds(text), '0-11 1-4 2-3 7-10 8-9');
  assert.equal(folds(text, 'json', 4), '0-11 1-4 2-3 7-10');
  assert.equal(folds(text, 'json', 3), '0-11 1-4 7-10');
  assert.equal(folds(text, 'json', 1), '0-11');
  assert.equal(folds(text, 'json', 0), '');
});

test('the valid examples fold as they do in the built-in JSON support', () => {
  let compared = 0;
  for (const { name, text, form } of examples()) {
    if (form === 'lines' || !isValid(text)) continue;
    const expected = getLanguageService({}).getFoldingRanges(TextDocument.create('', 'json', 0, text));
    const wanted = expected.map(({ startLine, endLine }) => ({ startLine, endLine }));
    wanted.sort((a, b) => a.startLine - b.startLine);
    assert.deepEqual(folding(settled(text)), wanted, name);
    compared++;
  }
  assert.ok(compared >= 8);
});

test('folds that are remembered follow edits', () => {
  const known = new WeakMap();
  const record = lines('{', '"status": 1', '}');
  const before = settled(lines('[', `${record},`, record, ']'));
  assert.equal(folding(before, undefined, known).length, 3);
  const after = settle(editDocument(before, 1, 1, '\n\n'));
  assert.deepEqual(
    folding(after, undefined, known),
    folding(settled(lines('[', '', '', `${record},`, record, ']'))),
  );
});

test('wherever a record is cut off, folds are inside the file, one a line, in order', () => {
  for (const whole of recordsToCut) {
    const text = whole.replaceAll(', ', ',\n').replaceAll('{', '{\n');
    for (const form of ['json', 'lines'] as const) {
      for (let length = 0; length <= text.length; length++) {
        const piece = text.slice(0, length);
        let last = -1;
        for (const { startLine, endLine } of folding(settled(piece, form))) {
          assert.ok(startLine > last && endLine > startLine && endLine < piece.split('\n').length, piece);
          last = startLine;
        }
      }
    }
  }
});

test('deep nesting costs no stack', () => {
  assert.equal(folds('[\n'.repeat(20_000), 'json', 10).split(' ').length, 10);
  assert.equal(folds(`{"udata":${'[\n'.repeat(20_000)}`, 'json', 10).split(' ').length, 10);
});

function isValid(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
