import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { projectFolder } from '../../scripts/editor/paths';
import { detectRecords } from '../../server/config/detect';
import { hasTelltale } from '../../server/config/telltale';
import { recordText } from '../support/texts';

const record = recordText();
const short = '{"interaction_id": "00027a9K3RB00F01", "customer_id": "c", "status": 3, "text": "hello"}';

function verdict(text: string): string {
  return detectRecords(text).verdict;
}

test('records are seen in every place that a file has them in', () => {
  for (const text of [
    record,
    `\ufeff \r\n${record}`,
    `// An export of March.\n/* By\n hand. */ ${record}`,
    `# An export of March.\n[${record}]`,
    `[${record}, ${record}]`,
    `${record.replaceAll(/\n\s*/g, '')}\n${record.replaceAll(/\n\s*/g, '')}\n`,
    `{"interactions": [${record}]}`,
    `{"page": {"offset": 0}, "interactions": [${record}]}`,
    `{"a stopped call": ${record}, "another": ${record}}`,
    // Half typed, and cut off.
    record.slice(0, -20),
    record.replace(',', ''),
    '{"$schema": "https://example.org/phone-call-interaction.schema.json"}',
    `{"$schema": "../phone-call-interaction.schema.json", "calls": []}`,
  ]) {
    assert.equal(verdict(text), 'sure', text.slice(0, 80));
  }
});

test('what looks like a record is worth a question', () => {
  for (const text of [
    short,
    `[${short}]`,
    '{"interactionId": "i", "customerId": "c", "entityType": 3, "mediaType": "voice"}',
    '{"InteractionId": "i", "CustomerId": "c", "StartDate": "2021", "Status": 3, "UData": {}}',
    '{"INTERACTION-ID": "i", "customer_id": "c", "status": 3, "type": "Inbound"}',
    record.replace(/"interaction_id"[^,]*,/, ''),
    `{"data": {"interactions": [${record}]}}`,
  ]) {
    assert.equal(verdict(text), 'maybe', text.slice(0, 80));
  }
});

test('another format is never taken for records', () => {
  for (const text of [
    '',
    '[]',
    '{}',
    'null',
    '"interaction_id"',
    '# Interaction',
    `// ${record}`,
    '/* {"interaction_id": "i"} */ {"name": "x"}',
    `text ${record}`,
    '[1, {"interaction_id": 1}]',
    '{"name": "interaction-data", "version": "1.0.0", "description": "interaction", "type": "commonjs"}',
    // A ticket, a call of another service, a message.
    '{"customer_id": 7, "status": "open", "type": "bug", "subject": "x", "text": "y", "start_date": "2020"}',
    '{"sid": "CA1", "status": "completed", "duration": "15", "customer_id": 1, "type": "call"}',
    '{"interactionId": "x", "type": "button", "text": "Click"}',
    '{"interaction_id": "x", "type": "click"}',
    // A description of records.
    '{"properties": {"interaction_id": {"type": "string"}, "customer_id": {}, "status": {}, "entity_type": {}, "udata": {}}}',
    `{"$schema": "http://json-schema.org/draft-07/schema#", "examples": [${record}]}`,
    `{"$schema": "https://example.org/other.json", "interactions": [${record}]}`,
    `{"a": {"b": {"c": {"d": ${record}}}}}`,
    `["x", ${record}]`,
  ]) {
    assert.equal(verdict(text), 'none', text.slice(0, 80));
  }
});

test('every sound example is seen, and no other JSON of this project', () => {
  const folder = join(projectFolder, 'examples', 'phone-calls');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.json') && !name.endsWith('.jsonl')) continue;
    assert.equal(verdict(readFileSync(join(folder, name), 'utf8')), 'sure', name);
  }
  for (const path of [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'biome.json',
    'schemas/phone-call-interaction.schema.json',
    'schemas/interaction-data.schema.json',
    'schemas/udata-keys.json',
    'syntaxes/interaction-json.tmLanguage.json',
    'syntaxes/interaction-json.language-configuration.json',
  ]) {
    assert.equal(verdict(readFileSync(join(projectFolder, path), 'utf8')), 'none', path);
  }
});

test('the evidence counts fields', () => {
  assert.deepEqual(detectRecords(short), {
    verdict: 'maybe',
    fields: 4,
    mandatory: 3,
    otherNames: 0,
    schema: undefined,
  });
  assert.deepEqual(detectRecords('{"$schema": "x", "interactionId": 1, "status": 3}'), {
    verdict: 'none',
    fields: 1,
    mandatory: 1,
    otherNames: 1,
    schema: 'x',
  });
});

test('only the start is looked at, whatever the size', () => {
  const far = `{"padding": "${'x'.repeat(70_000)}", ${record.slice(1)}`;
  assert.equal(verdict(far), 'none');
  const large = `[${`${record},`.repeat(30_000)}${record}]`;
  assert.equal(verdict(large), 'sure');
});

test('most JSON is turned away by its words', () => {
  assert.equal(hasTelltale(record), true);
  assert.equal(hasTelltale('{"name": "x", "status": 3, "type": "Inbound"}'), false);
});

test('nothing throws', () => {
  const parts = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"interaction_id"',
    '"customer_id"',
    '"$schema"',
    '"',
    '1',
    '\\',
    '\n',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), (chosen) => {
      detectRecords(chosen.join(''));
    }),
    { numRuns: 3000 },
  );
});
