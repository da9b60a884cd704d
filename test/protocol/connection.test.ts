import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clock } from '../../server/hosts/node/clock';
import { type Connection, createConnection, type Outcome } from '../../server/protocol/connection';

/** A connection, whose client is the test. */
interface Ends {
  readonly connection: Connection;
  /** Has a message come. */
  readonly come: (message: unknown) => void;
  /** What was written so far. */
  readonly written: Record<string, unknown>[];
  /** Done when what came before is dealt with. */
  readonly quiet: () => Promise<void>;
}

/** `write` may refuse to write a message by throwing. */
function connect(write: (message: object) => void = () => undefined): Ends {
  const written: Record<string, unknown>[] = [];
  let come: Ends['come'] = () => assert.fail('nobody listens');
  const connection = createConnection(
    {
      listen(take) {
        come = take;
      },
      async write(message) {
        write(message);
        written.push(JSON.parse(JSON.stringify(message)));
      },
    },
    clock,
  );
  const quiet = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => void clock.soon(resolve));
  };
  return { connection, come: (message) => come(message), written, quiet };
}

const asking = (id: number | string, method: string, params?: unknown) => ({
  ...{ jsonrpc: '2.0', id, method },
  ...(params !== undefined && { params }),
});
const cancelling = (id: unknown) => ({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } });

describe('a connection', () => {
  test('deals with one message after the other, in their order', async () => {
    const { connection, come, written, quiet } = connect();
    const came: unknown[] = [];
    connection.onNotification('told', (params) => void came.push(params));
    connection.onRequest('asked', (params) => ({ result: [params, came.length] }));
    connection.listen();
    come({ jsonrpc: '2.0', method: 'told', params: 1 });
    come(asking(7, 'asked', 'x'));
    come({ jsonrpc: '2.0', method: 'told', params: 2 });
    come({ jsonrpc: '2.0', method: 'nobody/knows', params: 3 });
    come(asking('eight', 'asked'));
    assert.deepEqual([came, written], [[], []]);
    await quiet();
    assert.deepEqual(came, [1, 2]);
    assert.deepEqual(written, [
      { jsonrpc: '2.0', id: 7, result: ['x', 1] },
      { jsonrpc: '2.0', id: 'eight', result: [null, 2] },
    ]);
  });

  test('a request is not wanted once it is cancelled: before its turn, or while it is answered', async () => {
    const { connection, come, written, quiet } = connect();
    const started: string[] = [];
    let finish = () => {};
    connection.onRequest('asked', async (name: string, isWanted): Promise<Outcome> => {
      started.push(`${name} ${isWanted()}`);
      if (name === 'long') {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
      }
      return { result: `${name} ${isWanted()}` };
    });
    connection.listen();
    come(asking(1, 'asked', 'long'));
    come(asking(2, 'asked', 'early'));
    come(asking(3, 'asked', 'wanted'));
    come(cancelling(2));
    for (const nothing of [9, null, 'x', {}]) come(cancelling(nothing));
    await quiet();
    come(cancelling(1));
    come(cancelling(1));
    finish();
    await quiet();
    assert.deepEqual(started, ['long true', 'early false', 'wanted true']);
    assert.deepEqual(
      written.map(({ id, result }) => [id, result]),
      [
        [2, 'early false'],
        [3, 'wanted true'],
        [1, 'long false'],
      ],
    );
  });

  test('what fails is answered with an error and logged, and the others go on', async () => {
    const { connection, come, written, quiet } = connect();
    const fail = () => {
      throw new Error('for a test');
    };
    connection.onRequest('fails', fail);
    connection.onRequest('refuses', () => ({ error: { code: -32803, message: 'no' } }));
    connection.onNotification('fails', fail);
    connection.listen();
    come(asking(1, 'fails'));
    come({ jsonrpc: '2.0', method: 'fails' });
    come(asking(2, 'refuses'));
    come(asking(3, 'unknown'));
    for (const nothing of [null, 5, 'x', [], {}, { id: {}, method: 'x' }]) come(nothing);
    await quiet();
    const logged = written.filter(({ method }) => method === 'window/logMessage');
    const lines = logged.map(({ params }) => (params as { message: string }).message.split('\n')[0]);
    assert.deepEqual(lines.slice(0, 2), Array(2).fill('fails: Error: for a test'));
    assert.deepEqual(lines.slice(2), Array(6).fill('What came is no message of the protocol.'));
    assert.deepEqual(
      written
        .filter(({ id }) => id !== undefined)
        .map(({ id, error }) => [id, (error as { code?: number }).code])
        .sort(),
      [
        [1, -32603],
        [2, -32803],
        [3, -32601],
      ],
    );
  });

  test('the client is asked, and answers or refuses', async () => {
    const { connection, come, written, quiet } = connect();
    connection.listen();
    const answers = ['a', 'b', 'c'].map((name) =>
      connection.sendRequest(`ask/${name}`, { name }).catch((error: Error) => `refused: ${error.message}`),
    );
    await quiet();
    const [first, second, third] = written.map(({ id }) => id);
    assert.deepEqual(
      written.map(({ method, params }) => [method, params]),
      ['a', 'b', 'c'].map((name) => [`ask/${name}`, { name }]),
    );
    come({ jsonrpc: '2.0', id: third, result: 5 });
    come({ jsonrpc: '2.0', id: second, error: { code: 1, message: 'no' } });
    come({ jsonrpc: '2.0', id: first });
    come({ jsonrpc: '2.0', id: 'nobody', result: 1 });
    assert.deepEqual(await Promise.all(answers), [null, 'refused: no', 5]);
  });

  test('what cannot be written is logged, and whoever asked hears of it', async () => {
    const { connection, come, written, quiet } = connect((message) => {
      if (!JSON.stringify(message).includes('logMessage')) throw new Error('full');
    });
    connection.onRequest('asked', () => ({ result: 1 }));
    connection.listen();
    await connection.sendNotification('tell', {});
    await assert.rejects(connection.sendRequest('ask'), { message: 'full' });
    come(asking(1, 'asked'));
    await quiet();
    assert.deepEqual(
      written.map(({ params }) => (params as { message: string }).message.split('\n')[0]),
      ['tell: Error: full', 'asked: Error: full'],
    );
  });
});
