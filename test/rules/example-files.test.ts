import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { projectFileName } from '../../server/config/files';
import { check, lines } from '../support/checking';

const folder = join(__dirname, '../../examples');

/** The example files that are there to be mended; all others are right. */
const toBeMended = [
  'broken-line.phonecalls.jsonl',
  'half-typed.phonecall.json',
  'mistakes.phonecalls.json',
  'pasted-from-other-api.phonecall.json',
];

test('nothing is found in the valid examples', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jsonl?$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  // What is right in the project of a team is for its project file to say: see test/protocol/examples.test.ts.
  const projects = files.filter((name) => basename(name) === projectFileName).map((name) => dirname(name));
  const isOfProject = (name: string) => projects.some((project) => name.startsWith(join(project, sep)));
  const valid = files.filter((name) => !toBeMended.includes(name) && !isOfProject(name));
  assert.ok(projects.length > 0);
  assert.ok(valid.length >= 6 && toBeMended.every((name) => files.includes(name)));
  for (const name of valid) {
    const text = readFileSync(join(folder, name), 'utf8');
    assert.deepEqual(lines(text, name.endsWith('l') ? 'lines' : 'json'), [], name);
  }
});

test('each mistake of the example has one finding, of the rule that its subject names', () => {
  const text = readFileSync(join(folder, 'mistakes.phonecalls.json'), 'utf8');
  const named = [...text.matchAll(/"([a-z-]+): [^"]+"/g)].map(([, rule]) => rule);
  assert.deepEqual(
    check(text).map(({ rule }) => rule),
    named,
  );
});
