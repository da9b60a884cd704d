import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from '../support/checking';

/*
 * A fixture is a file of records in which each line can be followed by lines of carets, one for each finding that is
 * expected in that line: the carets stand below the token (below its first line, if it goes on), and after them the
 * rule and the message. Anything that is found and not marked fails.
 */

const folder = join(__dirname, '../fixtures/rules');
const MARKER = /^([ \t]*)(\^+) (.+)$/;

/** Splits a marked text into the text and the lines in which findings are expected, each with its markers. */
function parse(marked: string): { readonly text: string; readonly expected: readonly string[] } {
  const lines: string[] = [];
  const expected: string[] = [];
  for (const line of marked.split('\n')) {
    const [, indent = '', carets = '', finding] = MARKER.exec(line) ?? [];
    if (finding === undefined) lines.push(line);
    else
      expected.push(`${lines.length}:${indent.length + 1}-${indent.length + carets.length + 1} ${finding}`);
  }
  return { text: lines.join('\n'), expected };
}

/** What is found, in the same form; `lineEnd` is the text's. */
function found(text: string, form: 'json' | 'lines', lineEnd: string): readonly string[] {
  return check(text, form).map(({ rule, start, end, message }) => {
    const before = text.slice(0, start).split(lineEnd);
    const column = (before.at(-1)?.length ?? 0) + 1;
    const token = text.slice(start, end).split(lineEnd)[0] ?? '';
    return `${before.length}:${column}-${column + token.length} ${rule}: ${message}`;
  });
}

for (const name of readdirSync(folder)) {
  const { text, expected } = parse(readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'));
  const form = name.includes('.jsonl') ? 'lines' : 'json';

  test(`${name}: all that is marked is found, and nothing else`, () => {
    assert.deepEqual(found(text, form, '\n'), expected);
  });

  test(`${name}: the same with CRLF`, () => {
    assert.deepEqual(found(text.replaceAll('\n', '\r\n'), form, '\r\n'), expected);
  });
}
