import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Keyboard } from 'playwright-core';
import { openBrowser } from '../../scripts/editor/browser';
import { ensureServer } from '../../scripts/editor/install';
import { projectFolder } from '../../scripts/editor/paths';
import { makeProfile, stillSettings } from '../../scripts/editor/profile';
import { type RunningServer, startServer } from '../../scripts/editor/server';
import {
  extensionAnswers,
  openFile,
  openWorkbench,
  placeCursor,
  runCommand,
  type Workbench,
} from '../../scripts/editor/workbench';
import { runChecks } from './checks';
import { textOf, validRecord } from './records';

/*
 * The typing law in the real editor: what is typed key by key into an empty file, with Enter for each line end, is what
 * the file holds. Its twin over many more records is `test/typing/typing.test.ts`.
 */

/**
 * What is typed into a file of one shape: once most of it, and once other members, to type less. The twin types whole
 * records in all shapes.
 */
interface Shape {
  readonly file: string;
  readonly whole: string;
  readonly part: string;
  /** Whether the whole is typed where the editor closes brackets and quotes; else where it does not. */
  readonly wholeIsClosed: boolean;
}

const morning = example('queue-morning.phonecalls.json') as object[];
const [first = {}, second = {}, third = {}, ...others] = morning;
const exported = readFileSync(join(projectFolder, 'examples', 'export.phonecalls.jsonl'), 'utf8').split('\n');
const support = example('inbound-support.phonecall.json');

const shapes: readonly Shape[] = [
  {
    file: 'pretty.phonecall.json',
    whole: pretty(support),
    part: pretty(some(support, 1, 5)),
    wholeIsClosed: false,
  },
  {
    file: 'array.phonecalls.json',
    whole: pretty([some(first, 0, 2), some(second, 1, 3)]),
    part: pretty([some(first, 1, 4), some(second, 3, 4)]),
    wholeIsClosed: true,
  },
  {
    file: 'named.interactions.json',
    whole: pretty({ 'a call that ended': some(second, 0, 2), 'another one': some(third, 1, 4) }),
    part: pretty({ 'first one': some(third, 2, 4), 'second one': some(second, 1, 5) }),
    wholeIsClosed: false,
  },
  {
    file: 'lines.phonecalls.jsonl',
    whole: lines([exported[0] ?? '', partOf(exported[1] ?? '', 1)]),
    part: lines([partOf(exported[2] ?? '', 2), partOf(exported[3] ?? '', 0)]),
    wholeIsClosed: true,
  },
  {
    file: 'compact.phonecalls.json',
    whole: JSON.stringify(others.slice(0, 1)),
    part: JSON.stringify([first, third].map((each, at) => some(each, at + 2, 5))),
    wholeIsClosed: false,
  },
];

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
  const server = await startServer(editor, { ...profile, forTests: true });
  // Both windows are typed into at once: each has its own browser, and so the keyboard to itself.
  const windows = ['languageDefined', 'never'].map((closing) => {
    const typed = typeInWindow(server, join(profile.folder, closing), closing);
    // It is looked at in its turn.
    typed.catch(() => undefined);
    return [`what is typed is what is there, brackets closed: ${closing}`, () => typed] as const;
  });
  try {
    return await runChecks('typing', Object.fromEntries(windows));
  } finally {
    await server.stop();
    await profile.remove();
  }
}

/** Types into all files of a workspace of its own. */
async function typeInWindow(server: RunningServer, folder: string, closing: string): Promise<void> {
  const { page, close } = await openBrowser(console.log);
  try {
    const workbench = await openWorkbench(page, server, {
      workspaceFolder: makeWorkspace(folder, closing),
      extensionDevelopmentPath: projectFolder,
    });
    await openFile(workbench, 'first.phonecall.json');
    await extensionAnswers(workbench);
    // Once, since each key takes its time.
    if (closing !== 'never') {
      await checkTyping(workbench, folder, 'short.phonecall.json', short, slow);
      await checkFilling(workbench, folder);
    }
    for (const { file, whole, part, wholeIsClosed } of shapes) {
      const isWhole = wholeIsClosed === (closing !== 'never');
      await checkTyping(workbench, folder, file, isWhole ? whole : part, fast);
    }
  } finally {
    await close();
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
  // Another language would have other lists.
  await workbench.page
    .locator('.statusbar-item')
    .filter({ hasText: /^Interaction JSON/ })
    .waitFor();
  await typeKeys(keyboard, withoutIndent(text), delay);
  // What the editor closed by itself and nobody typed over stands after the cursor.
  await keyboard.press('Control+Shift+End');
  await keyboard.press('Delete');
  await saved(workbench, name);
  assert.equal(withoutIndent(readFileSync(join(folder, name), 'utf8')), withoutIndent(text), name);
}

/** A placeholder of a new record keeps what is typed, whatever goes on like it, and Tab goes to the next one. */
async function checkFilling(workbench: Workbench, folder: string): Promise<void> {
  const { keyboard } = workbench.page;
  await openFile(workbench, 'filled.phonecalls.json');
  await extensionAnswers(workbench);
  await placeCursor(workbench, 3, 5);
  await runCommand(workbench, 'Interaction Data: New Record Like This One');
  await workbench.page.locator(`.tab.active.dirty[data-resource-name="filled.phonecalls.json"]`).waitFor();
  await typeKeys(keyboard, 'C-1', slow);
  await keyboard.press('Tab');
  await typeKeys(keyboard, 'A-1', slow);
  await saved(workbench, 'filled.phonecalls.json');
  const [model, made] = JSON.parse(readFileSync(join(folder, 'filled.phonecalls.json'), 'utf8')) as object[];
  const { start_date } = made as typeof validRecord;
  assert.deepEqual(made, { ...model, customer_id: 'C-1', interaction_id: 'A-1', start_date });
}

/** Types a text, a key each `interval` ms; later ones where the browser takes its time, and never two at once. */
async function typeKeys(keyboard: Keyboard, text: string, interval: number): Promise<void> {
  let due = performance.now();
  for (const key of text) {
    await (key === '\n' ? keyboard.press('Enter') : keyboard.type(key));
    due = Math.max(due + interval, performance.now());
    await sleep(due - performance.now());
  }
}

async function saved({ page }: Workbench, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+S');
  await page.locator(`.tab.active:not(.dirty)[data-resource-name="${name}"]`).waitFor();
}

function makeWorkspace(folder: string, closing: string): string {
  const settings = { 'editor.autoClosingBrackets': closing, 'editor.autoClosingQuotes': closing };
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  writeFileSync(join(folder, 'first.phonecall.json'), textOf(validRecord));
  const likeIt = { ...validRecord, customer_id: 'C-100' };
  writeFileSync(join(folder, 'filled.phonecalls.json'), textOf([likeIt]));
  for (const name of ['short.phonecall.json', ...shapes.map(({ file }) => file)]) {
    writeFileSync(join(folder, name), '');
  }
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

/** Lines of JSON Lines. */
function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

/** A line with some of its members. */
function partOf(line: string, from: number): string {
  return JSON.stringify(some(JSON.parse(line), from, 4));
}

/** Each `step`th member of a record from one on: other ones in each text, so that all kinds of them are typed. */
function some(record: object, from: number, step: number): object {
  return Object.fromEntries(Object.entries(record).filter((_, at) => (at + from) % step === 0));
}
