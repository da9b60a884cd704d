import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../../scripts/editor/browser';
import { ensureServer } from '../../scripts/editor/install';
import { projectFolder } from '../../scripts/editor/paths';
import { makeProfile, stillSettings } from '../../scripts/editor/profile';
import { startServer } from '../../scripts/editor/server';
import { extensionAnswers, openFile, openWorkbench, type Workbench } from '../../scripts/editor/workbench';
import { runChecks } from './checks';
import { textOf, validRecord } from './records';

/*
 * The typing law in the real editor: what is typed key by key into an empty file, with Enter for each line end, is what
 * the file holds. Its twin over many more records is `test/typing/typing.test.ts`.
 */

/** What is typed, by the name of its file. */
const texts: Readonly<Record<string, string>> = {
  'pretty.phonecall.json': pretty(example('inbound-support.phonecall.json')),
  'array.phonecalls.json': pretty(
    records('queue-morning.phonecalls.json').map((each, at) => some(each, at, 3)),
  ),
  'named.interactions.json': pretty(named()),
  'lines.phonecalls.jsonl': `${lines()
    .map((each, at) => JSON.stringify(some(each, at, 3)))
    .join('\n')}\n`,
  'compact.phonecalls.json': JSON.stringify(
    records('queue-morning.phonecalls.json').map((each) => some(each, 2, 4)),
  ),
};

/** A short one, for those who look at each list: its coded fields and booleans end lines. */
const short = pretty({ type: 'Inbound', udata: { vip: true }, status: 3 });

/** How long a key takes, in ms: that of fast typing, and one in which every list is there before the next key. */
const fast = 20;
const slow = 250;

/**
 * Types into windows of a VS Code server with the extension, which must be built. Prints each check; gives how many
 * passed and failed.
 */
export async function runTypingTest(): Promise<{ passed: number; failed: number }> {
  const editor = await ensureServer(console.log);
  const profile = makeProfile(stillSettings);
  const server = await startServer(editor, profile);
  const { page, close } = await openBrowser(console.log);
  const checks = Object.fromEntries(
    ['languageDefined', 'never'].map((closing) => [
      `what is typed is what is there, brackets closed: ${closing}`,
      async () => {
        const workspaceFolder = makeWorkspace(join(profile.folder, closing), closing);
        const workbench = await openWorkbench(page, server, {
          workspaceFolder,
          extensionDevelopmentPath: projectFolder,
        });
        await openFile(workbench, 'first.phonecall.json');
        await extensionAnswers(workbench);
        // The long one once, since each key takes its time.
        const { 'pretty.phonecall.json': long = '', ...others } = texts;
        const [first, delay] = closing === 'never' ? [long, fast] : [short, slow];
        await checkTyping(workbench, workspaceFolder, 'pretty.phonecall.json', first, delay);
        for (const [name, text] of Object.entries(others)) {
          await checkTyping(workbench, workspaceFolder, name, text, fast);
        }
      },
    ]),
  );
  try {
    return await runChecks('typing', checks);
  } finally {
    await close();
    await server.stop();
    await profile.remove();
  }
}

async function checkTyping(
  workbench: Workbench,
  folder: string,
  name: string,
  text: string,
  delay: number,
): Promise<void> {
  const { keyboard } = workbench.page;
  await openFile(workbench, name);
  for (const [index, line] of withoutIndent(text).split('\n').entries()) {
    if (index > 0) await keyboard.press('Enter', { delay });
    await keyboard.type(line, { delay });
  }
  // What the editor closed by itself and nobody typed over stands behind the cursor.
  await keyboard.press('Control+Shift+End');
  await keyboard.press('Delete');
  await keyboard.press('ControlOrMeta+S');
  await workbench.page.locator(`.tab.active:not(.dirty)[data-resource-name="${name}"]`).waitFor();
  assert.equal(withoutIndent(readFileSync(join(folder, name), 'utf8')), withoutIndent(text), name);
}

function makeWorkspace(folder: string, closing: string): string {
  const settings = { 'editor.autoClosingBrackets': closing, 'editor.autoClosingQuotes': closing };
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  writeFileSync(join(folder, 'first.phonecall.json'), textOf(validRecord));
  for (const name of Object.keys(texts)) writeFileSync(join(folder, name), '');
  return folder;
}

function withoutIndent(text: string): string {
  return text.replaceAll(/^[ \t]+/gm, '');
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function example(name: string): object {
  return JSON.parse(readFileSync(join(projectFolder, 'examples', name), 'utf8'));
}

/** The first records of an example that is an array. */
function records(name: string): readonly object[] {
  return (example(name) as object[]).slice(0, 2);
}

function named(): object {
  const all = Object.entries(example('named-fixtures.interactions.json'));
  const records = all.filter(([, each]) => 'interaction_id' in Object(each)).slice(0, 2);
  return Object.fromEntries(records.map(([name, each], at) => [name, some(each, at + 1, 4)]));
}

function lines(): readonly object[] {
  const text = readFileSync(join(projectFolder, 'examples', 'export.phonecalls.jsonl'), 'utf8');
  return text
    .split('\n')
    .slice(0, 2)
    .map((line) => JSON.parse(line));
}

/** Each `step`th member of a record from one on: other ones in each text, so that all kinds of them are typed. */
function some(record: object, from: number, step: number): object {
  return Object.fromEntries(Object.entries(record).filter((_, at) => (at + from) % step === 0));
}
