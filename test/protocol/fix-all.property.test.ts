import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { readingAs } from '../../server/document/form';
import { fixText } from '../../server/features/fix-all';
import { brokenRecordText, recordText } from '../support/arbitraries';
import { type Client, startClient } from '../support/client';
import { engine } from '../support/engines';
import { applied } from '../support/texts';

const options = {
  includeUnsafe: false,
  now: '2026-01-02T03:04:05.006Z',
  severityOf: () => 'error' as const,
};

describe('all safe fixes in the editor', { timeout: 120_000 }, () => {
  let client: Client;
  let count = 0;
  before(async () => {
    client = await startClient();
  });
  after(() => client.stop());

  /** The text after "fix all" in the editor, as on save. */
  async function fixed(text: string, form: 'json' | 'lines'): Promise<string> {
    const uri = `file:///fix/${++count}.phonecall.${form === 'json' ? 'json' : 'jsonl'}`;
    await client.open(uri, text, form === 'json' ? undefined : 'interaction-jsonl');
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ['source.fixAll.interactionData'] },
    });
    const changes = (actions[0]?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    const edits = changes.flatMap((change) =>
      change.edits.flatMap((edit) => ('newText' in edit ? [edit] : [])),
    );
    await client.close(uri);
    return applied(text, edits);
  }

  test('are all made at once: once more changes nothing, and the command line makes the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(recordText, brokenRecordText),
        fc.constantFrom('json' as const, 'lines' as const),
        async (text, form) => {
          const once = await fixed(text, form);
          const reading = readingAs(text, { form, isSaid: false });
          assert.equal(once, fixText(engine, text, reading, options).text);
          assert.equal(await fixed(once, form), once);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('mend a record of another interface in one go', async () => {
    const path = join(__dirname, '../../examples/pasted-from-other-api.phonecall.json');
    const once = await fixed(readFileSync(path, 'utf8'), 'json');
    assert.equal(JSON.parse(once).entity_type, 3);
    assert.equal(await fixed(once, 'json'), once);
    assert.deepEqual(fixText(engine, once, 'json', options).made, []);
  });

  test('mend a key and what its value shows to be wrong then', async () => {
    const record = (last: string) =>
      `{"customer_id": "c", "interaction_id": "i", "status": 1, "entity_type": 3, "type": "Inbound", "media_type": "voice", "creator_app_id": 142, ${last}}`;
    assert.equal(
      await fixed(record('"startDate": "2021-03-04T09:15:31Z"'), 'json'),
      record('"start_date": "2021-03-04T09:15:31.000Z"'),
    );
  });
});
