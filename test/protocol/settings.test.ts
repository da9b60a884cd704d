import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fullCapabilities, startClient } from '../support/client';
import { findingLines, recordLine, recordText } from '../support/texts';

const uri = 'file:///calls/a.phonecall.json';
/** A record with an error and a warning. */
const text = recordText({ status: '4', room: '1' });
const status = (severity: string) => `4:13 ${severity} invalid-value 4`;
const room = (severity: string) => `10:3 ${severity} unknown-field "room"`;

describe('settings', { timeout: 60_000 }, () => {
  test('the severity of a rule, and off', async (t) => {
    for (const severity of ['error', 'warning', 'information', 'hint']) {
      const client = await startClient({ settings: () => ({ rules: { 'invalid-value': severity } }) }, t);
      await client.open(uri, text);
      assert.deepEqual(findingLines(text, await client.current(uri)), [status(severity), room('warning')]);
    }
    const client = await startClient({ settings: () => ({ rules: { 'invalid-value': 'off' } }) }, t);
    await client.open(uri, text);
    assert.deepEqual(findingLines(text, await client.current(uri)), [room('warning')]);
  });

  test('they are those of the file, and asked for once', async (t) => {
    const other = 'file:///calls/b.phonecall.json';
    const settings = (asked: string) => ({ rules: { 'invalid-value': asked === uri ? 'hint' : 'off' } });
    const client = await startClient({ settings }, t);
    for (const opened of [uri, other]) await client.open(opened, text);
    assert.deepEqual(findingLines(text, await client.current(uri)), [status('hint'), room('warning')]);
    assert.deepEqual(findingLines(text, await client.current(other)), [room('warning')]);
    await client.change(uri, 2, { text: `${text}\n` });
    await client.current(uri);
    assert.deepEqual([...client.asked].sort(), [uri, other]);
  });

  test('a change at run time holds at once, for all open files', async (t) => {
    const other = 'file:///calls/b.phonecall.json';
    let settings: unknown = { rules: { 'invalid-value': 'hint' } };
    const client = await startClient({ settings: () => settings }, t);
    for (const opened of [uri, other]) await client.open(opened, text, 'interaction-json', 3);
    await client.current(other);
    for (const [next, expected] of [
      [{ rules: { 'unknown-field': 'off' } }, [status('error')]],
      [{ rules: { 'unknown-field': 'off', 'invalid-value': 'off' } }, []],
      [null, [status('error'), room('warning')]],
    ] as const) {
      settings = next;
      await client.notify('workspace/didChangeConfiguration', { settings: null });
      assert.deepEqual(findingLines(text, await client.current(uri)), expected);
      assert.deepEqual(findingLines(text, await client.current(other)), expected);
      assert.equal(client.published.at(-1)?.version, 3);
    }
  });

  test('a change that changes nothing for a file is not told', async (t) => {
    const client = await startClient({ settings: () => ({ rules: { 'empty-field': 'off' } }) }, t);
    await client.open(uri, text);
    await client.current(uri);
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.current(uri);
    assert.equal(client.published.length, 1);
  });

  test('each wrong one gives one message, and the rest holds', async (t) => {
    const settings = {
      rules: { 'invalid-value': 'warn', 'unknown-feld': 'off', 'unknown-field': 'hint' },
      maxFindings: -1,
    };
    const client = await startClient({ settings: () => settings }, t);
    for (const opened of [uri, 'file:///calls/b.phonecall.json']) {
      await client.open(opened, text);
      assert.deepEqual(findingLines(text, await client.current(opened)), [status('error'), room('hint')]);
    }
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.current(uri);
    assert.deepEqual(client.shown, [
      'Interaction Data: interactionData.rules.invalid-value: Set rule "invalid-value" to "error", "warning", "information", "hint" or "off", not "warn".',
      'Interaction Data: interactionData.rules.unknown-feld: There is no rule "unknown-feld": did you mean "unknown-field"?',
      'Interaction Data: interactionData.maxFindings: Write a whole number from 1 to 10,000, not -1.',
    ]);
  });

  for (const wrong of ['off', 5, [], true]) {
    test(`settings that are ${JSON.stringify(wrong)} give one message and the defaults`, async (t) => {
      const client = await startClient({ settings: () => wrong }, t);
      await client.open(uri, text);
      assert.deepEqual(findingLines(text, await client.current(uri)), [status('error'), room('warning')]);
      assert.equal(client.shown.length, 1);
    });
  }

  test('at most so many findings as are set: errors first, and then in the order of the text', async (t) => {
    const settings = { maxFindings: 3, rules: { 'negative-number': 'hint' } };
    const client = await startClient({ settings: () => settings }, t);
    const many = `[\n${[
      recordLine({ room: '1' }),
      recordLine({ duration: '-1' }),
      recordLine({ status: '4' }),
      recordLine({ room: '2', status: '5' }),
      recordLine({ room: '3' }),
    ].join(',\n')}\n]`;
    await client.open(uri, many);
    assert.deepEqual(
      findingLines(many, await client.current(uri)).map((line) => line.replace(/:\d+/, '')),
      ['2 warning unknown-field "room"', '4 error invalid-value 4', '5 error invalid-value 5'],
    );
  });

  test('1000 findings where nothing is set', async (t) => {
    const client = await startClient({}, t);
    const line = recordLine({ room: '1' });
    await client.open(
      uri,
      `[${Array<string>(1200).fill(line).join(',\n')},\n${recordLine({ status: '4' })}]`,
    );
    const found = await client.current(uri);
    assert.equal(found.length, 1000);
    assert.equal(found.filter(({ code }) => code === 'invalid-value').length, 1);
  });

  describe('of clients that cannot be asked', () => {
    const { configuration: _configuration, ...workspace } = fullCapabilities.workspace ?? {};
    const capabilities = { ...fullCapabilities, workspace };

    test('come at the start, and whenever they change', async (t) => {
      const initializationOptions = { interactionData: { rules: { 'invalid-value': 'hint' } } };
      const client = await startClient({ capabilities, initializationOptions }, t);
      await client.open(uri, text);
      assert.deepEqual(findingLines(text, await client.current(uri)), [status('hint'), room('warning')]);
      await client.notify('workspace/didChangeConfiguration', {
        settings: { interactionData: { rules: { 'unknown-field': 'off' } } },
      });
      assert.deepEqual(findingLines(text, await client.current(uri)), [status('error')]);
      for (const settings of [null, {}, { other: {} }]) {
        await client.notify('workspace/didChangeConfiguration', { settings });
        assert.deepEqual(findingLines(text, await client.current(uri)), [status('error')]);
      }
      assert.deepEqual(client.asked, []);
    });

    for (const initializationOptions of [undefined, null, 5, 'x', {}, { interactionData: null }]) {
      test(`are the defaults where ${JSON.stringify(initializationOptions)} comes`, async (t) => {
        const client = await startClient({ capabilities, initializationOptions }, t);
        await client.open(uri, text);
        assert.deepEqual(findingLines(text, await client.current(uri)), [status('error'), room('warning')]);
        assert.deepEqual(client.shown, []);
      });
    }
  });

  test('a client that is asked and has none: those that came at the start', async (t) => {
    const initializationOptions = { interactionData: { rules: { 'invalid-value': 'hint' } } };
    const client = await startClient({ settings: () => null, initializationOptions }, t);
    await client.open(uri, text);
    assert.deepEqual(findingLines(text, await client.current(uri)), [status('hint'), room('warning')]);
  });
});
