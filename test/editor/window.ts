import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openBrowser } from '../../scripts/editor/browser';
import { ensureServer } from '../../scripts/editor/install';
import { projectFolder } from '../../scripts/editor/paths';
import { makeProfile, type Settings, settingsForTwins, stillSettings } from '../../scripts/editor/profile';
import { startServer } from '../../scripts/editor/server';
import {
  atRest,
  openFile,
  openWorkbench,
  parts,
  placeCursor,
  pressKeys,
  read,
  runCommand,
  showLanguageStatus,
  showProblems,
  typeText,
  type Workbench,
} from '../../scripts/editor/workbench';
import { runChecks } from './checks';
import { textOf, validRecord } from './records';
import { killServerBelow } from './server-processes';

/** What lies in the workspace of each window. */
const files: Readonly<Record<string, string>> = {
  'two.phonecalls.json': textOf([validRecord, { ...validRecord, status: 9 }]),
  'many.phonecalls.json': textOf(Array(1256).fill({ ...validRecord, status: 9, frobnicate: 1 })),
  'lines.phonecalls.jsonl': `${JSON.stringify(validRecord)}\n`,
  'exports/.interaction-data.json': '{ "files": ["**/*.json"] }\n',
  'exports/2024/march.json': textOf({ calls: [validRecord] }),
  'notes.txt': '{}\n',
  'other.txt': JSON.stringify({ interactionId: 'F01', customerId: 'C01', status: 'Stopped' }, null, 2),
  'paste.phonecalls.json': '[\n  \n]\n',
  'named.phonecalls.json': textOf({
    call: validRecord,
    reply: { ...validRecord, interaction_id: '00001a57JGQ00BW1', parent_id: validRecord.interaction_id },
  }),
  'records.phonecalls.json': textOf(
    Array.from({ length: 50 }, (_, index) => ({
      ...validRecord,
      interaction_id: `REC-${index}`,
      ...(index === 30 && { status: 9, subject: 'Lost invoice' }),
    })),
  ),
};

/** VS Code starts a server again that often; the next time it gives up. */
const restartsOfVsCode = 4;

/**
 * Looks at windows of a VS Code server with the extension, which must be built, for what only a person sees: the
 * language status, and what is told when the server is gone. Prints each check; gives how many passed and failed.
 */
export async function runWindowTest(): Promise<{ passed: number; failed: number }> {
  const windows = await openWindows();
  const { inWindow } = windows;
  try {
    return await runChecks('window', {
      // In the first window, so that its language server, which is killed, is the only one.
      'a server that was given up is told of, and Restart Server brings the findings back': () =>
        inWindow({}, seeGivenUp),
      'the language status says how a file was recognised, and how many records and findings it has; what is told of an entry leads to it':
        () =>
          inWindow({}, async (workbench) => {
            await seeStatus(workbench);
            await seeIgnored(workbench);
          }),
      'Go to Record shows the record that is looked at, leaves it on Escape, and goes to it on Enter; Next Problem Record gives the keys to the text':
        () => inWindow({}, seeRecords),
      'a record of another interface is pasted as it stands, and mended for who asks': () =>
        inWindow({}, seePaste),
      'Shift Times asks by how much, and refuses what is no time; Duplicate Record asks for the name of a named record, and what becomes of its replies':
        () =>
          inWindow({}, async (workbench) => {
            await seeShift(workbench);
            await seeNames(workbench);
          }),
      'the language status says that a limit was reached': () =>
        inWindow({ 'interactionData.maxFindings': 1000 }, seeLimit),
      'a limit above what VS Code takes at once is obeyed': () =>
        inWindow({ 'interactionData.maxFindings': 2500 }, seeHighLimit),
      'a file that VS Code keeps from extensions is said not to be checked': () =>
        inWindow({ 'workbench.editorLargeFileConfirmation': 1024 }, seeTooLarge),
    });
  } finally {
    await windows.close();
  }
}

async function seeStatus(workbench: Workbench): Promise<void> {
  await openFile(workbench, 'two.phonecalls.json');
  await untilStatus(workbench, ['2 records, 1 error', 'Array of records  recognised by file name', 'Why?']);
  await openFile(workbench, 'lines.phonecalls.jsonl');
  await untilStatus(workbench, ['1 record, no problems', 'JSON Lines  recognised by file name', 'Why?']);
  await openFile(workbench, 'exports/2024/march.json');
  await untilStatus(workbench, [
    '1 record, no problems',
    'Named records  recognised by exports/.interaction-data.json',
    'Why?',
  ]);
  await openFile(workbench, 'notes.txt');
  await runCommand(workbench, 'Change Language Mode');
  await typeText(workbench, 'Interaction JSON');
  const row = workbench.page.locator('.quick-input-list .monaco-list-row');
  await row.filter({ hasText: '(interaction-json)' }).click();
  await untilStatus(workbench, ['1 record, 1 error', 'One record  recognised by language mode', 'Why?']);
}

async function seeLimit(workbench: Workbench): Promise<void> {
  await openFile(workbench, 'many.phonecalls.json');
  await untilStatus(workbench, [
    '1,000 of 2,512 problems shown  errors first',
    'Change Limit',
    '1,256 records, 1,256 errors, 1,256 warnings',
    'Array of records  recognised by file name',
    'Why?',
    'Outline cut at 5,000 entries  records first',
  ]);
  await problems(workbench, 'Errors: 1000');
  await workbench.page.locator('.hover-language-status').getByText('Change Limit').click();
  await workbench.page.locator('.settings-editor').getByText('Max Findings').first().waitFor();
}

async function seeHighLimit(workbench: Workbench): Promise<void> {
  await openFile(workbench, 'many.phonecalls.json');
  await problems(workbench, 'Errors: 1256, Warnings: 1244');
  await untilStatus(workbench, [
    '2,500 of 2,512 problems shown  errors first',
    'Change Limit',
    '1,256 records, 1,256 errors, 1,256 warnings',
    'Array of records  recognised by file name',
    'Why?',
    'Outline cut at 5,000 entries  records first',
  ]);
}

async function seeTooLarge(workbench: Workbench, workspaceFolder: string): Promise<void> {
  const line = `${JSON.stringify(validRecord)},\n`;
  const text = `[${line.repeat(Math.ceil((51 << 20) / line.length))}${JSON.stringify(validRecord)}]`;
  writeFileSync(join(workspaceFolder, 'huge.phonecalls.json'), text);
  await openFile(workbench, 'huge.phonecalls.json');
  await untilTold(workbench, 'huge.phonecalls.json is not checked');
}

async function seeRecords(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const line = (text: string) => page.locator(parts.text, { hasText: text }).first();
  const row = page.locator('.quick-input-list .monaco-list-row');
  const cursor = (place: string) => page.locator(parts.status).filter({ hasText: place }).waitFor();
  await openFile(workbench, 'records.phonecalls.json');
  await problems(workbench, 'Errors: 1');
  await placeCursor(workbench, 4, 5);
  await runCommand(workbench, 'Interaction Data: Go to Record…');
  await row.filter({ hasText: 'REC-1' }).first().waitFor();
  await typeText(workbench, 'rec-49');
  await line('REC-49').waitFor();
  await pressKeys(workbench, 'Escape');
  await line('REC-0').waitFor();
  await cursor('Ln 4, Col 5');
  await runCommand(workbench, 'Interaction Data: Go to Record…');
  await typeText(workbench, 'invoice problem');
  await row.filter({ hasText: /REC-30.*status 9.*1 problem.*Lost invoice/ }).waitFor();
  assert.equal(await row.count(), 1);
  await pressKeys(workbench, 'Enter');
  await line('REC-30').waitFor();
  const lines = (files['records.phonecalls.json'] ?? '').split('\n');
  const brace = lines
    .slice(
      0,
      lines.findIndex((text) => text.includes('REC-30')),
    )
    .lastIndexOf('  {');
  await cursor(`Ln ${brace + 1}, Col 3`);

  // Whoever asks for the next problem in the panel goes on in the text.
  await showProblems(workbench);
  await runCommand(workbench, 'Interaction Data: Next Problem Record');
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  await typeText(workbench, '1');
  await line('"status": 19').waitFor();
}

async function seePaste(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const line = (text: string) => page.locator(parts.text, { hasText: text });
  // What is pasted before the extension has started is pasted as anywhere.
  await openFile(workbench, 'two.phonecalls.json');
  await problems(workbench, 'Errors: 1');
  await openFile(workbench, 'other.txt');
  await pressKeys(workbench, 'Control+A Control+C');
  await openFile(workbench, 'paste.phonecalls.json');
  await placeCursor(workbench, 2, 3);
  await pressKeys(workbench, 'Control+V');
  await line('interactionId').waitFor();
  await page.locator('.post-edit-widget .monaco-button').click();
  await page.locator(parts.fixes).filter({ hasText: 'Paste as phone call record' }).click();
  await line('interaction_id').waitFor();
  assert.deepEqual((await read(workbench, 'text')).slice(0, 4), [
    '[',
    '  {',
    '    "interaction_id": "F01",',
    '    "customer_id": "C01",',
  ]);
}

async function seeNames(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const input = page.locator('.quick-input-widget:visible input');
  await openFile(workbench, 'named.phonecalls.json');
  await untilStatus(workbench, ['2 records, no problems', 'Named records  recognised by file name', 'Why?']);
  await placeCursor(workbench, 3, 5);
  await runCommand(workbench, 'Interaction Data: Duplicate Record');
  await input.waitFor();
  assert.equal(await input.inputValue(), 'call2');
  await typeText(workbench, 'reply');
  await page.locator('.quick-input-message', { hasText: 'This name is there already.' }).waitFor();
  await typeText(workbench, ' again');
  await pressKeys(workbench, 'Enter');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Reply to the copy' }).click();
  await page.locator(parts.text, { hasText: 'reply again' }).waitFor();
  await page.locator(parts.text, { hasText: /parent_id.*BW9/ }).waitFor();
}

async function seeIgnored(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await openFile(workbench, 'two.phonecalls.json');
  await problems(workbench, 'Errors: 2');
  await placeCursor(workbench, 15, 15);
  await pressKeys(workbench, 'ControlOrMeta+.');
  await page.locator(parts.fixes).filter({ hasText: 'Ignore this here' }).click();
  await page.locator('.statusbar-item', { hasText: 'Ignored from now on (.interaction-data.json)' }).click();
  await page.locator('.tab.active[data-resource-name=".interaction-data.json"]').waitFor();
  await page.locator(parts.text, { hasText: '"ignore"' }).waitFor();
}

async function seeShift(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await openFile(workbench, 'named.phonecalls.json');
  await untilStatus(workbench, ['2 records, no problems', 'Named records  recognised by file name', 'Why?']);
  await pressKeys(workbench, 'ControlOrMeta+A');
  await runCommand(workbench, 'Interaction Data: Shift Times…');
  await page.locator('.quick-input-widget:visible input').waitFor();
  await typeText(workbench, 'tomorrow');
  await page.locator('.quick-input-message', { hasText: 'Write a time such as +1 d or -90 min.' }).waitFor();
  await pressKeys(workbench, 'ControlOrMeta+A');
  await typeText(workbench, '-90 min');
  await pressKeys(workbench, 'Enter');
  const status = page.locator('.statusbar-item', { hasText: 'Moved 2 dates in 2 records by -1 h 30 min.' });
  await status.waitFor();
  assert.equal(await page.locator(parts.text, { hasText: '2024-03-04T06:45:30.000Z' }).count(), 2);
  await pressKeys(workbench, 'ControlOrMeta+Z');
  await page.locator(parts.text, { hasText: '06:45:30' }).first().waitFor({ state: 'hidden' });
}

async function seeGivenUp(workbench: Workbench): Promise<void> {
  await openFile(workbench, 'two.phonecalls.json');
  await problems(workbench, 'Errors: 1');
  for (let restarts = 0; restarts < restartsOfVsCode; restarts++) {
    await killServerBelow(process.pid);
    await problems(workbench, 'Errors: 1');
  }
  await killServerBelow(process.pid, true);
  await problems(workbench, 'No Problems');
  await untilTold(workbench, 'The server will not be restarted');
  await untilStatus(workbench, ['Language server stopped  nothing is checked', 'Restart Server']);
  await workbench.page.locator('.hover-language-status').getByText('Restart Server').click();
  await problems(workbench, 'Errors: 1');
  await untilStatus(workbench, ['2 records, 1 error', 'Array of records  recognised by file name', 'Why?']);
}

/** Waits until the status bar counts problems so: `Errors: 1`, or what it says where there are none. */
async function problems({ page }: Workbench, label: string): Promise<void> {
  await page.locator(`${parts.status}[aria-label="${label}"]`).waitFor();
}

/** Waits for a message with these words. A window that is driven by a program shows them only after its bell. */
async function untilTold(workbench: Workbench, words: string): Promise<void> {
  const { page } = workbench;
  await page.locator('[id="status.notifications"] .codicon-bell-dot').waitFor();
  await runCommand(workbench, 'Notifications: Show Notifications');
  await page.locator('.notifications-center .notification-list-item', { hasText: words }).waitFor();
  await runCommand(workbench, 'Notifications: Hide Notifications');
}

/**
 * Opens the language status and waits until it says exactly this, an entry a line. What the server tells comes piece by
 * piece: the outline's limit, for one, only when the outline was asked for.
 */
async function untilStatus(workbench: Workbench, expected: readonly string[]): Promise<void> {
  const shown = await showLanguageStatus(workbench);
  for (const line of expected) {
    const words = line.split('  ')[0] ?? '';
    await shown.filter({ hasText: words }).first().waitFor();
  }
  await atRest(workbench);
  assert.deepEqual(await read(workbench, 'language'), expected);
}

/** Looks at something in a window on a workspace of its own with the files and these settings. */
type InWindow = (
  settings: Settings,
  look: (workbench: Workbench, workspaceFolder: string) => Promise<void>,
) => Promise<void>;

/** Windows of one server in one browser, one after the other: to start these takes longer than to look at something. */
async function openWindows(): Promise<{ readonly inWindow: InWindow; readonly close: () => Promise<void> }> {
  const profile = makeProfile({ ...stillSettings, ...settingsForTwins });
  const server = await startServer(await ensureServer(console.log), { ...profile, forTests: true });
  const browser = await openBrowser(console.log);
  let windows = 0;
  return {
    async inWindow(settings, look) {
      const workspaceFolder = makeWorkspace(join(profile.folder, `workspace-${++windows}`), settings);
      const window = { workspaceFolder, extensionDevelopmentPath: projectFolder };
      await look(await openWorkbench(browser.page, server, window), workspaceFolder);
    },
    async close() {
      await browser.close();
      await server.stop();
      await profile.remove();
    },
  };
}

function makeWorkspace(folder: string, settings: Settings): string {
  const all = { ...files, '.vscode/settings.json': JSON.stringify(settings) };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
