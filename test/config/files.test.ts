import assert from 'node:assert/strict';
import { test } from 'node:test';
import picomatch from 'picomatch/posix';
import manifest from '../../package.json';
import {
  defaultExtensions,
  defaultFolderPatterns,
  defaultPatterns,
  formOf,
  hasKnownEnding,
  isDefaultFile,
} from '../../server/config/files';

const taken = [
  '/home/ann/call.phonecall.json',
  '/home/ann/calls.phonecalls.json',
  '/home/ann/a.phone-call.json',
  '/a.interaction.json',
  '/a.interactions.json',
  '/x/a.phonecall.jsonl',
  '/x/a.phonecalls.ndjson',
  '/x/a.phone-call.ndjson',
  '/x/a.interaction.jsonl',
  '/x/a.interactions.ndjson',
  '/x/phone-calls/a.json',
  '/x/phone-calls/deep/er/a.jsonl',
  '/phonecalls/a.ndjson',
  'C:/work/phonecalls/a.json',
  '/x/CALL.PhoneCall.JSON',
  '/x/Phone-Calls/A.JSON',
  '/x/.hidden/.a.phonecall.json',
];

const leftAlone = [
  '/home/ann/call.json',
  '/home/ann/phonecall.json',
  '/home/ann/a.phonecall.json5',
  '/home/ann/a.phonecall.jsonc',
  '/home/ann/a.phone-calls.json',
  '/home/ann/phone-calls.json',
  '/home/ann/phone-calls/readme.md',
  '/home/ann/my-phone-calls/a.json',
  '/home/ann/phone-calls-old/a.json',
  '/home/ann/a.phonecall.txt',
];

test('files are taken by the parts of their name or by their folder', () => {
  for (const path of taken) assert.equal(isDefaultFile(path), true, path);
  for (const path of leftAlone) assert.equal(isDefaultFile(path), false, path);
});

test('the globs say the same', () => {
  const matches = picomatch([...defaultPatterns], { nocase: true, dot: true });
  for (const path of taken) assert.equal(matches(path), true, path);
  for (const path of leftAlone) assert.equal(matches(path), false, path);
});

test('a project file is none with records, in whatever folder', () => {
  assert.equal(isDefaultFile('/x/phone-calls/.interaction-data.json'), false);
});

test('the ending says how a file is read', () => {
  assert.equal(formOf('/x/a.jsonl'), 'lines');
  assert.equal(formOf('a.phonecalls.NDJSON'), 'lines');
  assert.equal(formOf('a.json'), 'json');
  assert.equal(formOf('a.jsonl.txt'), 'json');
  assert.equal(formOf('<stdin>'), 'json');
  assert.deepEqual(['a.json', 'a.jsonl', 'a.ndjson', 'a.txt', 'json'].filter(hasKnownEnding), [
    'a.json',
    'a.jsonl',
    'a.ndjson',
  ]);
});

/** The part of the manifest that this test reads. */
interface Languages {
  readonly contributes: {
    readonly languages: readonly {
      readonly id: string;
      readonly extensions?: readonly string[];
      readonly filenames?: readonly string[];
      readonly filenamePatterns?: readonly string[];
    }[];
  };
}

test('the manifest gives the editor the same files', () => {
  const { languages } = (manifest as unknown as Languages).contributes;
  for (const [id, form] of [
    ['interaction-json', 'json'],
    ['interaction-jsonl', 'lines'],
  ] as const) {
    const language = languages.find((candidate) => candidate.id === id);
    assert.deepEqual([...(language?.extensions ?? [])].sort(), [...defaultExtensions(form)].sort());
    assert.deepEqual([...(language?.filenamePatterns ?? [])].sort(), [...defaultFolderPatterns(form)].sort());
    assert.equal(language?.filenames, undefined);
  }
});
