import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles } from '@vscode/vsce';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../scripts/editor/browser';
import { ensureServer } from '../../scripts/editor/install';
import { projectFolder, temporaryFolderPrefix } from '../../scripts/editor/paths';
import { settingsForTwins } from '../../scripts/editor/profile';
import { serveSite } from '../../scripts/editor/site';
import { serveWorkbench } from '../../scripts/editor/web-workbench';
import { count, printReport, type SuiteResult } from '../run/editor-suite';
import { runChecks } from './checks';
import { textOf, without } from './records';
import type { TestReport } from './suite/runner';

/**
 * Runs what is packaged, which must be built, in a browser: the server as a bare worker of a page, and the extension in VS Code
 * for the Web, with the extension tests that need no Node. Prints each check; returns how many passed and failed.
 */
export async function runWebTest(): Promise<SuiteResult> {
  const folder = mkdtempSync(temporaryFolderPrefix);
  try {
    const extension = await packagedIn(join(folder, 'extension'));
    const worker = await runWorkerChecks(extension);
    await bundleSuite(join(extension, SUITE));
    const suite = await runSuite(extension);
    return { passed: worker.passed + suite.passed, failed: worker.failed + suite.failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies what the package holds. */
async function packagedIn(folder: string): Promise<string> {
  for (const path of await listFiles({ cwd: projectFolder, packageManager: 0 })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(projectFolder, path), join(folder, path));
  }
  return folder;
}

/** Where the tests are in the folder of the extension: tests of a web extension have to be inside of one. */
const SUITE = 'tests/suite.js';

/** Bundles the tests for a browser. */
async function bundleSuite(outfile: string): Promise<void> {
  const shim = (name: string) => join(projectFolder, 'test/editor/suite/in-browser', name);
  await build({
    entryPoints: [shim('index.ts')],
    outfile,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    alias: {
      'node:assert/strict': shim('assert.ts'),
      'node:fs': shim('fs.ts'),
      'node:path': shim('path.ts'),
    },
  });
}

/** How long a page may take, in ms; one that died without a word must not hang a test run for ever. */
const deadline = 2 * 60_000;

async function runSuite(extension: string): Promise<SuiteResult> {
  const site = await serveWorkbench(await ensureServer(console.log), {
    extension,
    folder: 'memfs:/calls',
    settings: settingsForTwins,
    tests: SUITE,
  });
  const reports: TestReport[] = [];
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  const late = setTimeout(() => end(1), deadline);
  const log: string[] = [];
  const { page, crashed, close } = await openBrowser(console.log, {
    onConsole(_type, values) {
      const text = values.join(' ');
      log.push(text);
      if (!text.startsWith('{"name":')) return;
      reports.push(JSON.parse(text));
      printReport(reports.at(-1) as TestReport);
    },
    onExit: end,
  });
  page.on('console', (message) => log.push(message.text()));
  try {
    await page.goto(`${site.address}/workbench`);
    const code = await Promise.race([ended, crashed]);
    const result = count(reports);
    if (code === 0 && result.passed > 0 && result.failed === 0) return result;
    const file = join(projectFolder, '.vscode-test', 'web.log');
    writeFileSync(file, log.join('\n'));
    console.log(`What the page and the extension host wrote is in ${file}`);
    if (result.failed === 0)
      throw new Error(`The tests in VS Code for the Web did not run to their end: ${code}`);
    return result;
  } finally {
    clearTimeout(late);
    await close();
    await site.stop();
  }
}

/** A page that starts the server as anybody's page can, and talks to it. */
async function runWorkerChecks(extension: string): Promise<SuiteResult> {
  const site = await serveSite({ extension }, { page: () => '<!doctype html><title>A page</title>' });
  const { page, close } = await openBrowser(console.log);
  try {
    await page.goto(`${site.address}/page`);
    await page.evaluate(talkingTo('/extension/dist/worker.js'));
    return await runChecks('a bare worker', {
      'it says what it can': async () => {
        const { capabilities } = await ask(page, 'initialize', {
          processId: null,
          rootUri: null,
          capabilities: { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } },
        });
        assert.equal(capabilities.hoverProvider, true);
        await tell(page, 'initialized', {});
      },
      'it tells what is wrong with a file, and leads to the pages beside it': async () => {
        await open(page, textOf(without('customer_id')));
        const { diagnostics } = await told(page);
        assert.deepEqual(
          diagnostics.map(({ code, range }: { code: string; range: object }) => [code, range]),
          [['missing-field', { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }]],
        );
        const { href } = diagnostics[0].codeDescription;
        assert.equal(href, `${site.address}/extension/docs/rules.md#missing-field`);
      },
      'it answers: hover, symbols, a format': async () => {
        const position = { line: 1, character: 5 };
        const { contents } = await ask(page, 'textDocument/hover', { textDocument, position });
        assert.match(JSON.stringify(contents), /interaction_id/);
        assert.equal((await ask(page, 'textDocument/documentSymbol', { textDocument })).length > 0, true);
        const options = { tabSize: 8, insertSpaces: true };
        const edits = await ask(page, 'textDocument/formatting', { textDocument, options });
        assert.match(JSON.stringify(edits), /\\n {8}|" {8}| {8}/);
      },
      'a field leads to its entry in the reference': async () => {
        const position = { line: 1, character: 5 };
        const [{ uri }] = await ask(page, 'textDocument/definition', { textDocument, position });
        assert.equal(uri, `${site.address}/extension/docs/fields.md`);
      },
      'it shuts down': async () => {
        assert.equal(await ask(page, 'shutdown', undefined), null);
        await tell(page, 'exit', undefined);
      },
    });
  } finally {
    await close();
    await site.stop();
  }
}

const uri = 'file:///calls/a.phonecall.json';
const textDocument = { uri };

function open(page: Page, text: string): Promise<void> {
  return tell(page, 'textDocument/didOpen', {
    textDocument: { uri, languageId: 'interaction-json', version: 1, text },
  });
}

/** In the page: a worker, and what sends it messages of the protocol. */
function talkingTo(worker: string): string {
  return `
    const worker = new Worker(${JSON.stringify(worker)});
    const waiting = new Map();
    let last = 0;
    let take;
    const findings = new Promise((resolve) => { take = resolve; });
    worker.onerror = (event) => take({ error: event.message });
    worker.onmessage = ({ data }) => {
      if (data.method === 'textDocument/publishDiagnostics') take(data.params);
      else if (data.method && data.id !== undefined) worker.postMessage({ jsonrpc: '2.0', id: data.id, result: null });
      else waiting.get(data.id)?.(data.error ?? data.result);
    };
    window.tell = (method, params) => worker.postMessage({ jsonrpc: '2.0', method, params });
    window.ask = (method, params) => new Promise((resolve) => {
      waiting.set(++last, resolve);
      worker.postMessage({ jsonrpc: '2.0', id: last, method, params });
    });
    window.told = () => findings;
  `;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, and a wrong one fails.
function ask(page: Page, method: string, params: unknown): Promise<any> {
  return page.evaluate(`ask(${JSON.stringify(method)}, ${JSON.stringify(params) ?? 'undefined'})`);
}

async function tell(page: Page, method: string, params: unknown): Promise<void> {
  await page.evaluate(`tell(${JSON.stringify(method)}, ${JSON.stringify(params) ?? 'undefined'})`);
}

// biome-ignore lint/suspicious/noExplicitAny: the same.
function told(page: Page): Promise<any> {
  return page.evaluate('told()');
}
