import assert from 'node:assert/strict';
import { textOf, without } from '../records';
import { openFile } from './documents';
import type { EditorTests } from './runner';
import { findings, untilFindings } from './waiting';
import { withSetting } from './with-setting';

const oneMissing = textOf(without('customer_id'));

export const languages: EditorTests = {
  'files are recognised by their names': async () => {
    const expected = {
      'x.phonecall.json': 'interaction-json',
      'x.phonecalls.json': 'interaction-json',
      'x.phone-call.json': 'interaction-json',
      'x.interaction.json': 'interaction-json',
      'x.interactions.json': 'interaction-json',
      'x.phonecall.jsonl': 'interaction-jsonl',
      'x.phonecalls.jsonl': 'interaction-jsonl',
      'x.phone-call.ndjson': 'interaction-jsonl',
      'x.interaction.jsonl': 'interaction-jsonl',
      'x.interactions.ndjson': 'interaction-jsonl',
      'plain.json': 'json',
      'package.json': 'json',
    };
    const found: Record<string, string> = {};
    for (const path of Object.keys(expected)) {
      const { document } = await openFile(path, '{}');
      found[path] = document.languageId;
    }
    assert.deepEqual(found, expected);
  },

  'files in a folder of phone calls are checked, however deep': async () => {
    for (const path of ['phone-calls/x.json', 'phonecalls/x.json', 'a/phone-calls/deep/x.json']) {
      const { document } = await openFile(path, oneMissing);
      await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    }
    const line = JSON.stringify(without('customer_id'));
    const { document } = await openFile('phonecalls/x.jsonl', line);
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    assert.equal(document.languageId, 'interaction-jsonl');
  },

  'files.associations brings in any other file': async () => {
    await withSetting('files.associations', { '*.calls': 'interaction-json' }, async () => {
      const { document } = await openFile('some.calls', oneMissing);
      assert.equal(document.languageId, 'interaction-json');
      await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    });
  },

  'a JSON file of another kind gets no finding': async () => {
    const plain = await openFile('other.json', oneMissing);
    const ours = await openFile('beside.phonecall.json', oneMissing);
    await untilFindings(ours.document.uri, ['missing-field error 0:0-0:1']);
    assert.deepEqual(findings(plain.document.uri), []);
  },
};
