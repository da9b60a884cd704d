import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord, without } from '../records';
import { openFile } from './documents';
import type { EditorTests } from './runner';
import { quickFixesAt, untilFindings } from './waiting';

const ended = { status: 3, end_date: '2024-03-04T08:18:45.000Z' };

/** Rules about what is valid and hardly meant within a record: severity, the value, what is other in a valid record, its fix. */
const unlikely: readonly (readonly [string, string, unknown, object, string?])[] = [
  [
    'stopped-without-end',
    'warning',
    3,
    { status: 3, duration: 195 },
    'Add "end_date": "2024-03-04T08:18:45.000Z"',
  ],
  ['end-without-stopped', 'warning', 2, { ...ended, status: 2 }, 'Change to 3 (STOPPED)'],
  [
    'reason-without-stopped',
    'warning',
    'Abandoned',
    { stopped_reason: 'Abandoned' },
    'Change "status" to 3 (STOPPED)',
  ],
  ['not-a-phone-call', 'information', 6, { entity_type: 6, media_type: 'any' }, 'Change to 3 (PHONE_CALL)'],
  ['media-type-mismatch', 'warning', 'email', { media_type: 'email' }, 'Change to "voice"'],
  ['unknown-media-type', 'information', 'hologram', { media_type: 'hologram' }],
  ['sub-type-mismatch', 'warning', 'OutboundNew', { sub_type: 'OutboundNew' }, 'Change to "InboundNew"'],
  ['duration-mismatch', 'hint', 600, { ...ended, duration: 600 }, 'Change to 195 (3 min 15 s)'],
  ['malformed-id', 'hint', '00001a57JGQ00BW', { thread_id: '00001a57JGQ00BW' }],
  [
    'malformed-connection-id',
    'hint',
    '01AHV6MG58E8L0G2048000DAES00000V',
    { tconnection_id: '01AHV6MG58E8L0G2048000DAES00000V' },
  ],
  ['phone-number', 'hint', 'abc', { phone_number: 'abc' }],
  ['timeshift-range', 'warning', 3600, { timeshift: 3600 }, 'Change to 60 (UTC+01:00, read as seconds)'],
  ['non-positive-dbid', 'warning', -4, { owner_id: -4 }, 'Change to 4'],
  ['long-user-data', 'hint', 'x'.repeat(256), { udata: { Note: 'x'.repeat(256) } }],
];

export const diagnostics: EditorTests = {
  'a missing mandatory field is a squiggle on the opening brace of its record': async () => {
    const { document } = await openFile('missing.phonecall.json', textOf(without('customer_id')));
    const [finding] = await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    assert.ok(finding);
    assert.match(finding.message, /customer_id/);
    assert.equal(finding.source, 'interaction-data');
    assert.equal(typeof finding.code, 'object', 'the code has a link to its documentation');
  },

  'the missing fields of each record of an array are one finding': async () => {
    const text = textOf([validRecord, without('status'), without('media_type', 'creator_app_id')]);
    const { document } = await openFile('array.phonecalls.json', text);
    const found = await untilFindings(document.uri, [
      'missing-field error 11:2-11:3',
      'missing-field error 20:2-20:3',
    ]);
    assert.deepEqual(
      found.map((finding) => finding.message.match(/status|media_type|creator_app_id/g)),
      [['status'], ['media_type', 'creator_app_id']],
    );
  },

  'a record of JSON Lines is checked on its line': async () => {
    const text = `${JSON.stringify(validRecord)}\n${JSON.stringify(without('type'))}\n`;
    const { document } = await openFile('lines.phonecalls.jsonl', text);
    await untilFindings(document.uri, ['missing-field error 1:0-1:1']);
  },

  'a finding goes when the record is mended by typing, and comes back with undo': async () => {
    const { document } = await openFile('typing.phonecall.json', textOf({ ...validRecord, status: 9 }));
    await untilFindings(document.uri, ['invalid-value error 3:12-3:13']);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(3, 12, 3, 13), '2');
    await vscode.workspace.applyEdit(edit);
    await untilFindings(document.uri, []);
    await vscode.commands.executeCommand('undo');
    await untilFindings(document.uri, ['invalid-value error 3:12-3:13']);
  },

  'what hardly is meant in a record is told at its value, by the rule for it, with what mends it first in the menu':
    async () => {
      const lines = unlikely.map(([, , , changes]) => JSON.stringify({ ...validRecord, ...changes }));
      const { document } = await openFile('unlikely.phonecalls.jsonl', lines.join('\n'));
      const places = unlikely.map(([rule, severity, value], line) => {
        const text = JSON.stringify(value);
        const start = (lines[line]?.indexOf(`:${text}`) ?? -2) + 1;
        return `${rule} ${severity} ${line}:${start}-${line}:${start + text.length}`;
      });
      const found = await untilFindings(document.uri, places);
      for (const [line, { range }] of found.entries()) {
        const actions = await quickFixesAt(document.uri, range);
        const [rule, , , , title] = unlikely[line] ?? [];
        assert.equal(actions[0]?.title, title ?? `Explain ${rule}`);
      }
    },

  'another version of a file, as source control shows it, has no findings': async () => {
    const text = textOf(validRecord);
    const provider = { provideTextDocumentContent: () => textOf({ ...validRecord, status: 9 }) };
    const versions = vscode.workspace.registerTextDocumentContentProvider('older', provider);
    const { document } = await openFile('version.phonecall.json', text);
    const older = document.uri.with({ scheme: 'older', authority: '', query: 'HEAD' });
    await vscode.window.showTextDocument(older, { viewColumn: vscode.ViewColumn.Beside });
    // Its own findings would have come with those of what is opened after it.
    const other = await openFile('after-version.phonecall.json', textOf(without('customer_id')));
    await untilFindings(other.document.uri, ['missing-field error 0:0-0:1']);
    versions.dispose();
    assert.deepEqual(vscode.languages.getDiagnostics(older), []);
    await untilFindings(document.uri, []);
  },

  'a syntax error leaves the findings of the other records': async () => {
    const text = textOf([without('customer_id'), validRecord]);
    const at = text.lastIndexOf('"status": 2');
    const { document } = await openFile(
      'broken.phonecalls.json',
      `${text.slice(0, at)}"status": ${text.slice(at + '"status": 2'.length)}`,
    );
    await untilFindings(document.uri, ['missing-field error 1:2-1:3', 'syntax error 13:12-13:13']);
  },
};
