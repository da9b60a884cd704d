import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngine } from '../../server/engine';
import { extending } from '../../server/spec/extending';
import type { FieldFragment, RecordFragment } from '../../server/spec/record-fragment';
import type { RecordType } from '../../server/spec/record-type';
import { engine } from '../support/engines';
import { exampleRecord } from '../support/example-record';

/** A fragment that is made anew each time, as reading a project file does. */
function fragment(field: FieldFragment = {}, name = 'ticket'): RecordFragment {
  return {
    properties: new Map([[name, { kind: 'string', ...field }]]),
    required: [],
    dependencies: new Map(),
  };
}

test('what states nothing is the type itself', () => {
  assert.equal(engine.typeWith(undefined, 'a'), engine.type);
});

test('what states the same in the same project file is the same type, and anything else is another one', () => {
  const ticket = (source: string) => ({ source, test: () => true });
  const all: [RecordFragment, string][] = [
    [fragment(), 'a'],
    [fragment(), 'b'],
    [fragment({}, 'tickets'), 'a'],
    [fragment({ kind: 'integer' }), 'a'],
    [fragment({ title: 'Ticket' }), 'a'],
    [fragment({ limits: { pattern: ticket('^T') } }), 'a'],
    [fragment({ limits: { pattern: ticket('^U') } }), 'a'],
    [fragment({ limits: { minLength: 1 } }), 'a'],
    [fragment({ default: null }), 'a'],
    [fragment({ default: Number.POSITIVE_INFINITY }), 'a'],
    [fragment({ default: Number.NEGATIVE_INFINITY }), 'a'],
    [fragment({ members: fragment() }), 'a'],
    [fragment({ members: fragment({ title: 'Ticket' }) }), 'a'],
    [{ ...fragment(), required: ['ticket'] }, 'a'],
    [{ ...fragment(), dependencies: new Map([['ticket', ['subject']]]) }, 'a'],
    [{ ...fragment(), dependencies: new Map([['ticket', ['timeshift']]]) }, 'a'],
  ];
  const typeWith = extending(engine.type);
  const types = all.map(([stated, by]) => typeWith(stated, by));
  assert.equal(new Set(types).size, all.length);
  assert.deepEqual(
    all.map(([stated, by]) => types.indexOf(typeWith(copyOf(stated), by))),
    [...all.keys()],
  );
});

test('a type that nobody uses any more goes, with the readers of its records', async () => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  const own = createEngine();
  const used: WeakRef<RecordType>[] = [];
  for (let count = 0; count < 5; count++) used.push(use(`ticket_${count}`));
  for (let tries = 0; tries < 10 && used.some((type) => type.deref()); tries++) {
    await new Promise((resolve) => setImmediate(resolve));
    gc();
  }
  assert.deepEqual(
    used.map((type) => type.deref()),
    used.map(() => undefined),
  );

  function use(name: string): WeakRef<RecordType> {
    const type = own.typeWith(fragment({}, name), 'a');
    const { document } = own.checkText(`[${exampleRecord([`"${name}": "x"`])}]`, 'json', type);
    assert.equal(document.type, type);
    return new WeakRef(type);
  }
});

/** Another fragment that states the same. */
function copyOf({ properties, ...rest }: RecordFragment): RecordFragment {
  const copies = [...properties].map(([name, { members, ...field }]): [string, FieldFragment] => [
    name,
    { ...field, ...(members && { members: copyOf(members) }) },
  ]);
  return { properties: new Map(copies), ...rest };
}
