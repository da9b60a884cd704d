import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';
import { readSources } from './sources';
import { stepper, worseThanLinear } from './steps';

describe('hostile workspace: regular expressions are linear', () => {
  test('all in the sources', async () => {
    const sources = await readSources();
    const written = new Map(
      sources.flatMap(({ path, expressions }) => expressions.map((each) => [each, path] as const)),
    );
    assert.ok(written.size > 50);
    assert.deepEqual(worseOnes(written), []);
    // Those that are made from text at run time are made from the schema, below, and from the mark of a line, bounded.
    // Of a team's patterns the engine is only asked whether they are sound, and about one character at a time.
    const makers = sources.filter(({ made }) => made.has('RegExp')).map(({ path }) => path);
    assert.deepEqual(makers.sort(), [
      'server/json/disguise.ts',
      'server/spec/facts.ts',
      'server/spec/pattern-parts.ts',
      'server/spec/pattern-search.ts',
      'server/spec/read-fields.ts',
      'server/spec/text-pattern.ts',
    ]);
  });

  test('all in the schemas', () => {
    const folder = join(projectFolder, 'schemas');
    const written = new Map<string, string>();
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
      for (const pattern of patternsIn(JSON.parse(readFileSync(join(folder, name), 'utf8')))) {
        written.set(`/${pattern}/u`, name);
      }
    }
    assert.ok(written.size > 3);
    assert.deepEqual(worseOnes(written), []);
  });

  test('what is worse than linear is found', () => {
    for (const each of [
      '/^(a+)+$/',
      '/\\s+$/',
      '/a*a*b/',
      '/^[ \\t]*,?[ \\t]*$/',
      '/^(?:\\d+,?)+$/',
      '/a.*b$/',
    ]) {
      assert.notEqual(worseThanLinear(stepper(each)), undefined, each);
    }
    for (const each of ['/^a*$/', '/a{1,3}$/', '/(?<!\\s)\\s+$/', '/^(?:\\d+,)*\\d+$/', '/^([-/]?)x+\\1$/']) {
      assert.equal(worseThanLinear(stepper(each)), undefined, each);
    }
  });
});

/** Which regular expressions cost more than twice as much on a text that is twice as long, and on which one. */
function worseOnes(written: ReadonlyMap<string, string>): string[] {
  return [...written].flatMap(([expression, path]) => {
    const example = worseThanLinear(stepper(expression));
    return example === undefined ? [] : [`${path}: ${expression} on ${example}`];
  });
}

/** All patterns in a JSON schema. */
function patternsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'pattern' && typeof value === 'string') return [value];
    // What is offered to be inserted is no part of the schema.
    if (key === 'defaultSnippets') return [];
    const names = key === 'patternProperties' ? Object.keys(value as object) : [];
    return [...names, ...patternsIn(value)];
  });
}
