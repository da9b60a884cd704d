import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { choice, wholeNumber } from '../../server/config/kinds';
import { writtenText } from '../../server/config/part';
import { readProjectFile } from '../../server/config/project-file';
import { readSettings } from '../../server/config/settings';
import { phoneCall } from '../../server/spec/phone-call';
import { anyProject } from '../fuzz/anything';

test('of what may stand in both, the settings and a project file take the same', () => {
  fc.assert(
    fc.property(anyProject, (value) => {
      const text = JSON.stringify(value);
      const settings = readSettings(JSON.parse(text));
      const project = readProjectFile(text, phoneCall);
      for (const name of ['rules', 'files', 'exclude', 'forms'] as const)
        assert.deepEqual(project[name], settings[name], name);
    }),
    { numRuns: 2000 },
  );
});

test('a kind of value is read from a project file, too, and told of on its token', () => {
  const text = '{ "a": 7, "b": 7.0, "c": 7.5, "d": 11, "e": "7", "f": true, "g": null, "h": [7] }';
  const written = writtenText(text);
  const kind = wholeNumber(1, 10, 5);
  const read = written.membersAt(0, text.length).map((part) => kind.read(part));
  assert.deepEqual(read, [7, 7, ...Array(6).fill(undefined)]);
  assert.deepEqual(
    written.problems.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`),
    [
      '7.5: "c" is a whole number from 1 to 10, not 7.5.',
      '11: "d" is a whole number from 1 to 10, not 11.',
      '"7": "e" is a whole number from 1 to 10, not "7".',
      'true: "f" is a whole number from 1 to 10, not true.',
      'null: "g" is a whole number from 1 to 10, not null.',
      '[7]: "h" is a whole number from 1 to 10, not a list.',
    ],
  );
});

test('a choice refuses other words with the right ones', () => {
  const text = '{ "a": "on", "b": "On", "c": {} }';
  const written = writtenText(text);
  const kind = choice({ on: 'Show them.', off: 'Hide them.' }, 'off');
  assert.deepEqual(
    written.membersAt(0, text.length).map((part) => kind.read(part)),
    ['on', undefined, undefined],
  );
  assert.deepEqual(
    written.problems.map(({ message }) => message),
    ['"b" is "on" or "off", not "On".', '"c" is "on" or "off", not an object.'],
  );
});
