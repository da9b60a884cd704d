import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { Message, MessageWriter } from 'vscode-languageserver';
import { clock } from '../../server/hosts/node/clock';
import { type Configuration, createConfiguration } from '../../server/protocol/configuration';
import { createOutlet } from '../../server/protocol/outlet';
import { startClient } from '../support/client';
import { engine } from '../support/engines';
import { recordText } from '../support/texts';

const uri = 'file:///calls/a.phonecall.json';

/** What holds for files where the client answers for its settings when a test says so. */
interface Asked {
  readonly configuration: Configuration;
  /** Answers all that was asked so far. */
  readonly answer: (settings: unknown) => void;
  readonly asked: string[];
  readonly corrected: string[];
}

function askedConfiguration(): Asked {
  const asked: string[] = [];
  const corrected: string[] = [];
  const answers: ((settings: unknown) => void)[] = [];
  const configuration = createConfiguration({
    engine,
    clock,
    settings(uri) {
      asked.push(uri);
      return new Promise((resolve) => answers.push(resolve));
    },
    settingsMeanwhile: () => undefined,
    readFile: async () => undefined,
    workspaceFolders: () => ['file:///calls'],
    reportProblem: (message) => assert.fail(message),
    correctedFolder: () => undefined,
    corrected: (uri) => void corrected.push(uri),
    failed: (error) => assert.fail(String(error)),
  });
  const answer = (settings: unknown) => {
    for (const resolve of answers.splice(0)) resolve(settings);
  };
  return { configuration, answer, asked, corrected };
}

/** Lets everything run that waits for no timer. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('an answer for the settings', () => {
  for (const [milliseconds, maxFindings] of [
    [499, 7],
    [500, 1000],
  ] as const) {
    test(`after ${milliseconds} ms`, async (t: TestContext) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const { configuration, answer, corrected } = askedConfiguration();
      const known = configuration.of(uri);
      await settle();
      t.mock.timers.tick(milliseconds);
      answer({ maxFindings: 7 });
      assert.equal((await known).maxFindings, maxFindings);
      await settle();
      assert.deepEqual(corrected, maxFindings === 7 ? [] : [uri]);
      assert.equal((await configuration.of(uri)).maxFindings, 7);
    });
  }
});

describe('what was known of a closed file is dropped', () => {
  test('when it is closed', async () => {
    const { configuration, answer, asked } = askedConfiguration();
    for (const maxFindings of [7, 8]) {
      const known = configuration.of(uri);
      answer({ maxFindings });
      assert.equal((await known).maxFindings, maxFindings);
      assert.equal((await configuration.of(uri)).maxFindings, maxFindings);
      configuration.close(uri);
    }
    assert.deepEqual(asked, [uri, uri]);
  });

  test('when the answer comes after that, and settings have changed meanwhile', async () => {
    const { configuration, answer, asked } = askedConfiguration();
    const known = configuration.of(uri);
    configuration.forget();
    configuration.close(uri);
    answer({});
    await known;
    assert.deepEqual(asked, [uri]);
  });
});

test('20 wrong settings are told one by one, and of more how many they are', async (t) => {
  for (const [count, last] of [
    [20, undefined],
    [21, 'Interaction Data: interactionData: 1 more setting is wrong.'],
    [23, 'Interaction Data: interactionData: 3 more settings are wrong.'],
  ] as const) {
    const rules = Object.fromEntries(Array.from({ length: count }, (_, index) => [`qq${index}`, 'off']));
    const client = await startClient({ settings: () => ({ rules }) }, t);
    await client.open(uri, recordText());
    await client.current(uri);
    assert.equal(client.shown.length, last === undefined ? 20 : 21);
    assert.deepEqual(client.shown.slice(20), last === undefined ? [] : [last]);
  }
});

describe('what waits for a client to read it', () => {
  // The server's own limits, of findings and of all.
  for (const limit of [4 << 20, 32 << 20]) {
    test(`${limit} bytes are not above the limit, one more is`, async () => {
      const read: (() => void)[] = [];
      const outlet = createOutlet(unreadWriter(read));
      // Each member is counted with a comma.
      const frame = '{"jsonrpc":"2.0","method":"",}'.length;
      const first = outlet.writer.write(notification(limit - frame));
      let isDone = false;
      outlet.whenBelow(limit, () => {
        isDone = true;
      });
      assert.deepEqual([outlet.isAbove(limit), outlet.isAbove(limit - 1), isDone], [false, true, true]);
      const second = outlet.writer.write(notification(0));
      assert.equal(outlet.isAbove(limit), true);
      const order: string[] = [];
      outlet.whenBelow(limit, () => order.push('below'));
      assert.deepEqual(order, []);
      read[1]?.();
      await second;
      assert.deepEqual(order, ['below']);
      read[0]?.();
      await first;
      assert.equal(outlet.isAbove(0), false);
    });
  }
});

function notification(characters: number): Message & { readonly method: string } {
  return { jsonrpc: '2.0', method: 'x'.repeat(characters) };
}

/** A writer whose messages are read when a test says so. */
function unreadWriter(read: (() => void)[]): MessageWriter {
  return {
    write: () => new Promise<void>((resolve) => read.push(resolve)),
    onError: () => ({ dispose: () => undefined }),
    onClose: () => ({ dispose: () => undefined }),
    end: () => undefined,
    dispose: () => undefined,
  };
}
