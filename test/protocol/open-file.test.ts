import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../../server/engine';
import { clock } from '../../server/hosts/node/clock';
import { createConfiguration } from '../../server/protocol/configuration';
import { type HowRead, openFile } from '../../server/protocol/open-file';
import { engine } from '../support/engines';
import { recordText } from '../support/texts';

const text = recordText({ ticket: '1' });
const json: HowRead = { form: { form: 'json', isSaid: false }, type: engine.type };
const stated = { kind: 'integer' } as const;
const withTicket = engine.typeWith(
  { properties: new Map([['ticket', stated]]), required: [], dependencies: new Map() },
  'x',
);

/** An open file, how often its whole text was taken up, and the rules of what is found in it. */
function opened(content = text, known?: Promise<unknown>) {
  let count = 0;
  let readings = 0;
  const counting: Engine = {
    ...engine,
    open(...args) {
      count++;
      return engine.open(...args);
    },
    *settling(document) {
      readings++;
      return yield* engine.settling(document);
    },
  };
  const file = openFile(
    { how: json, text: content, version: 1, known },
    {
      joined: (checked) => checked,
      checked: () => undefined,
      checkedStart: async () => undefined,
      failed: (error) => assert.fail(String(error)),
      tooLarge: () => assert.fail(),
    },
    { engine: counting, host: { clock, isMemoryShort: () => false } },
  );
  return {
    file,
    timesOpened: () => count,
    /** How often reading was begun. */
    timesRead: () => readings,
    async found() {
      const checked = await file.checked();
      return checked?.blocks.flatMap(({ findings }) => findings.flat().map(({ rule }) => rule));
    },
  };
}

test('a file is read again where it is to be read in another way, and only there', async () => {
  const { file, timesOpened, found } = opened();
  assert.deepEqual(await found(), ['unknown-field']);
  const before = file.state();
  file.readAs({ form: { ...json.form }, type: json.type });
  assert.equal(file.state(), before);
  assert.equal(timesOpened(), 1);
  file.readAs({ ...json, type: withTicket });
  assert.equal(timesOpened(), 2);
  // Who waits gets what it is read as now.
  const waiting = found();
  file.readAs(json);
  file.readAs({ ...json, type: withTicket });
  assert.deepEqual(await waiting, []);
  file.change([{ text: `${text} ` }], 2);
  assert.deepEqual(await found(), []);
  file.readAs({ ...json, form: { form: 'lines', isSaid: true } });
  assert.notDeepEqual(await found(), []);
  file.close();
  assert.equal(await file.checked(), undefined);
});

test('a project file that is read anew gives the same type as long as it states the same', async () => {
  const project = (state: object, rules: object, space?: number) =>
    JSON.stringify({ record: { properties: { ticket: state } }, rules }, undefined, space);
  let written = project({ type: 'integer' }, {});
  const configuration = createConfiguration({
    engine,
    clock,
    settings: async () => undefined,
    settingsMeanwhile: () => undefined,
    readFile: async (uri) => (uri === 'file:///calls/.interaction-data.json' ? written : undefined),
    workspaceFolders: () => ['file:///calls/'],
    reportProblem: assert.fail,
    correctedFolder: () => undefined,
    corrected: assert.fail,
    failed: (error) => assert.fail(String(error)),
  });
  const typeNow = async (text: string) => {
    written = text;
    configuration.forget();
    return (await configuration.of('file:///calls/deep/a.json')).type;
  };
  const first = await typeNow(written);
  assert.notEqual(first, engine.type);
  assert.equal(first.fieldNamed('ticket')?.statedBy, '.interaction-data.json');
  assert.equal(await typeNow(project({ type: 'integer' }, { 'empty-field': 'off' })), first);
  assert.equal(await typeNow(project({ type: 'integer' }, {}, 2)), first);
  assert.notEqual(await typeNow(project({ type: 'integer', minimum: 1 }, {})), first);
  assert.equal(await typeNow('{}'), engine.type);
  assert.equal(await typeNow('{'), engine.type);
});

/** More than what is taken for large. */
const manyRecords = Math.ceil(2 ** 20 / text.length) + 1;
const large = `[${new Array(manyRecords).fill(text).join(',')}]`;

test('a large file is read once, in the way that is known in the end', async () => {
  const { promise: known, resolve } = withResolvers();
  const { file, timesRead, found } = opened(large, known);
  const waiting = found();
  await new Promise((later) => setImmediate(later));
  assert.equal(timesRead(), 0);
  resolve(undefined);
  file.readAs({ ...json, type: withTicket });
  assert.deepEqual(await waiting, []);
  assert.equal(timesRead(), 1);
});

test('a large file that is changed or closed before that does not wait for it', async () => {
  const { promise: never } = withResolvers();
  const changed = opened(large, never);
  changed.file.change([{ text }], 2);
  assert.deepEqual(await changed.found(), ['unknown-field']);
  const { promise: late, resolve } = withResolvers();
  const closed = opened(large, late);
  const waiting = closed.found();
  closed.file.close();
  assert.equal(await waiting, undefined);
  resolve(undefined);
  await late;
  await new Promise((later) => setImmediate(later));
  assert.equal(closed.timesRead(), 0);
});

function withResolvers(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise<unknown>((given) => {
    resolve = given;
  });
  return { promise, resolve };
}
