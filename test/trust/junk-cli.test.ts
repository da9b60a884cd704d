import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { itemsAt } from '../support/completing';
import { buildProgram, type Program } from '../support/program';

/* Files as people have them, through the bundled command line. */

const record =
  '{"customer_id": "00027a9K3RB00E11", "interaction_id": "00027a9K3RB00F01", "status": 2, "entity_type": 3, ' +
  '"type": "Inbound", "media_type": "voice", "creator_app_id": 142, "start_date": "2021-03-04T09:15:31.000Z"}';

let program: Program;
before(async () => {
  program = await buildProgram({ findsSharedIds: false });
});
after(() => program.remove());

/** What is told of a file, and what all fixes make of it. */
function run(text: string): { readonly messages: readonly string[]; readonly fixed: string } {
  const name = 'a.phonecall.json';
  const folder = program.folder({ [name]: text });
  const { stdout, status } = program.run(['check', '--format', 'json', name]);
  assert.equal(status, 1);
  const report = JSON.parse(stdout);
  program.run(['fix', '--unsafe', name]);
  return {
    messages: report.files.flatMap((file: { findings: { message: string }[] }) =>
      file.findings.map(({ message }) => message),
    ),
    fixed: readFileSync(join(folder, name), 'utf8'),
  };
}

test('a record that a mail quotes line by line is one problem, and is taken out of it', () => {
  const quoted = `> {\n>   ${record.slice(1, -1).replaceAll(', ', ',\n>   ')}\n> }\n`;
  const plain = quoted.replaceAll(/^> /gm, '');
  for (const mark of ['> ', '$ ', '+', '| ', '2021-03-04 09:15:31 ']) {
    const { messages, fixed } = run(quoted.replaceAll(/^> /gm, mark));
    assert.equal(messages.length, 1, messages.join());
    assert.equal(fixed, plain);
  }
});

test('the end of a code fence goes with its start, on a line of JSON Lines, too', () => {
  assert.deepEqual(run(`\`\`\`\n${record}\n${record}\n\`\`\`\n`), {
    messages: ['Code fence around the JSON.'],
    fixed: `${record}\n${record}\n`,
  });
});

test('a zero character is one, wherever it stands; a file in UTF-16 has one in each of its characters', () => {
  const told = (bytes: Buffer) => {
    program.folder({ 'a.phonecall.json': bytes });
    const { stdout, stderr } = program.run(['check', 'a.phonecall.json']);
    return /UTF-16|U\+0000/.exec(stdout + stderr)?.[0];
  };
  for (const at of [0, 1, 2, 3, 50, record.length]) {
    for (const zeros of ['\0', '\0\0', '\0\0\0', '\0'.repeat(512)])
      assert.equal(told(Buffer.from(record.slice(0, at) + zeros + record.slice(at))), 'U+0000', `${at}`);
  }
  assert.equal(told(Buffer.from('\0'.repeat(80))), 'U+0000');
  for (const text of [record, `\ufeff${record}`, `[\n${record}\n]\n`, '{}']) {
    const bytes = Buffer.from(text, 'utf16le');
    assert.equal(told(bytes), 'UTF-16');
    assert.equal(told(Buffer.from(bytes).swap16()), 'UTF-16');
  }
});

test('fields are offered in a record in another style that holds an object', () => {
  const labels = itemsAt('{"interactionId":"i1","customerId":"c1","uData":{"a":"b"}|}').map(
    ({ label }) => label,
  );
  assert.ok(
    labels.some((label) => label.includes('status')),
    labels.join(),
  );
  assert.ok(
    labels.some((label) => label.includes('start_date')),
    labels.join(),
  );
});
