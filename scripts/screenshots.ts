// `npm run screenshots [NAME…]`: takes the pictures of the README in a real VS Code, on the files of examples/.
// A scenario is a function that uses the window as a person does; its name is the name of the picture.
// For a look at anything else there is scripts/editor/look.ts.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from './build';
import { openBrowser } from './editor/browser';
import { runMain } from './editor/cleanup';
import { ensureServer } from './editor/install';
import { projectFolder } from './editor/paths';
import { type EditorProfile, makeProfile, type Settings, stillSettings } from './editor/profile';
import { type RunningServer, startServer } from './editor/server';
import {
  atRest,
  extensionAnswers,
  openFile,
  openWorkbench,
  parts,
  placeCursor,
  pressKeys,
  runCommand,
  showCompletions,
  showHover,
  showOutline,
  showProblems,
  showQuickFixes,
  typeText,
  type Workbench,
} from './editor/workbench';

const examples = join(projectFolder, 'examples');
const images = join(projectFolder, 'images');

const tangled = 'contact-centre-morning/tangled.phonecalls.json';
const firstDesk = 'contact-centre-morning/first-desk.phonecalls.json';
const expected = 'expected-failures/refused-by-import.phonecalls.json';

type Scenario = (workbench: Workbench) => Promise<unknown>;

const scenarios: Readonly<Record<string, Scenario>> = {
  problems: async (workbench) => {
    await openExample(workbench, 'mistakes.phonecalls.json');
    await workbench.page.locator(parts.squiggles).first().waitFor();
    await showProblems(workbench);
  },

  hover: async (workbench) => {
    await openExample(workbench, 'inbound-support.phonecall.json');
    await cursorIn(workbench, 'inbound-support.phonecall.json', '"status"');
    await showHover(workbench);
  },

  number: async (workbench) => {
    await openExample(workbench, 'inbound-support.phonecall.json');
    await cursorIn(workbench, 'inbound-support.phonecall.json', '"+12025550143"');
    await showHover(workbench);
  },

  lenses: async (workbench) => {
    await openExample(workbench, 'queue-morning.phonecalls.json');
    await cursorIn(workbench, 'queue-morning.phonecalls.json', '"parent_id": "00002b81KDM00B01"');
    await workbench.page.locator('.codelens-decoration a:visible').first().waitFor();
    await workbench.page.locator(parts.hints).first().waitFor();
  },

  lines: async (workbench) => {
    await openExample(workbench, 'export.phonecalls.jsonl');
    await workbench.page.locator(parts.hints).first().waitFor();
  },

  outline: async (workbench) => {
    await openFile(workbench, 'queue-morning.phonecalls.json');
    await showOutline(workbench);
    await giveOutlineRoom(workbench);
    // The drag left the pointer on the text, where it brings up a hover.
    await workbench.page.mouse.move(200, 500, { steps: 5 });
  },

  copies: async (workbench) => {
    await openExample(workbench, 'queue-morning.phonecalls.json');
    await cursorIn(workbench, 'queue-morning.phonecalls.json', '"00002b81KDM00B02"');
    await workbench.page.locator(parts.hints).first().waitFor();
    await runCommand(workbench, 'Interaction Data: Reply to This Record');
    await atRest(workbench);
    await pressKeys(workbench, 'ControlOrMeta+Shift+R');
    await workbench.page.locator(parts.fixes).first().waitFor();
  },

  duplicate: async (workbench) => {
    await openExample(workbench, firstDesk);
    await cursorIn(workbench, firstDesk, '"00002f02KDM00M01"');
    await workbench.page.locator(parts.hints).first().waitFor();
    await runCommand(workbench, 'Interaction Data: Duplicate Record');
    await workbench.page.locator('.quick-input-widget:visible').waitFor();
  },

  paste: async (workbench) => {
    const { page } = workbench;
    // What is pasted before the extension has started is pasted as anywhere.
    await openExample(workbench, 'call.phonecall.json');
    await openFile(workbench, 'other.txt');
    await pressKeys(workbench, 'ControlOrMeta+A ControlOrMeta+C');
    await openFile(workbench, 'calls.phonecalls.json');
    await placeCursor(workbench, 2, 3);
    await pressKeys(workbench, 'ControlOrMeta+V');
    await page.locator('.post-edit-widget .monaco-button').click();
    await page.locator(parts.fixes).filter({ hasText: 'Paste as phone call record' }).waitFor();
  },

  records: async (workbench) => {
    await openExample(workbench, 'mistakes.phonecalls.json');
    await workbench.page.locator(parts.squiggles).first().waitFor();
    await runCommand(workbench, 'Interaction Data: Go to Record…');
    await pressKeys(workbench, 'ArrowDown ArrowDown');
  },

  together: async (workbench) => {
    await openExample(workbench, tangled);
    await cursorIn(workbench, tangled, '"duplicate-interaction-id: two calls');
    await workbench.page.locator(parts.squiggles).first().waitFor();
    await showProblems(workbench);
    await givePanelRoom(workbench, 70);
    // The second and the third place of the circle say the same as the first.
    await pressKeys(workbench, 'ArrowDown ArrowDown ArrowDown ArrowDown ArrowLeft ArrowDown ArrowLeft');
    await pressKeys(workbench, 'ArrowDown');
  },

  references: async (workbench) => {
    await openExample(workbench, firstDesk);
    await cursorIn(workbench, firstDesk, '"00002f02KDM00M01"');
    await closedFilesAreKnown(workbench);
    await pressKeys(workbench, 'Shift+F12');
    const rows = workbench.page.locator('.ref-tree .monaco-list-row');
    await rows.filter({ hasText: 'second-desk' }).click();
    await pressKeys(workbench, 'ArrowRight');
    await rows.filter({ hasText: 'parent_id' }).click();
    // The folder of the machine on which the picture is taken.
    await workbench.page.addStyleTag({ content: '.peekview-title .dirname { display: none }' });
  },

  symbols: async (workbench) => {
    await openExample(workbench, firstDesk);
    await closedFilesAreKnown(workbench);
    await pressKeys(workbench, 'ControlOrMeta+T');
    await typeText(workbench, '00002f02KDM00M');
    await workbench.page.locator('.quick-input-list .monaco-list-row').nth(3).waitFor();
  },

  reference: async (workbench) => {
    await openExample(workbench, firstDesk);
    await cursorIn(workbench, firstDesk, '"status"');
    await pressKeys(workbench, 'F12');
    await workbench.page.locator('.tab').filter({ hasText: 'fields.md' }).waitFor();
    // The folders of the machine on which the picture is taken.
    await workbench.page.addStyleTag({ content: '.monaco-breadcrumb-item.folder { visibility: hidden }' });
  },

  family: async (workbench) => {
    const { page } = workbench;
    await openFile(workbench, firstDesk);
    await cursorIn(workbench, firstDesk, '"00002f02KDM00M01"');
    await closedFilesAreKnown(workbench);
    await runCommand(workbench, 'Calls: Show Call Hierarchy');
    await widenSideBar(workbench);
    await page.locator('.action-label[aria-label="Show Outgoing Calls"]:visible').click();
    await atRest(workbench);
    await page.locator('.part.sidebar .monaco-list-row').filter({ hasText: 'M02' }).click();
    await pressKeys(workbench, 'ArrowRight');
    await page.mouse.move(200, 500);
    await cursorIn(workbench, firstDesk, '"00002f02KDM00M02"');
    await page.locator('.codelens-decoration a:visible').first().waitFor();
    await pressKeys(workbench, 'F2');
  },

  workspace: async (workbench) => {
    const { page } = workbench;
    await openExample(workbench, expected);
    await showProblems(workbench);
    await givePanelRoom(workbench, 70);
    await page.locator('.part.panel .codicon-collapse-all:visible').click();
    const rows = page.locator('.markers-panel .monaco-list-row');
    await rows.filter({ hasText: '.interaction-data.json' }).click();
    await cursorAfter(workbench, expected, '},\n  ');
    await showHover(workbench);
  },

  folders: async (workbench) => {
    const { page } = workbench;
    await openFile(workbench, 'south.phonecall.json');
    await extensionAnswers(workbench);
    await showProblems(workbench);
    await placeCursor(workbench, 5, 20);
    await pressKeys(workbench, 'Shift+F12');
    await page.locator('.ref-tree .monaco-list-row').filter({ hasText: 'north' }).waitFor();
    // The folder of the machine on which the picture is taken.
    await page.addStyleTag({ content: '.peekview-title .dirname { display: none }' });
  },

  progress: async (workbench) => {
    const { page } = workbench;
    await openFile(workbench, 'call.phonecall.json');
    await page.locator('.statusbar-item').filter({ hasText: 'Reading phone call records' }).waitFor();
    await page.locator('[id="status.notifications"] a').click();
    await page.locator('.notifications-center .monaco-button').filter({ hasText: 'Cancel' }).waitFor();
  },
};

/** The same in workspaces that are made for them, in an empty folder. */
const ownWorkspaces: Readonly<Record<string, (folder: string, server: RunningServer) => string>> = {
  /** Two folders that know each other, of which only one takes fields that the specification does not have. */
  folders(folder, { port }) {
    const names = ['north', 'south'];
    const parent = readFileSync(join(examples, 'inbound-support.phonecall.json'), 'utf8');
    const reply = parent
      .replace(
        '"interaction_id": "',
        '"room": "4.12",\n  "parent_id": "00002b81KDM00A01",\n  "interaction_id": "X',
      )
      .replace('"X00002b81KDM00A01"', '"00002b81KDM00A07"');
    const texts = [parent.replace('{', '{\n  "room": "2.07",'), reply];
    for (const [index, name] of names.entries()) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, `${name}.phonecall.json`), texts[index] ?? '');
    }
    const project = '{ "ignore": [{ "rules": ["unknown-field"] }] }\n';
    writeFileSync(join(folder, 'south', '.interaction-data.json'), project);
    const folders = names.map((name) => ({ uri: `vscode-remote://127.0.0.1:${port}${join(folder, name)}` }));
    const file = join(folder, 'desks.code-workspace');
    writeFileSync(file, JSON.stringify({ folders }));
    return file;
  },

  /** A record as another interface of the vendor gives it, and where it is to go. */
  paste(folder) {
    const names = ['interactionId', 'customerId', 'status', 'entityTypeId', 'startDate'];
    const values = ['00002b81KDM00F01', '00002b81KDM00C01', 3, 3, '2026-03-17T08:15:00.000Z'];
    const record = Object.fromEntries(names.map((name, at) => [name, values[at]]));
    writeFileSync(join(folder, 'other.txt'), JSON.stringify(record, undefined, 2));
    writeFileSync(join(folder, 'calls.phonecalls.json'), '[\n  \n]\n');
    cpSync(join(examples, 'inbound-support.phonecall.json'), join(folder, 'call.phonecall.json'));
    return folder;
  },

  /** So many files that reading them takes longer than it takes to take a picture. */
  progress(folder) {
    const lines = readFileSync(join(examples, 'export.phonecalls.jsonl'), 'utf8').repeat(8);
    for (let desk = 1; desk <= 100; desk++) {
      mkdirSync(join(folder, `desk-${desk}`));
      for (let day = 1; day <= 150; day++)
        writeFileSync(join(folder, `desk-${desk}`, `day-${day}.phonecalls.jsonl`), lines);
    }
    cpSync(join(examples, 'inbound-support.phonecall.json'), join(folder, 'call.phonecall.json'));
    return folder;
  },
};

/** Settings without which there is nothing to see in a picture. */
const ownSettings: Readonly<Record<string, Settings>> = {
  workspace: { 'interactionData.validate': 'workspace' },
  folders: { 'interactionData.validate': 'workspace' },
  progress: {
    'interactionData.validate': 'workspace',
    'interactionData.rules.duplicate-interaction-id': 'off',
  },
};

/**
 * Pictures of the walkthrough, which the README shows, too: of the editor alone, small enough to be in the package. They are
 * taken in a folder that `makeWorkspace` makes.
 */
const steps: Readonly<Record<string, Scenario>> = {
  'walkthrough/recognise': async (workbench) => {
    await openFile(workbench, 'call.json');
    await pressKeys(workbench, 'ControlOrMeta+B');
    await workbench.page.locator('.codelens-decoration').first().waitFor();
  },

  'walkthrough/complete': async (workbench) => {
    await openExample(workbench, 'queue-morning.phonecalls.json');
    await cursorAfter(workbench, 'queue-morning.phonecalls.json', '[');
    await pressKeys(workbench, 'Enter');
    await typeText(workbench, '{},');
    for (const key of ['ArrowLeft', 'ArrowLeft', 'Enter']) await pressKeys(workbench, key);
    await showCompletions(workbench);
  },

  'walkthrough/see': async (workbench) => {
    await openExample(workbench, 'inbound-support.phonecall.json');
    await workbench.page.locator(parts.hints).first().waitFor();
  },

  'walkthrough/fix': async (workbench) => {
    await openExample(workbench, 'mistakes.phonecalls.json');
    await workbench.page.locator(parts.squiggles).first().waitFor();
    await cursorIn(workbench, 'mistakes.phonecalls.json', '"status": "2"', '"2"');
    await showQuickFixes(workbench);
  },

  'walkthrough/check': async (workbench) => {
    const { page } = workbench;
    await openFile(workbench, 'check.yml');
    await pressKeys(workbench, 'ControlOrMeta+B');
    await runCommand(workbench, 'Terminal: Create New Terminal');
    await page.locator('.terminal.xterm').waitFor();
    await givePanelRoom(workbench, 70);
    const program = `"${process.execPath}" "${join(projectFolder, 'dist/cli.js')}"`;
    await page.locator('.terminal.xterm').click();
    await typeText(workbench, `PS1='$ '; interaction-data() { ${program} "$@"; }; clear`);
    await pressKeys(workbench, 'Enter');
    await typeText(workbench, 'interaction-data check inbox');
    await pressKeys(workbench, 'Enter');
    await page.mouse.move(400, 60);
  },
};
const all: Readonly<Record<string, Scenario>> = { ...scenarios, ...steps };

/** What the walkthrough shows besides the examples: a record in a file that nothing names, and what runs in CI. */
function makeWorkspace(profile: EditorProfile): string {
  const folder = join(profile.folder, 'fixtures');
  cpSync(examples, folder, { recursive: true });
  // Of another customer, and with other identities than the example, so that they have nothing to do with each other.
  const record = readFileSync(join(examples, 'inbound-support.phonecall.json'), 'utf8').replaceAll(
    '00002b81KDM',
    '00002c07KDM',
  );
  writeFileSync(join(folder, 'call.json'), record);
  mkdirSync(join(folder, 'inbox'));
  writeFileSync(
    join(folder, 'inbox', 'today.phonecall.json'),
    record.replace('"status": 3', '"status": "STOPPED"').replace('"duration": 195', '"duration": -195'),
  );
  mkdirSync(join(folder, '.github', 'workflows'), { recursive: true });
  writeFileSync(join(folder, '.github', 'workflows', 'check.yml'), workflow);
  return folder;
}

function makeOwn(name: string, profile: EditorProfile, server: RunningServer): string {
  const make = ownWorkspaces[name];
  if (!make) return examples;
  const folder = join(profile.folder, name);
  mkdirSync(folder);
  return make(folder, server);
}

const workflow = `on: [push, pull_request]
jobs:
  records:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npx --yes interaction-data check --format github .
`;

/** The icon of the package, of which images/icon.svg is the drawing: markets take no drawings. */
const icon = 'icon';

/** Letters of a terminal small enough for a line of a report, and as sharp as those of the editor. */
const terminalSettings: Settings = {
  'terminal.integrated.fontSize': 11,
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.shellIntegration.enabled': false,
};

runMain(async () => {
  const known = [icon, ...Object.keys(all)];
  const names = process.argv.length > 2 ? process.argv.slice(2) : known;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`No picture is called ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  }
  if (names.includes(icon)) await drawIcon();
  await build();
  const editor = await ensureServer(console.log);
  mkdirSync(join(images, 'walkthrough'), { recursive: true });
  for (const name of names.filter((one) => one !== icon)) {
    // A fresh profile each, so that no picture shows what another scenario left open.
    const profile = makeProfile({ ...stillSettings, ...terminalSettings, ...ownSettings[name] });
    const server = await startServer(editor, { ...profile, forTests: true });
    await photograph(name, server, profile);
    await server.stop();
    await profile.remove();
  }
});

async function drawIcon(): Promise<void> {
  const { page, close } = await openBrowser(console.log, { width: 256, height: 256 });
  await page.setContent(readFileSync(join(images, `${icon}.svg`), 'utf8'));
  await page.addStyleTag({ content: 'body { margin: 0 } svg { display: block }' });
  await page.screenshot({ path: join(images, `${icon}.png`), omitBackground: true });
  await close();
}

/** Takes a picture of the window, or for a step of the walkthrough of what is right of the side bar. */
async function photograph(name: string, server: RunningServer, profile: EditorProfile): Promise<void> {
  const isStep = name in steps;
  const size = isStep ? { width: 800, height: 520 } : { width: 940, height: 600 };
  const { page, close } = await openBrowser(console.log, { ...size, scale: 1.5 });
  const workbench = await openWorkbench(page, server, {
    workspaceFolder: isStep ? makeWorkspace(profile) : makeOwn(name, profile, server),
    extensionDevelopmentPath: projectFolder,
  });
  await all[name]?.(workbench);
  // What counts up would be over before it rests.
  if (name !== 'progress') await atRest(workbench);
  const corner = await page.locator(isStep ? '.part.editor' : '.part.activitybar').boundingBox();
  const bar = await page.locator('.part.statusbar').boundingBox();
  if (!corner || !bar) throw new Error('the window has not all of its parts');
  // Without the title of the window, which says that the extension is being developed.
  const [left, bottom] = isStep ? [corner.x, bar.y] : [0, bar.y + bar.height];
  const clip = { x: left, y: corner.y, width: bar.width - left, height: bottom - corner.y };
  const png = await page.screenshot({ animations: 'disabled', clip });
  const file = join(images, `${name}.webp`);
  writeFileSync(file, await asWebp(await page.context().newPage(), png));
  console.log(`wrote ${file}`);
  await close();
}

/** A picture in a quarter of the bytes, as the browser of the page writes it. */
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const address: string = await page.evaluate(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png.toString('base64')}';
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.1);
  })()`);
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

/** Opens an example and puts the side bar away, so that the text has all the room. */
async function openExample(workbench: Workbench, name: string): Promise<void> {
  await openFile(workbench, name);
  await extensionAnswers(workbench);
  await pressKeys(workbench, 'ControlOrMeta+B');
}

/** Waits until the hint of the first customer counts the record of the second desk, too. */
async function closedFilesAreKnown({ page }: Workbench): Promise<void> {
  await page
    .locator(parts.hints)
    .filter({ hasText: /^3.records$/ })
    .first()
    .waitFor();
}

/** Folds the list of files and the records' fields, and widens the side bar. */
async function giveOutlineRoom(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await page.locator('.pane-header[aria-label^="Explorer Section"]').click();
  await page.locator('.pane-header[aria-label^="Outline"]').hover();
  await page.locator('.pane-header[aria-label^="Outline"] .action-label[aria-label="Collapse All"]').click();
  await widenSideBar(workbench);
}

async function widenSideBar({ page }: Workbench): Promise<void> {
  const edge = await page.locator('.part.sidebar').boundingBox();
  if (edge === null) throw new Error('there is no side bar');
  const [x, y] = [edge.x + edge.width, edge.y + edge.height / 2];
  await drag(page, [x, y], [160, 0]);
  // A pointer that stays on the edge keeps it blue.
  await page.mouse.move(x + 300, y);
}

/** Makes the panel higher by so many pixels. */
async function givePanelRoom({ page }: Workbench, height: number): Promise<void> {
  const panel = await page.locator('.part.panel').boundingBox();
  if (panel === null) throw new Error('there is no panel');
  const [x, y] = [panel.x + panel.width / 2, panel.y - 2];
  await drag(page, [x, y], [0, -height]);
  // Neither does it stay on this one.
  await page.mouse.move(x, 60);
}

/** Drags what is at a place of the page by so much. */
async function drag(page: Page, [x, y]: Pair, [right, down]: Pair): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + right, y + down, { steps: 4 });
  await page.mouse.up();
}

type Pair = readonly [number, number];

/** Puts the cursor into the middle of a piece of an example's text; `part` is what of the piece is meant. */
async function cursorIn(workbench: Workbench, example: string, piece: string, part = piece): Promise<void> {
  const offset = offsetOf(example, piece) + piece.indexOf(part) + Math.floor(part.length / 2);
  await placeCursor(workbench, ...positionOf(example, offset));
}

async function cursorAfter(workbench: Workbench, example: string, piece: string): Promise<void> {
  await placeCursor(workbench, ...positionOf(example, offsetOf(example, piece) + piece.length));
}

function offsetOf(example: string, piece: string): number {
  const offset = readFileSync(join(examples, example), 'utf8').indexOf(piece);
  if (offset < 0) throw new Error(`examples/${example} has no ${piece}`);
  return offset;
}

/** The line and the column, both from 1, of an offset in an example, in UTF-16 units. */
function positionOf(example: string, offset: number): [line: number, column: number] {
  const before = readFileSync(join(examples, example), 'utf8').slice(0, offset).split('\n');
  return [before.length, (before.at(-1) ?? '').length + 1];
}
