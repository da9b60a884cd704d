import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildProgram, type Program, recordLine, recordText } from '../support/program';

/* JSON that is named as JSON Lines: one problem, and one fix that keeps every token as it is written. */

let program: Program;
before(async () => {
  program = await buildProgram({ findsSharedIds: false });
});
after(() => program.remove());

const line = recordLine();
const pretty = recordText().trimEnd();
const flat = pretty.replaceAll(/[{,]\n\s*/g, (gap) => (gap.startsWith(',') ? ', ' : '{')).replace('\n}', '}');
const odd = '{"interaction_id":"\\u0041\\/",\r\n"duration":1.50e+2}';

/** What a `.jsonl` file holds, and what one run of `fix` leaves; undefined where that is the same text. */
const texts: readonly (readonly [text: string, fixed: string | undefined, rest?: 'has other problems'])[] = [
  [`[\n${line},\n${line}\n]\n`, `${line}\n${line}\n`],
  [`[${line}, ${line}]`, `${line}\n${line}`],
  [`\ufeff[\r\n${line}\r\n]\r\n`, `\ufeff${line}\r\n`],
  [`[\n${line},\n${line},\n]\n`, `${line}\n${line}\n`],
  [`${pretty}\n`, `${flat}\n`],
  [`[\n${pretty},\n${pretty}\n]\n`, `${flat}\n${flat}\n`],
  [`${pretty}\n${pretty}\n`, `${flat}\n${flat}\n`],
  [`${pretty},\n${pretty}\n`, `${flat}\n${flat}\n`],
  [`${flat}\n${pretty}\n`, `${flat}\n${flat}\n`],
  [`[${line}]\n[${line}]\n`, `${line}\n${line}\n`],
  [`{\n"interactions": [\n${line}\n]\n}\n`, `{"interactions": [${line}]}\n`],
  ['[]\n', ''],
  [`[\n${odd}\n,7]`, `${odd.replace('\r\n', '')}\n7`, 'has other problems'],
  // Rows of a table are no values of their own.
  ['["interaction_id","status"]\n["A1",1]\n', undefined, 'has other problems'],
  [`[\n// the first\n${line}\n]\n`, undefined, 'has other problems'],
  [`[\n${line},\n{"status":}\n]\n`, undefined, 'has other problems'],
];

for (const [text, fixed = text, rest] of texts) {
  test(`one record per line: ${JSON.stringify(text.replaceAll(line, 'R').replaceAll(pretty, 'P'))}`, () => {
    const folder = program.folder({ 'a.phonecall.jsonl': text });
    program.run(['fix', 'a.phonecall.jsonl']);
    assert.equal(readFileSync(join(folder, 'a.phonecall.jsonl'), 'utf8'), fixed);
    const { status, stdout } = program.run(['check', '--allow-empty', 'a.phonecall.jsonl']);
    assert.equal(status, rest ? 1 : 0, stdout);
    program.run(['fix', 'a.phonecall.jsonl']);
    assert.equal(
      readFileSync(join(folder, 'a.phonecall.jsonl'), 'utf8'),
      fixed,
      'a second run changes nothing',
    );
  });
}
