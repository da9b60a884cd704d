import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ScannedValue } from '../../server/document/collect';
import { editDocument, openDocument, textOf } from '../../server/document/document';
import { inside, outermostFrame } from '../../server/document/frame';
import { scanValue } from '../../server/document/scan-value';
import { phoneCall } from '../../server/spec/phone-call';
import { engine, plainEngine } from '../support/engines';
import { allChunks } from '../support/whole';

/*
 * What a value says it hangs on (`readEnd`) is all that it hangs on: whatever stands from there on, it reads the same.
 * That is why an edit after it need not read it again.
 */

const pieces = [
  ...'{}[],:"\'/*#\\ \n1290-.+eabTZu(',
  '\ud83d',
  '\ude00',
  '“',
  '”',
  '，',
  '：',
  '｛',
  '｝',
  '；',
  '=>',
  '...',
  '{{a}}',
  '#{b}',
  '`',
  '\u200d',
  '\u00a0',
  'true',
  'new Date(',
  '2026-03-04',
  '://',
  'Mon, 2 Mar 2026',
  '"status": 3',
  '"a\nb"',
  '"a\n',
  '<<<<<<< a\n',
  '=======\n',
  '>>>>>>> b\n',
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => `{${parts.join('')}`);
/** What makes other signs of the ones before it: a comment, an escaped quote, a surrogate pair, a key, a date, a call. */
const REST = [
  '/x',
  '*/ "',
  '"',
  "'",
  '\ude00',
  ':',
  ' ',
  '",',
  '"}',
  '-12-04 10:00',
  ')',
  '',
  '\n>>>>>>> b\n',
];

/** What a value stands in: nothing that is known, a file, a list, a line, a list in a container. */
const root = outermostFrame(phoneCall, 'root');
const frames = [
  undefined,
  root,
  inside(root, 'array'),
  outermostFrame(phoneCall, 'lines'),
  inside(inside(root, 'object'), 'array', true),
];

test('a value hangs on nothing from its readEnd on', () => {
  let compared = 0;
  fc.assert(
    fc.property(text, text, fc.constantFrom(...frames), (written, other, frame) => {
      for (let start = 0; start < written.length; start++) {
        if (written[start] !== '{' && written[start] !== '[') continue;
        const value = scanValue(written, start, written.length, phoneCall, frame);
        if (value.readEnd >= written.length) continue;
        const read = written.slice(0, value.readEnd);
        for (const rest of [...REST, other]) {
          const changed = read + rest;
          assert.deepEqual(
            described(scanValue(changed, start, changed.length, phoneCall, frame)),
            described(value),
            `${JSON.stringify(read)} with ${JSON.stringify(rest)} after it`,
          );
          compared++;
        }
      }
    }),
    { numRuns: 20_000 },
  );
  assert.ok(compared > 30_000, `${compared} compared`);
});

function described({ end, closed, problems, entries, evidence, readEnd }: ScannedValue): unknown {
  return { end, closed, problems, entries, evidence, readEnd };
}

test('a slash that makes a comment of the one before it is seen by the value that ends there', () => {
  const broken = '},{"},{"/[[';
  const { document } = engine.checkText(broken, 'json');
  const edited = engine.read(editDocument(document, 9, 9, '/'));
  const fresh = plainEngine.read(openDocument(textOf(edited), 'json', phoneCall));
  assert.deepEqual(
    allChunks(edited).map((chunk) => chunk.text),
    allChunks(fresh).map((chunk) => chunk.text),
  );
});
