import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { fileGlobs } from '../../server/config/files';
import { readProjectFile } from '../../server/config/project-file';
import { readSettings } from '../../server/config/settings';
import { phoneCall } from '../../server/spec/phone-call';
import { anyProject, anySettings, areRightSettings, isRightProject } from '../fuzz/anything';
import { startClient } from '../support/client';
import { recordText } from '../support/texts';

/** Longer than any message that people read. */
const longestMessage = 500;

const numRuns = 3000;

describe('hostile workspace: settings of any type are validated with a clear finding', () => {
  test('settings of any type: a problem if and only if something is wrong', () => {
    fc.assert(
      fc.property(anySettings, (value) => {
        const { problems, rules, files, exclude, forms, detect, maxFindings } = readSettings(value);
        assert.equal(problems.length === 0, areRightSettings(value), problems[0]);
        for (const problem of problems) {
          assert.match(problem, /^interactionData(?:\.|: )/);
          assert.ok(problem.length <= longestMessage, problem);
        }
        // What is left is right in any case.
        const right = { rules, files, exclude, detect, maxFindings };
        assert.ok(areRightSettings({ ...right, forms: Object.fromEntries(forms) }));
        assert.equal(Object.getPrototypeOf(rules), Object.prototype);
        fileGlobs({ files, exclude, forms }).takes('a/b.json');
      }),
      { numRuns },
    );
  });

  test('a project file with any JSON value: a problem if and only if something is wrong', () => {
    fc.assert(
      fc.property(anyProject, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const { problems, forms, rules, files, exclude } = readProjectFile(text, phoneCall);
        assert.equal(problems.length === 0, isRightProject(JSON.parse(text)), text);
        assertAreClear(text, problems);
        assert.ok(isRightProject({ rules, files, exclude, forms: Object.fromEntries(forms) }));
        fileGlobs({ files, exclude, forms }).takes('a/b.json');
      }),
      { numRuns },
    );
  });

  test('a project file with any text', () => {
    const cut = fc.tuple(anyProject, fc.nat(), fc.string({ maxLength: 3 })).map(([value, at, inserted]) => {
      const text = JSON.stringify(value);
      const place = at % (text.length + 1);
      return text.slice(0, place) + inserted + text.slice(place + inserted.length);
    });
    const isJson = (text: string) => {
      try {
        return isRightProject(JSON.parse(text.replace(/^\ufeff/, '')));
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(fc.oneof(cut, fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const { problems, forms, rules, files, exclude } = readProjectFile(text, phoneCall);
        // Where a name stands twice the last one counts, which JSON.parse does not tell.
        if (problems.length === 0) assert.ok(isJson(text), text);
        else if (isJson(text))
          assert.ok(problems.every(({ message }) => message.includes('is there already')));
        assertAreClear(text, problems);
        assert.ok(isRightProject({ rules, files, exclude, forms: Object.fromEntries(forms) }));
      }),
      { numRuns },
    );
  });

  test('project files that are made to overwhelm', () => {
    const count = 100_000;
    for (const text of [
      '['.repeat(count),
      '{"rules":'.repeat(count),
      '{"files":['.repeat(count),
      `{"files":[${'{'.repeat(count)}`,
      `{"${'x'.repeat(1 << 20)}":1}`,
      `{"rules":{"${'x'.repeat(1 << 20)}":"off"}}`,
      `{"rules":{"unknown-field":"${'x'.repeat(1 << 20)}"}}`,
      `{"files":["${'x'.repeat(1 << 20)}"]}`,
      `{"files":[${Array(count).fill('"/"').join()}]}`,
      `{"forms":{${Array.from({ length: 20_000 }, (_, index) => `"${index}":"lines"`).join()}}}`,
      '/*'.repeat(count),
      '{"rules":{//\n'.repeat(count),
      `{"rules":{${Array(count).fill('"unknown-field":1').join()}}}`,
      `{"rules":{${Array.from({ length: 20_000 }, (_, index) => `"unknown-field-${index}":1`).join()}}}`,
      `${' '.repeat(1 << 20)}x`,
      '\0'.repeat(1 << 20),
      '\\'.repeat(1 << 20),
    ]) {
      const { problems } = readProjectFile(text, phoneCall);
      assert.ok(problems.length > 0);
      assertAreClear(text, problems);
    }
  });
});

describe('hostile workspace: settings that a server is told', { timeout: 120_000 }, () => {
  test('of any type leave it alive, and each wrong one is told', async (t) => {
    let settings: unknown = null;
    const client = await startClient({ settings: () => settings }, t);
    const uri = 'file:///calls/a.phonecall.json';
    await client.open(uri, recordText({ status: '4' }));
    for (const value of fc.sample(anySettings, { numRuns: 300, seed: 1 })) {
      settings = value;
      const told = client.shown.length;
      await client.notify('workspace/didChangeConfiguration', { settings: null });
      await client.current(uri);
      if (areRightSettings(value)) assert.equal(client.shown.length, told, JSON.stringify(value));
    }
    for (const message of client.shown) {
      assert.match(message, /^Interaction Data: /);
      assert.ok(message.length <= longestMessage);
      assert.doesNotMatch(message, /\]\(\s*<?[a-z][a-z\d+.-]*:/i);
    }
    assert.ok(client.shown.length > 100);
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });

  test('no message has a link in it', async (t) => {
    const link = '[Update](command:workbench.action.terminal.new)';
    const settings = { rules: { [link]: 'off', 'unknown-field': link }, files: [`/${link}`], [link]: 1 };
    const client = await startClient({ settings: () => settings }, t);
    const uri = 'file:///calls/a.phonecall.json';
    await client.open(uri, recordText());
    await client.current(uri);
    assert.equal(client.shown.length, 4);
    for (const message of client.shown) assert.doesNotMatch(message, /\]\(/);
  });

  test('thousands of wrong ones are not thousands of messages', async (t) => {
    const rules = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 'off']));
    const client = await startClient({ settings: () => ({ rules }) }, t);
    const uri = 'file:///calls/a.phonecall.json';
    await client.open(uri, recordText());
    await client.current(uri);
    assert.equal(client.shown.length, 21);
    assert.equal(client.shown.at(-1), 'Interaction Data: interactionData: 4980 more settings are wrong.');
  });

  test('a project file with thousands of wrong entries gives so many findings as any file does', async (t) => {
    const client = await startClient({}, t);
    const uri = 'file:///calls/.interaction-data.json';
    await client.open(uri, `{"rules":{${Array(20_000).fill('"unknown-field":1').join()}}}`, 'json');
    assert.equal((await client.diagnostics(uri, 1)).length, 1000);
  });
});

function assertAreClear(
  text: string,
  problems: readonly { readonly start: number; readonly end: number; readonly message: string }[],
): void {
  for (const { start, end, message } of problems) {
    assert.ok(start >= 0 && start <= end && end <= text.length);
    assert.ok(message.length > 10 && message.length <= longestMessage, message);
  }
}
