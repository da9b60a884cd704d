import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { projectFolder } from '../../scripts/editor/paths';
import { engine } from '../../server/cli/engine';
import type { LargeFile } from '../../server/cli/files/large-file';
import { decodeText } from '../../server/cli/files/read-text';
import { isReadAs, mendLarge, NotInParts } from '../../server/cli/parts/mend-large';
import { formOf } from '../../server/config/files';
import { type DocumentForm, readingAs } from '../../server/document/form';
import { fixText } from '../../server/features/fix-all';
import { phoneCall } from '../../server/spec/phone-call';
import { script, stepsOf } from '../support/scripts';
import { recordLine, withOtherId } from '../support/texts';

/* Files that are mended part by part become what they become as a whole. */

const sizes = [1, 7, 64, 1 << 20];

function optionsFor(includeUnsafe: boolean) {
  return { includeUnsafe, now: '2026-01-02T03:04:05.678Z', severityOf: () => 'error' as const };
}

function asWhole(bytes: Buffer, form: DocumentForm, includeUnsafe: boolean): string {
  const { text, hasByteOrderMark } = decodeText(bytes);
  const reading = { ...readingAs(text, { form, isSaid: false }), isFinal: true };
  const fixed = fixText(engine, text, reading, optionsFor(includeUnsafe), phoneCall);
  return (hasByteOrderMark ? '\ufeff' : '') + fixed.text;
}

/** Undefined where it is not to be done in parts. */
async function inParts(
  bytes: Buffer,
  form: DocumentForm,
  includeUnsafe: boolean,
  blockBytes: number,
  windowBytes: number,
): Promise<string | undefined> {
  let text = '';
  let copied = 0;
  try {
    const { reading } = await mendLarge(
      fileOf(bytes),
      {
        form: { form, isSaid: false },
        type: phoneCall,
        options: optionsFor(includeUnsafe),
        change({ place, bytes: length, before, after, made }) {
          assert.equal(bytes.toString('utf8', place.byte, place.byte + length), before);
          assert.notEqual(made.length, 0);
          text += bytes.toString('utf8', copied, place.byte) + after;
          copied = place.byte + length;
        },
      },
      { blockBytes, windowBytes },
    );
    text += bytes.toString('utf8', copied);
    return isReadAs(fileOf(Buffer.from(text)), reading) ? text : undefined;
  } catch (error) {
    if (error instanceof NotInParts) return undefined;
    throw error;
  }
}

function fileOf(bytes: Buffer): LargeFile {
  const readFrom = (byte: number) => {
    let at = byte;
    return (memory: Uint8Array, to: number, free: number) => {
      const count = Math.min(free, bytes.length - at);
      memory.set(bytes.subarray(at, at + count), to);
      at += count;
      return count;
    };
  };
  return {
    begin: () => readFrom(0),
    readFrom,
    bytes: bytes.length,
    isChanged: () => false,
    path: undefined,
    close: () => undefined,
  };
}

/** Whether a text is mended in parts at all; if so, it has to become what it becomes as a whole. */
async function isInParts(
  text: string,
  form: DocumentForm,
  isUnsafe: boolean,
  block: number,
  window: number,
): Promise<boolean> {
  const bytes = Buffer.from(text);
  const made = await inParts(bytes, form, isUnsafe, block, window);
  if (made === undefined) return false;
  assert.equal(made, asWhole(bytes, form, isUnsafe));
  const again = await inParts(Buffer.from(made), form, isUnsafe, block, window);
  assert.equal(again ?? made, made, 'a second run changes nothing');
  return true;
}

test('examples and fixtures become the same in parts', async () => {
  let number = 0;
  for (const [name, text] of texts()) {
    const form = formOf(name.replace(/\.txt$/, ''));
    for (const isUnsafe of [false, true]) {
      const size = sizes[number++ % sizes.length] as number;
      assert.ok(await isInParts(text, form, isUnsafe, size, size), `${name} in blocks of ${size}`);
    }
  }
});

test('lists and lines of records of which some are broken become the same in parts', async () => {
  let count = 0;
  const right = fc
    .nat({ max: 99 })
    .map((number) => withOtherId(recordLine(), String(number).padStart(2, '0')));
  const wrong = fc.constantFrom(
    recordLine({ status: '"3"' }),
    recordLine({ status: '"3"' }).replaceAll('": ', '":'),
    recordLine({ subject: '"Rückruf 😀", "subject": 1' }),
    recordLine({ start_date: '"2024-01-02 03:04:05"' }),
    recordLine({ startdate: '1704164645000' }),
    recordLine({ start_date: '"2021-03-04T10:15:31+01:00"', timeshift: 'null' }),
    recordLine({ stoppedReason: '"Normal"', stopped_reason: 'null' }),
    recordLine().slice(0, -9),
    recordLine().replace(',', ''),
    recordLine({ type: '"Inbound" // of a phone\n' }),
    '{}',
    '{ "interaction_id" :1}',
    '/* left */ 7',
  );
  const records = fc.array(fc.oneof({ weight: 5, arbitrary: right }, { weight: 3, arbitrary: wrong }), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        records,
        between: fc.constantFrom('\n', '\r\n', ',\n  ', ', '),
        end: fc.constantFrom('', '\n', ' '),
        isMarked: fc.boolean(),
        isUnsafe: fc.boolean(),
        block: fc.constantFrom(...sizes),
        window: fc.constantFrom(...sizes),
      }),
      async ({ records, between, end, isMarked, isUnsafe, block, window }) => {
        const isList = between.startsWith(',');
        const joined = [recordLine(), ...records].join(between);
        const text = (isMarked ? '\ufeff' : '') + (isList ? `[${joined}]` : joined) + end;
        if (await isInParts(text, isList ? 'json' : 'lines', isUnsafe, block, window)) count++;
      },
    ),
    { numRuns: 100 },
  );
  assert.ok(count > 60, `${count} of 100 were mended in parts`);
});

test('random texts become the same in parts, or are to be mended as a whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      script,
      fc.constantFrom(...sizes),
      fc.constantFrom(1, 7, 64, 4096),
      fc.boolean(),
      async (one, block, window, isUnsafe) => {
        const text = Buffer.from([...stepsOf(one)].at(-1)?.text ?? '').toString();
        for (const form of ['json', 'lines'] as const) await isInParts(text, form, isUnsafe, block, window);
      },
    ),
    { numRuns: 20 },
  );
});

test('commas after lines go in parts; what is named as JSON Lines and is a list becomes lines as a whole', async () => {
  const records = [1, 2, 3, 4].map(() => recordLine());
  assert.ok(await isInParts(`${records.join(',\n')}\n`, 'lines', false, 64, 64));
  assert.equal(await isInParts(`[\n${records.join(',\n')}\n]`, 'lines', false, 64, 64), false);
});

function* texts(): Generator<readonly [name: string, text: string]> {
  for (const folder of ['examples', 'test/fixtures/rules'])
    for (const name of readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }))
      if (/\.jsonl?(\.txt)?$/.test(name))
        yield [name, readFileSync(join(projectFolder, folder, name), 'utf8')];
}
