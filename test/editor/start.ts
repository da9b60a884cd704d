import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../scripts/editor/browser';
import { ensureServer } from '../../scripts/editor/install';
import { startWithInstalled } from '../../scripts/editor/installed';
import { temporaryFolderPrefix } from '../../scripts/editor/paths';
import type { RunningServer } from '../../scripts/editor/server';
import { openFile, openWorkbench, parts } from '../../scripts/editor/workbench';
import type { Count } from '../run/count';
import { runChecks } from './checks';

/**
 * Starts the VS Code server as `npm start` does, with the extension as a .vsix file, and sees that it serves the person
 * who was told its address, and nobody else. Prints each check; returns how many passed and failed.
 */
export async function runStartTest(file: string): Promise<Count> {
  const folder = mkdtempSync(temporaryFolderPrefix);
  const server = await startWithInstalled(await ensureServer(console.log), { file });
  const browser = await openBrowser(console.log);
  try {
    const workspaceFolder = makeWorkspace(folder);
    const trap = makeTrap(folder);
    return await runChecks('start', {
      'its window asks whom to trust, and the installed extension works in it': async () => {
        const { page } = await openWorkbench(browser.page, server, { workspaceFolder });
        await restrict(page);
        await openFile({ page }, 'invalid.phonecall.json');
        await page.locator('.squiggly-error').first().waitFor();
      },
      'other users of the machine cannot read the token': async () => {
        const token = tokenOf(server, workspaceFolder);
        assert.deepEqual(argumentsWith(token), []);
        const file = server.tokenFile;
        assert.equal(readFileSync(file, 'utf8'), token);
        if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
      },
      // The browser still has the cookie of the window that was open.
      'a page of another site gets no window': () =>
        fromAnotherSite(browser.page, trap.address(server, '/'), async (status) => {
          assert.equal(status, 403);
          assert.equal(await browser.page.locator('.monaco-workbench').count(), 0);
        }),
      'even one that knows the path gets no extension run, and no folder trusted': () =>
        fromAnotherSite(browser.page, trap.address(server, server.basePath), async () => {
          await browser.page.locator('.monaco-workbench').waitFor();
          await restrict(browser.page);
          // The extension host is up and has run what it was to run: ours has found something.
          await openFile({ page: browser.page }, 'invalid.phonecall.json');
          await browser.page.locator('.squiggly-error').first().waitFor();
          assert.doesNotMatch(await browser.page.title(), /Extension Development Host/);
          assert.equal(existsSync(trap.mark), false, 'the extension of the address was run');
        }),
    });
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeWorkspace(folder: string): string {
  const workspace = join(folder, 'calls');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'invalid.phonecall.json'), '{ "status": 2 }\n');
  return workspace;
}

/** An extension that makes a file when it is run, and the address that would have a window of tests run it. */
function makeTrap(folder: string): { mark: string; address(server: RunningServer, path: string): string } {
  const extension = join(folder, 'trap');
  const mark = join(folder, 'trap-was-run');
  mkdirSync(extension);
  writeFileSync(
    join(extension, 'package.json'),
    JSON.stringify({
      name: 'trap',
      publisher: 'other-site',
      version: '0.0.1',
      engines: { vscode: '^1.100.0' },
      main: './main.js',
      activationEvents: ['*'],
      capabilities: { untrustedWorkspaces: { supported: true } },
    }),
  );
  writeFileSync(
    join(extension, 'main.js'),
    `exports.activate = () => require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');\n`,
  );
  return {
    mark,
    address({ port }, path) {
      const address = new URL(path, `http://127.0.0.1:${port}`);
      address.searchParams.set('folder', join(folder, 'calls'));
      const remote = `vscode-remote://127.0.0.1:${port}${extension}`;
      address.searchParams.set('payload', JSON.stringify([['extensionDevelopmentPath', remote]]));
      return address.href;
    },
  };
}

/** Closes the question whom to trust by "No", and sees that the window is restricted. */
async function restrict(page: Page): Promise<void> {
  const restricted = page.locator(parts.status).filter({ hasText: 'Restricted Mode' });
  const no = page.locator('.monaco-dialog-box a.monaco-button', { hasText: "No, I don't" });
  await restricted.or(no).first().waitFor();
  if (await no.isVisible()) await no.click();
  await restricted.waitFor();
}

/** Has a page of another site lead the browser to an address; `look` is told the status of the answer. */
async function fromAnotherSite(
  page: Page,
  address: string,
  look: (status: number | undefined) => Promise<void>,
): Promise<void> {
  const site = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>Another site</title>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  try {
    // Another host name is another site; the server's cookie knows 127.0.0.1 only.
    await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
    const answered = page.waitForResponse((response) => response.url().startsWith('http://127.0.0.1'));
    await page.evaluate(`location.assign(${JSON.stringify(address)})`);
    const status = (await answered).status();
    await page.waitForURL((url) => url.hostname === '127.0.0.1');
    await look(status);
  } finally {
    site.close();
  }
}

function tokenOf(server: RunningServer, workspaceFolder: string): string {
  const token = new URL(server.address({ workspaceFolder })).searchParams.get('tkn');
  assert.ok(token);
  return token;
}

/** The processes whose arguments, which everybody reads, hold a text. Only Linux shows them in a folder. */
function argumentsWith(text: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text);
    } catch {
      return false; // It has ended meanwhile.
    }
  });
}
