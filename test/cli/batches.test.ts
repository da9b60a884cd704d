import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { buildProgram, type Program } from '../support/program';
import { rightRecord } from '../support/right-record';

/* Many files, of which other threads look at some: what is told of them is what one thread tells. */

const FILES = 96;

/** By the sizes of every sixth of them all have more bytes than are left to one thread. */
const LARGE = 6;
const padding = ' '.repeat(400_000);

const record = fc
  .record({
    id: fc.nat({ max: 400 }),
    parent: fc.option(fc.nat({ max: 400 }), { freq: 3 }),
    isWrong: fc.boolean(),
    isEscaped: fc.boolean(),
  })
  .map(({ id, parent, isWrong, isEscaped }) => {
    const text = JSON.stringify({
      ...rightRecord,
      interaction_id: idOf(id),
      ...(parent === null ? {} : { parent_id: idOf(parent) }),
      text: 'xx',
      ...(isWrong ? { subject: 4711 } : {}),
    });
    return isEscaped ? text.replace(idOf(id), `\\u0030${idOf(id).slice(1)}`) : text;
  });

const file = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(record, { minLength: 2, maxLength: 3 }).map((all) => `[${all.join(',\n')}]`),
  },
  { weight: 2, arbitrary: fc.array(record, { minLength: 3, maxLength: 3 }).map((all) => all.join('\n')) },
  { weight: 1, arbitrary: record.map((text) => text.slice(0, -1)) },
  { weight: 1, arbitrary: record.map((text) => `<<<<<<< a\n${text}\n=======\n${text}\n>>>>>>> b\n`) },
  { weight: 1, arbitrary: record.map((text) => Buffer.from(text.replace('xx', '\xff'), 'latin1')) },
  { weight: 1, arbitrary: fc.constantFrom('', '{}', '[1]', `[]${' '.repeat(1000)}`) },
);

function idOf(number: number): string {
  return String(number).padStart(16, '0');
}

describe('many files', () => {
  let program: Program;
  const environment = { NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, 'threads.cjs'))}` };

  before(async () => {
    program = await buildProgram();
  });

  after(() => program.remove());

  function checked(folder: string, jobs: number, more = {}) {
    const words = ['check', '.', 'team', '--jobs', `${jobs}`, '--output', 'a.report.json'];
    const result = program.run(words, { environment: { ...environment, ...more } });
    return { ...result, json: readFileSync(join(folder, 'a.report.json'), 'utf8') };
  }

  function started(folder: string): number {
    const path = join(folder, 'started');
    return existsSync(path) ? readFileSync(path, 'utf8').length : 0;
  }

  test('say the same with one thread, with three, and where those that it starts die', () => {
    fc.assert(
      fc.property(fc.array(file, { minLength: FILES, maxLength: FILES }), (files) => {
        const named = files.map((content, number) => [
          `${number < 84 ? Math.floor(number / 10) : 'team'}/${100 + number}.phonecalls.json${number % 5 === 0 ? 'l' : ''}`,
          number % LARGE === 0 ? Buffer.concat([Buffer.from(content), Buffer.from(padding)]) : content,
        ]);
        const folder = program.folder({
          ...Object.fromEntries(named),
          'team/.interaction-data.json': JSON.stringify({
            record: { properties: { branch: { type: 'string' } } },
            expect: [{ files: ['**'], rules: ['wrong-type'] }],
          }),
        });
        const one = checked(folder, 1);
        assert.equal(started(folder), 0);
        assert.match(one.stdout, / error wrong-type /);
        assert.match(one.stdout, / (?:error|warning) duplicate-interaction-id /);
        assert.deepEqual(checked(folder, 3), one);
        assert.equal(started(folder), 2);
        assert.deepEqual(checked(folder, 2, { DIES: '1' }), one);
        assert.equal(started(folder), 3);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });
});
