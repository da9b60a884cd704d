import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { openBrowser } from '../../scripts/editor/browser';
import { projectFolder } from '../../scripts/editor/paths';
import { serveSite } from '../../scripts/editor/site';
import { commandLine, configurationsOf, lookUntil, type Workplace } from './home';
import type { Seen, Step, Told } from './walk';

/** Walks through CodeMirror's own client in Chromium, with the mouse and the keyboard. The server is a process. */
export async function walkInCodeMirror(
  { folder }: Workplace,
  steps: readonly Step[],
  told: Told,
): Promise<void> {
  const server = spawn(process.execPath, [commandLine, 'lsp', '--stdio'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    await walkInPage(folder, steps, told, async (page) => {
      await connect(page, server);
      await page.setContent('<!doctype html><body></body>');
      return undefined;
    });
  } finally {
    server.kill();
  }
}

/** The same with the server in a worker of the page: there is no process but the browser. */
export async function walkInCodeMirrorAlone(
  { folder }: Workplace,
  steps: readonly Step[],
  told: Told,
): Promise<void> {
  const dist = join(projectFolder, 'dist');
  const site = await serveSite({ dist }, { page: () => '<!doctype html><body></body>' });
  try {
    await walkInPage(folder, steps, told, async (page) => {
      await page.goto(`${site.address}/page`);
      return '/dist/worker.js';
    });
  } finally {
    await site.stop();
  }
}

/** Walks through a page that `open` opens; that resolves to the address of the worker that the server is in, if it is. */
async function walkInPage(
  folder: string,
  steps: readonly Step[],
  told: Told,
  open: (page: Page) => Promise<string | undefined>,
): Promise<void> {
  const { page, close } = await openBrowser(console.log);
  try {
    const worker = await open(page);
    await page.addScriptTag({ content: await bundlePage() });
    const root = pathToFileURL(folder).href;
    await page.evaluate(`walk.connect(${JSON.stringify(root)}, ${JSON.stringify(worker)})`);
    for (const step of steps) told(step, await take(page, folder, step));
  } finally {
    await close();
  }
}

async function take(page: Page, folder: string, step: Step): Promise<Seen> {
  const walk = <Value>(call: string, ...values: readonly unknown[]) =>
    page.evaluate<Value>(`walk.${call}(${values.map((value) => JSON.stringify(value)).join()})`);
  const look = () => walk<{ text: string; problems: readonly string[] }>('look');
  let says: Seen['says'] = '';
  await (step.do === 'open' || step.do === 'look' ? open() : walk('go', step.line, step.character));
  switch (step.do) {
    case 'hover': {
      const { x, y } = await walk<{ x: number; y: number }>('cursor');
      await page.mouse.move(x, y);
      says = await page.locator('.cm-lsp-hover-tooltip').innerText();
      await page.mouse.move(0, 0);
      break;
    }
    case 'complete':
      await page.keyboard.press('Control+Space');
      await page.locator('.cm-tooltip-autocomplete li', { hasText: step.choose }).click();
      break;
    case 'fix':
    case 'fix all':
      await walk('fix', step.choose);
      break;
    case 'format':
      await page.keyboard.press('Shift+Alt+F');
      break;
    case 'outline':
      says = await walk<readonly string[]>('outline');
      break;
  }
  const { text, problems } = await lookUntil(
    look,
    (sight) =>
      sight.text === step.text && (!step.problems || isDeepStrictEqual(sight.problems, step.problems)),
  );
  if (step.do === 'save') writeFileSync(join(folder, step.file), text);
  return { text, problems, says };

  function open(): Promise<void> {
    const uri = pathToFileURL(join(folder, step.file)).href;
    return walk('open', uri, extname(step.file).slice(1), step.text);
  }
}

/** Hands messages from the page to the server and back. */
async function connect(page: Page, server: ChildProcess): Promise<void> {
  if (!server.stdout || !server.stdin) throw new Error('The process has no pipes.');
  const writer = new StreamMessageWriter(server.stdin);
  const reader = new StreamMessageReader(server.stdout);
  reader.partialMessageTimeout = 0;
  reader.listen((message) => void page.evaluate((text) => fromServer(text), JSON.stringify(message)));
  await page.exposeFunction('toServer', (text: string) => writer.write(JSON.parse(text)));
}

/** What the page has. */
declare function fromServer(message: string): void;

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(projectFolder, 'test', 'editors', 'codemirror-page.mjs')],
    bundle: true,
    write: false,
    format: 'iife',
    plugins: [
      {
        name: 'configurations-of-the-docs',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^docs:/ }, ({ path }) => ({ path: path.slice(5), namespace: 'docs' }));
          onLoad({ filter: /./, namespace: 'docs' }, ({ path }) => ({
            contents: configurationsOf(path).join('\n'),
            resolveDir: projectFolder,
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}
