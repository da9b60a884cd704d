import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  Diagnostic,
  Hover,
  InlayHint,
} from 'vscode-languageserver';
import { textsOfProduct } from '../../scripts/texts';
import { settingsFrom } from '../../server/config/definition';
import { formats } from '../../server/config/field-fragment';
import { defaultExtensions, projectFileName } from '../../server/config/files';
import { fieldKeywords } from '../../server/config/keywords';
import { rules } from '../../server/rules/rules';
import { phoneCall } from '../../server/spec/phone-call';
import { type Client, fullCapabilities, startClient } from '../support/client';
import { endedCall } from '../support/ended-call';
import { exampleRecord } from '../support/example-record';

/*
 * A language whose letters no file and no specification has: what a client is told in Latin letters has not gone through
 * `t`, or is a name or a value that stands in the file.
 */

const wide = (text: string) =>
  text.replaceAll(/\{\d\}|`[^`]*`|[A-Za-z]/g, (one) =>
    one.length > 1 ? one : String.fromCharCode(one.charCodeAt(0) + 0xfee0),
  );

/** Names of countries come from the runtime, in the language that this text names. */
const words = { ...Object.fromEntries([...textsOfProduct()].map((text) => [text, wide(text)])), en: 'ja' };

/** What is the same in every language: units, JSON, names of rules, and what the specification names. */
const names = new Set(
  [
    'd h min s ms UTC KiB MiB json true false null',
    ...rules.map(({ id }) => id),
    ...phoneCall.fields.flatMap(({ name, codes, knownValues }) => [
      name.replaceAll('_', ' '),
      ...codes.map((code) => code.name),
      ...knownValues,
    ]),
    ...phoneCall.udataKeys.map(({ name }) => name),
    JSON.stringify(phoneCall.fields.map(({ example, form }) => [example, form])),
  ].flatMap(wordsIn),
);

/** The words of a text in Latin letters; an identifier is none. */
function wordsIn(text: string): readonly string[] {
  return text.match(/(?<![\w$])[A-Za-z]{2,}(?![\w])/g) ?? [];
}

/** All words that a client is told and that are neither of our language nor of the file. */
function leftOver(told: readonly (string | undefined)[], file: string): readonly string[] {
  const known = new Set(wordsIn(file));
  return told.flatMap((text) => {
    const own = wordsIn((text ?? '').replaceAll(/`[^`]*`|\]\([^)]*\)|\w+:\/\/\S+/g, ' '));
    return own.some((word) => !known.has(word) && !names.has(word)) ? [text ?? ''] : [];
  });
}

const capabilities = {
  ...fullCapabilities,
  textDocument: {
    ...fullCapabilities.textDocument,
    inlayHint: { resolveSupport: { properties: ['tooltip'] } },
    codeAction: {
      ...fullCapabilities.textDocument?.codeAction,
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source', 'refactor'] } },
    },
  },
  experimental: { interactionData: { ruleCommands: true } },
};

interface Sample {
  readonly name: string;
  readonly text: string;
  readonly project?: string;
}

const call = (given: object) => JSON.stringify({ ...endedCall, ...given }, null, 2);

const samples: readonly Sample[] = [
  ...rules.flatMap(({ id, examples, exampleProject: project }) =>
    examples(exampleRecord).bad.map(({ text }, at) => ({
      name: `${id}-${at}`,
      text,
      ...(project !== undefined && { project }),
    })),
  ),
  {
    name: 'related',
    text: `[${call({ interaction_id: 'a' })},\n${call({ interaction_id: 'b', parent_id: 'a', timeshift: 60, duration: -1 })}]`,
  },
  { name: 'begun', text: '{\n  \n}' },
];

/** The position of a UTF-16 offset. */
function positionAt(text: string, offset: number) {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** What was looked at in samples before. */
const seen = new Set<string>();

/** The names of settings, their values, and what may be stated of fields: what stands alone in quotes. */
const settingNames = [
  ...JSON.stringify(
    [...settingsFrom('editor'), ...settingsFrom('projectFile')].map(([name, { kind }]) => [
      name,
      kind.schema,
    ]),
  ).matchAll(/"[\w$-]+"/g),
  ...formats.keys(),
  ...fieldKeywords.keys(),
].join(' ');

/** Opens a sample and collects all that a client is told of it. */
async function toldOf({ name, text, project }: Sample, client: Client, folder: string) {
  const home = join(folder, name);
  mkdirSync(home);
  if (project !== undefined) writeFileSync(join(home, projectFileName), project);
  const uri = pathToFileURL(join(home, `a${defaultExtensions('json')[0]}`)).href;
  await client.open(uri, text);
  const document = { textDocument: { uri } };
  const found = await client.diagnostics(uri, 1);
  const told: (string | undefined)[] = found.flatMap(({ message, relatedInformation = [] }: Diagnostic) => [
    String(message),
    ...relatedInformation.map((one) => one.message),
  ]);
  const whole = { start: positionAt(text, 0), end: positionAt(text, text.length) };
  const actions = await client.request<readonly CodeAction[]>('textDocument/codeAction', {
    ...document,
    range: whole,
    context: { diagnostics: [] },
  });
  told.push(...actions.map(({ title }) => title));
  for (const lens of await client.request<readonly CodeLens[]>('textDocument/codeLens', document)) {
    told.push((await client.request<CodeLens>('codeLens/resolve', lens)).command?.title);
  }
  const hints = await client.request<readonly InlayHint[]>('textDocument/inlayHint', {
    ...document,
    range: whole,
  });
  told.push(
    ...hints.map(({ label }) =>
      typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    ),
  );
  // At the start of each key and each value of a line that no sample before has.
  for (const { index } of text.matchAll(/(?<=[\s,{:]) ?"?[^\s",{}:]|\n {2}\n/g)) {
    const place = text.slice(text.lastIndexOf('\n', index - 1) + 1, index + 20);
    if (seen.has(place)) continue;
    seen.add(place);
    const at = { ...document, position: positionAt(text, index + 3) };
    const hover = await client.request<Hover | null>('textDocument/hover', at);
    told.push(hover ? (hover.contents as { value: string }).value : undefined);
    const answer = await client.request<{ items: CompletionItem[] } | CompletionItem[] | null>(
      'textDocument/completion',
      at,
    );
    for (const item of Array.isArray(answer) ? answer : (answer?.items ?? [])) {
      const { documentation } = item;
      const more = typeof documentation === 'string' ? documentation : documentation?.value;
      told.push(
        item.label,
        item.detail,
        item.labelDetails?.description,
        more?.replaceAll(/```[\s\S]*?```/g, ''),
      );
    }
  }
  await client.close(uri);
  return told;
}

test('whatever a client is told of the examples of all rules is in its language, but for names and values', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'interaction-data-words-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const client = await startClient(
    { capabilities, workspaceFolders: [pathToFileURL(folder).href], initializationOptions: { words } },
    context,
  );
  const left: string[] = [];
  let count = 0;
  for (const sample of samples) {
    const told = await toldOf(sample, client, folder);
    count += told.length;
    for (const text of new Set(leftOver(told, sample.text + (sample.project ?? ''))))
      left.push(`${sample.name}: ${text}`);
  }
  assert.deepEqual(left, []);
  assert.ok(count > 1000);
  assert.deepEqual(leftOver(client.shown, ''), []);
});

/** Project files in which about everything is wrong that can be. */
const wrongProjects: readonly string[] = [
  '[]',
  '{ "rules": { "unknown-feild": "off", "syntax": "loud" }, "room": 1, "files": ["", "a\\\\b", "!a", "/a", "../a", "a/", "@(a|b)", "{1..3}", "[:digit:]", 1], "files": "*" }',
  '{ "detect": "auto", "as": { "*.json": "xml" }, "form": 1, "formats": {}, "exclude": {}, "codeLens": 1, "maxFindings": 0 }',
  '{ "ignore": [1, {}, { "files": [] }, { "rules": ["syntx", 2], "records": [3], "room": 1 }], "expect": { } } x',
  `{ "record": { "type": "list", "title": 1, "const": 1, "required": ["x", "duration", "duration", 4], "properties": {
    "": { "type": "string" }, "a": 1, "b": {}, "c": { "type": "strng" }, "d": { "type": "string", "minimum": 1, "format": "email" },
    "duration": { "type": "string", "maximum": -1, "default": 1.5, "examples": ["x", 12345678901234567890] }, "$schema": {},
    "e": { "enum": [], "oneOf": [] }, "f": { "oneOf": [{ "title": "x" }, 1], "minLength": -1 }, "interactionId": { "type": "string" },
    "g": { "type": "string", "pattern": "(?=a)b", "enum": ["gold", "gold"] }, "h": { "type": "object", "additionalProperties": false }
  }, "dependencies": { "x": ["a"], "d": ["d"] }, "exclusiveMaximum": 1, "unevaluatedItems": 1 } }`,
];

test('so is what it is told of project files and settings', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'interaction-data-words-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const wrongSettings = {
    rules: { syntax: 'loud', 'unknown-feild': 'off' },
    maxFindings: 'all',
    files: 'a',
    room: 1,
  };
  const client = await startClient(
    {
      capabilities,
      workspaceFolders: [pathToFileURL(folder).href],
      initializationOptions: { words },
      settings: () => wrongSettings,
    },
    context,
  );
  const told: string[] = [];
  for (const [index, text] of wrongProjects.entries()) {
    mkdirSync(join(folder, `${index}`));
    const uri = pathToFileURL(join(folder, `${index}`, projectFileName)).href;
    await client.open(uri, text, 'json');
    told.push(...(await client.diagnostics(uri, 1)).map(({ message }) => String(message)));
  }
  await client.open(pathToFileURL(join(folder, 'a.phonecall.json')).href, exampleRecord());
  await client.said(({ shown }) => shown.length >= 5);
  const given = `interactionData Interaction Data ${wrongProjects.join(' ')} ${JSON.stringify(wrongSettings)}`;
  assert.deepEqual(leftOver([...told, ...client.shown], `${given} ${settingNames}`), []);
  assert.ok(told.length > 40, `${told.length}`);
});
