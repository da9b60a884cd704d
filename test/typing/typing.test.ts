import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type { CompletionList } from 'vscode-languageserver/node';
import { readProjectFile } from '../../server/config/project-file';
import { phoneCall } from '../../server/spec/phone-call';
import { withFragment } from '../../server/spec/record-fragment';
import type { RecordType } from '../../server/spec/record-type';
import { type Client, fullCapabilities, startClient } from '../support/client';
import { type TypedText, typedTextsOf } from './texts';
import { type Habits, type } from './typist';

/*
 * The typing law: whatever record somebody types, the text is what was typed. At each key the list of suggestions is
 * followed as VS Code opens, filters and closes it; a list that is open at Enter, Tab or a commit character would take
 * the key. `TYPING_RUNS=20000` looks at other texts, and at more of them.
 */

const runs = process.env.TYPING_RUNS;
const count = Number(runs ?? 1000);
/** So many texts are typed at once: the server has something to do meanwhile. */
const atOnce = 8;

/** The project of a team, which states fields of all types, in objects and user data, too. */
const project = join(__dirname, '../../examples/strict-project');

interface Place {
  readonly folder: string;
  readonly type: RecordType;
  readonly workspaceFolders?: readonly string[];
  readonly count: number;
}

function teamsPlace(): Place {
  const text = readFileSync(join(project, '.interaction-data.json'), 'utf8');
  const { record } = readProjectFile(text, phoneCall);
  assert.ok(record);
  const folder = pathToFileURL(project).href;
  const type = withFragment(phoneCall, record, '.interaction-data.json');
  return { folder, type, workspaceFolders: [folder], count: Math.ceil(count / 8) };
}

describe('typing is never overruled', { timeout: 600_000 }, () => {
  const places: Readonly<Record<string, Place>> = {
    'fields of the specification': { folder: 'file:///calls', type: phoneCall, count },
    'fields of a team': teamsPlace(),
  };
  for (const [name, place] of Object.entries(places)) {
    describe(name, () => {
      let client: Client;
      before(async () => {
        const experimental = { interactionData: { snippetChoices: true, suggestCommand: true } };
        const capabilities = { ...fullCapabilities, experimental };
        client = await startClient({ capabilities, workspaceFolders: place.workspaceFolders ?? null });
      });
      after(() => client.stop());
      test(`${place.count} generated texts`, () => checkPlace(client, place));
    });
  }
});

async function checkPlace(client: Client, { folder, type, count }: Place): Promise<void> {
  await checkFieldsAreKnown(client, `${folder}/known`, type);
  const texts = fc.sample(typedTextsOf(type), { numRuns: count, ...(runs ? {} : { seed: 8 }) });
  let next = 0;
  let lists = 0;
  const typeSome = async () => {
    for (let index = next++; index < texts.length; index = next++) {
      const uri = `${folder}/${index}`;
      const opened = await checkTyping(client, uri, texts[index] as TypedText, index).catch((error) => {
        // Nobody types on.
        next = texts.length;
        throw error;
      });
      lists += opened;
    }
  };
  const results = await Promise.allSettled(Array.from({ length: atOnce }, typeSome));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  // Lists open all the time: the law does not hold for want of suggestions.
  assert.ok(lists > count * 5, `${lists} lists opened`);
}

/** The server offers the fields that the texts are made of. */
async function checkFieldsAreKnown(client: Client, uri: string, { fields }: RecordType): Promise<void> {
  await client.open(uri, '{"');
  const list = await client.request<CompletionList>('textDocument/completion', {
    textDocument: { uri },
    position: { line: 0, character: 2 },
  });
  const labels = list.items.map(({ label }) => label);
  assert.deepEqual(
    fields.filter(({ name }) => !labels.includes(name)),
    [],
  );
  await client.close(uri);
}

async function checkTyping(
  client: Client,
  uri: string,
  { text, languageId, shape }: TypedText,
  index: number,
) {
  const habits: Habits = { languageId, closes: index % 2 === 0, late: index % 4 < 2 ? 0 : index % 23 };
  const typed = await type(client, uri, text, habits);
  const told = () => `${shape}, ${JSON.stringify(habits)}: ${JSON.stringify(text)}`;
  assert.deepEqual(typed.taken, [], told());
  assert.deepEqual(typed.heaps, [], told());
  assert.equal(typed.text, text, told());
  return typed.lists;
}
