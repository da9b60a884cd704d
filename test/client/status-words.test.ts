import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countLine, excludedLine, formLine, limitLine, outlineLine } from '../../client/status-words';
import type { FileStatus } from '../../server/protocol/own-messages';

const none = { error: 0, warning: 0, information: 0, hint: 0 };
const status: FileStatus = {
  uri: 'file:///a.phonecalls.json',
  version: 1,
  form: 'array',
  records: 1204,
  findings: { ...none, error: 3 },
  marks: { ignored: 0, expected: 0 },
  shown: 3,
  limit: 1000,
  outlineLimit: null,
};

describe('the language status', () => {
  test('counts records and findings', () => {
    assert.equal(countLine(status).text, '1,204 records, 3 errors');
    assert.equal(countLine({ ...status, records: 1, findings: none }).text, '1 record, no problems');
    assert.equal(
      countLine({ ...status, records: 0, findings: { error: 1, warning: 2, information: 1, hint: 1000 } })
        .text,
      '0 records, 1 error, 2 warnings, 1 info, 1,000 hints',
    );
    assert.equal(countLine(undefined).text, 'Reading…');
  });

  test('says what is expected and ignored apart from the problems', () => {
    const marks = { ignored: 1200, expected: 2 };
    assert.deepEqual(countLine({ ...status, records: 3, findings: { ...none, hint: 2 }, marks }), {
      text: '3 records, no problems',
      detail: '2 expected, 1,200 ignored',
    });
    assert.deepEqual(
      countLine({
        ...status,
        records: 3,
        findings: { ...none, hint: 3 },
        marks: { ignored: 0, expected: 2 },
      }),
      { text: '3 records, 1 hint', detail: '2 expected' },
    );
  });

  test('says how a file is read and why, before and after it is', () => {
    assert.deepEqual(formLine(status, 'name'), {
      text: 'Array of records',
      detail: 'recognised by file name',
    });
    assert.deepEqual(formLine(undefined, 'setting'), {
      text: 'Interaction data',
      detail: 'recognised by the setting interactionData.files',
    });
    assert.equal(formLine(status, 'language').detail, 'recognised by language mode');
  });

  test('knows an empty file, and all ways of being recognised or left alone', () => {
    assert.equal(formLine({ ...status, form: 'empty' }, 'folder').text, 'Empty file');
    assert.equal(formLine({ ...status, form: 'container' }, 'folder').text, 'Named records');
    assert.equal(formLine(status, 'folder').detail, 'recognised by folder name');
    assert.equal(formLine(status, 'content').detail, 'recognised by its content');
    assert.deepEqual(excludedLine('a/.interaction-data.json'), {
      text: 'Not checked',
      detail: 'excluded by a/.interaction-data.json',
    });
  });

  test('names the project file, of a long path its end', () => {
    const deep = `${'a-folder/'.repeat(20)}.interaction-data.json`;
    const { detail } = formLine(status, { projectFile: deep });
    assert.match(detail, /^recognised by ….*\/a-folder\/\.interaction-data\.json$/);
    assert.ok(detail.length < 65, `${detail.length} characters`);
    assert.equal(
      formLine(status, { projectFile: '.interaction-data.json' }).detail,
      'recognised by .interaction-data.json',
    );
  });

  test('makes no link of a name, and obeys none', () => {
    const { detail } = formLine(status, { projectFile: '[a](command:redo)/\u202e.interaction-data.json' });
    assert.equal(detail, 'recognised by [a] (command:redo)/\ufffd.interaction-data.json');
    assert.doesNotMatch(excludedLine('[a](command:redo)/x').detail, /\]\(/);
  });

  test('says that a limit was reached, and nothing where none was', () => {
    assert.equal(limitLine(status), undefined);
    assert.equal(
      limitLine({ ...status, findings: { ...none, error: 1500, hint: 1012 }, shown: 1000 })?.text,
      '1,000 of 2,512 problems shown',
    );
    assert.equal(outlineLine(status), undefined);
    assert.equal(outlineLine({ ...status, outlineLimit: 5000 })?.text, 'Outline cut at 5,000 entries');
  });
});
