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
import { configurationsOf, lookUntil, type Workplace } from './home';
import type { Seen, Step, Told } from './walk';

/** Walks through CodeMirror's own client in Chromium, with the mouse and the keyboard. The server is a process. */
export async function walkInCodeMirror(
  { folder, environment }: Workplace,
  steps: readonly Step[],
  told: Told,
): Promise<void> {
  const server = spawn('interaction-data', ['lsp', '--stdio'], {
    cwd: folder,
    env: environment,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { page, close } = await openBrowser(console.log);
  try {
    await connect(page, server);
    await page.setContent('<!doctype html><body></body>');
    await page.addScriptTag({ content: await bundlePage() });
    await page.evaluate(`walk.connect(${JSON.stringify(pathToFileURL(folder).href)})`);
    for (const step of steps) told(step, await take(page, folder, step));
  } finally {
    await close();
    server.kill();
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
