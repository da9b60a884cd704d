import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureBrowser } from './chromium';
import { onEnd } from './cleanup';
import type { Log } from './command';

export interface BrowserOptions {
  readonly width?: number;
  readonly height?: number;
  /** Device pixels for each pixel of the page; 2 gives pictures that stay sharp when they are scaled. */
  readonly scale?: number;
  /** What the window and the extension host write to their consoles. `type` is log, info, warn or error. */
  readonly onConsole?: (type: string, values: readonly unknown[]) => void;
  /** The end of an extension test: 0 where it passed. */
  readonly onExit?: (code: number) => void;
}

export interface OpenBrowser {
  readonly page: Page;
  /** Rejects when the page or the browser dies by itself; stays pending otherwise. */
  readonly crashed: Promise<never>;
  readonly close: () => Promise<void>;
}

/** Starts a headless Chromium with one empty page that a VS Code window can be opened in. It ends with this process. */
export async function openBrowser(log: Log, options: BrowserOptions = {}): Promise<OpenBrowser> {
  const { executable, headlessFlag, environment } = await ensureBrowser(log);
  const browser = await chromium.launch({
    executablePath: executable,
    // Playwright's own idea of headless needs its own build of the browser.
    headless: false,
    args: [
      headlessFlag,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    env: { ...definedEnvironment(), ...environment },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const close = onEnd(() => browser.close());
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    deviceScaleFactor: options.scale ?? 1,
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  if (options.onConsole) await page.exposeFunction('codeAutomationLog', options.onConsole);
  if (options.onExit) await page.exposeFunction('codeAutomationExit', options.onExit);
  return { page, crashed: crash(browser, page), close };
}

function definedEnvironment(): Record<string, string> {
  const variables = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(variables);
}

function crash(browser: Browser, page: Page): Promise<never> {
  const crashed = new Promise<never>((_, reject) => {
    page.on('crash', () => reject(new Error("The browser's page crashed.")));
    browser.on('disconnected', () => reject(new Error('The browser is gone.')));
  });
  // Whoever waits for it hears of it; nobody has to.
  crashed.catch(() => undefined);
  return crashed;
}
