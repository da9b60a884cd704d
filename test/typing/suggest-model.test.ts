import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { InitializeResult } from 'vscode-languageserver/node';
import { fuzzyScore } from './fuzzy-score';
import { type Server, type } from './typist';

/*
 * The model of VS Code's list shows what VS Code does: seen in the real editor with its own JSON language server, in a
 * window on a loaded machine, where `"thread_id": "00002b81KDM00B01",` and Enter lost the comma and the line end.
 */

/** A server that offers one value wherever a string is, compared with what is typed by this text. */
function offering(filterText: string): Server {
  const capabilities = { completionProvider: { triggerCharacters: ['"', ':', ' '] } };
  let text = '';
  return {
    initialized: { capabilities } as InitializeResult,
    async open(_, opened) {
      text = opened;
    },
    async change(_, __, ...changes) {
      for (const change of changes) text = change.text;
    },
    async close() {},
    async request<Answer>(_: string, params: object): Promise<Answer> {
      const { line, character } = (params as { position: { line: number; character: number } }).position;
      const before = (text.split('\n')[line] ?? '').slice(0, character);
      const start = before.search(/(?<=^"[^"]*": )".*$/);
      const range = { start: { line, character: start }, end: { line, character } };
      const item = { label: 'T1', filterText, textEdit: { range, newText: '"T1"' } };
      return { isIncomplete: false, items: start < 0 ? [] : [item] } as Answer;
    },
  };
}

describe('Enter after a value that is offered', () => {
  const habits = { languageId: 'interaction-json', closes: false } as const;
  const text = '{\n"thread_id": "T1",\n"status": 3\n}';

  test('takes the value where it is compared with its quotes and the list is late', async () => {
    const { taken } = await type(offering('"T1"'), 'file:///calls/1', text, { ...habits, late: 2 });
    assert.deepEqual(taken, ['"\\n" takes T1 at "{\\n\\"thread_id\\": \\"T1\\","']);
  });

  test('takes nothing where the list is there at once', async () => {
    const { taken } = await type(offering('"T1"'), 'file:///calls/1', text, { ...habits, late: 0 });
    assert.deepEqual(taken, []);
  });

  test('takes nothing where the closing quote is not compared', async () => {
    for (const late of [0, 1, 2, 3, 5, 8]) {
      const { taken } = await type(offering('"T1'), 'file:///calls/1', text, { ...habits, late });
      assert.deepEqual(taken, [], `${late} keys late`);
    }
  });
});

test('typed text is compared as VS Code does', () => {
  // Read off VS Code 1.139's own function.
  const rows: readonly (readonly [string, string, number | undefined])[] = [
    ['agent', 'owner_id/agent/person/operator', -4],
    ['rec', 'binary_content/recording/audio/attachment/wav', -14],
    ['start_date', 'start_date/begin/startTime/created/from', 73],
    ['strat', 'start_date/begin', 31],
    ['00002b81KDM00B01', '00002b81KDM00B01', 120],
    ['00002b81KDM00B01"', '00002b81KDM00B01', undefined],
    ['ate', 'start_date', undefined],
    ['customerId', 'customer_id', 61],
    ['3', '3 STOPPED', 2],
    ['STOP', 'STOPPED', 23],
    ['sd', 'start_date', -1],
    ['"In', '"Inbound', 17],
  ];
  for (const [typed, text, score] of rows)
    assert.equal(fuzzyScore(typed, text), score, `${typed} in ${text}`);
});
