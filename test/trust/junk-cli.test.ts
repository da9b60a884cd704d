import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildProgram, type Program } from '../cli/program';
import { itemsAt } from '../features/completing';

/* Files as people have them, through the bundled command line. */

const record =
  '{"customer_id": "00027a9K3RB00E11", "interaction_id": "00027a9K3RB00F01", "status": 3, "entity_type": 3, ' +
  '"type": "Inbound", "media_type": "voice", "creator_app_id": 142, "start_date": "2021-03-04T09:15:31.000Z"}';

let program: Program;
before(async () => {
  program = await buildProgram();
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

test('a merge conflict is one problem, and no side is picked for anybody', () => {
  const text = `<<<<<<< HEAD\n${record}\n=======\n${record}\n>>>>>>> b\n`;
  assert.deepEqual(run(text), { messages: ['Merge conflict: keep one side.'], fixed: text });
});

test('the call of a function is one problem, and is removed from both ends', () => {
  assert.deepEqual(run(`callback(${record})\n`), {
    messages: ['JSONP call around the JSON.'],
    fixed: `${record}\n`,
  });
});

test('a record that a mail quotes line by line is told, and never removed as text', () => {
  const quoted = `> {\n>   ${record.slice(1, -1).replaceAll(', ', ',\n>   ')}\n> }\n`;
  assert.equal(run(quoted).fixed, quoted);
  for (const mark of ['$ ', '+', '| ', '2021-03-04 09:15:31 ']) {
    const marked = quoted.replaceAll(/^> /gm, mark);
    assert.equal(run(marked).fixed, marked);
  }
});

test('the end of a code fence goes with its start, on a line of JSON Lines, too', () => {
  assert.deepEqual(run(`\`\`\`\n${record}\n${record}\n\`\`\`\n`), {
    messages: ['Code fence around the JSON.'],
    fixed: `${record}\n${record}\n`,
  });
});

test('names of the storage layer are told with those of the specification', () => {
  const { messages } = run(
    '{"ixnId":"00027a9K3RB00F01","status":3,"entityTypeId":3,"mediaTypeId":"voice","typeId":"Inbound",' +
      '"contactId":"00027a9K3RB00E11","startDate":"2021-03-04 09:15:31.78","creatorAppId":142,"canBeParent":true,' +
      '"structTextMimetype":"text/html","allAttributes":{"a":"b"}}',
  );
  for (const name of [
    'customer_id',
    'interaction_id',
    'type',
    'allow_children',
    'udata',
    'structured_text_mime',
  ])
    assert.ok(
      messages.some((message) => message.includes(`"${name}"`)),
      `${name} in ${messages.join('\n')}`,
    );
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
