import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fieldsPage } from '../../scripts/generate-fields';
import { phoneCall } from '../../server/spec/phone-call';

const { fields } = phoneCall;

const page = fieldsPage();

test('docs/fields.md is what the schema gives; if not, run `npm run generate`', () => {
  assert.equal(readFileSync(join(__dirname, '../../docs/fields.md'), 'utf8').replaceAll('\r\n', '\n'), page);
});

test('each field has a row, and a heading that makes its name the anchor of its section', () => {
  const headings = page.split('\n').filter((line) => line.startsWith('## '));
  assert.deepEqual(
    headings.slice(0, -1),
    fields.map((field) => `## ${field.name}`),
  );
  const links = [...page.matchAll(/^\| (\d+) \| \[`(\w+)`\]\(#(\w+)\) \| /gm)];
  assert.deepEqual(
    links.map(([, number, name, anchor]) => [Number(number), name, anchor]),
    fields.map((field, index) => [index + 1, field.name, field.name]),
  );
});

test('the page counts the fields as the specification does', () => {
  const mandatory = fields.filter((field) => field.mandatory).length;
  const companions = fields.filter((field) => field.describes).length;
  assert.ok(
    page.includes(
      `has ${fields.length} fields: ${mandatory} are mandatory, ${companions} become mandatory when another field is present`,
    ),
  );
});
