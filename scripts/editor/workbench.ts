import type { Locator, Page } from 'playwright-core';
import type { RunningServer, WindowOptions } from './server';

/**
 * A VS Code window in a browser's page, used as a person uses it: by keys, by its menus, and by what it shows.
 * All positions are one-based lines and columns, as the status bar shows them; all waits are for something to
 * appear, and reject after `patience` with a message that names it.
 */
export interface Workbench {
  readonly page: Page;
}

/** How long something may take to appear, in ms; a loaded two-core machine needs its time. */
export const patience = 30_000;

/** Opens a window of a server in a page and waits until its parts are there. */
export async function openWorkbench(
  page: Page,
  server: RunningServer,
  window: WindowOptions,
): Promise<Workbench> {
  page.setDefaultTimeout(patience);
  await page.goto(server.address(window));
  await page.locator('.monaco-workbench').waitFor();
  await page.locator('.explorer-folders-view .monaco-list').waitFor();
  await page.locator('.statusbar-item').first().waitFor();
  return { page };
}

/**
 * Opens a file through quick open. `path` is relative to the workspace folder, or absolute. Waits until the
 * text is shown and has the keyboard.
 */
export async function openFile({ page }: Workbench, path: string): Promise<void> {
  const name = path.replaceAll('\\', '/').split('/').at(-1) ?? path;
  await page.keyboard.press('ControlOrMeta+P');
  const input = page.locator('.quick-input-widget:visible input');
  await input.fill(path);
  await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: name }).waitFor();
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor.focused .view-line').first().waitFor();
}

/**
 * Waits until the outline of the file is known, and with it that the extension answers: after the file's name
 * the breadcrumbs then show the symbol at the cursor, or three dots where the cursor is in none.
 */
export async function extensionAnswers({ page }: Workbench): Promise<void> {
  const item = '.breadcrumbs-control .monaco-breadcrumb-item';
  await page.locator(`${item} .codicon[class*="codicon-symbol-"], ${item}:has-text("…")`).first().waitFor();
}

/** Puts the cursor to a line and a column, both from 1. */
export async function placeCursor({ page }: Workbench, line: number, column: number): Promise<void> {
  await page.keyboard.press('Control+G');
  const input = page.locator('.quick-input-widget:visible input');
  await input.fill(`:${line}:${column}`);
  await page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
  await page
    .locator('.statusbar-item')
    .filter({ hasText: new RegExp(`^Ln ${line}, Col ${column}\\b`) })
    .waitFor();
}

/** Runs a command by its title, through the command palette. */
export async function runCommand({ page }: Workbench, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget:visible input');
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: title }).waitFor();
  await page.keyboard.press('Enter');
  await atRest({ page });
}

/** Presses keys one after the other, in Playwright's names: `Control+K Control+I`. */
export async function pressKeys({ page }: Workbench, chords: string): Promise<void> {
  for (const chord of chords.split(/\s+/).filter((each) => each !== '')) await page.keyboard.press(chord);
  await atRest({ page });
}

/** Types text as a person does, key by key. */
export async function typeText({ page }: Workbench, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 20 });
  await atRest({ page });
}

/** Shows the hover at the cursor and waits for its text. */
export async function showHover(workbench: Workbench): Promise<Locator> {
  await pressKeys(workbench, 'ControlOrMeta+K ControlOrMeta+I');
  return shown(workbench, parts.hover);
}

/** Opens the list of completions at the cursor and waits for its entries. */
export async function showCompletions(workbench: Workbench): Promise<Locator> {
  await pressKeys(workbench, 'Control+Space');
  return shown(workbench, parts.completions);
}

/** Opens the menu of quick fixes at the cursor and waits for its entries. */
export async function showQuickFixes(workbench: Workbench): Promise<Locator> {
  await pressKeys(workbench, 'ControlOrMeta+.');
  return shown(workbench, parts.fixes);
}

/** Opens the Problems panel. */
export async function showProblems(workbench: Workbench): Promise<Locator> {
  await runCommand(workbench, 'Problems: Focus on Problems View');
  return shown(workbench, parts.problems);
}

/** Opens the outline of the file that is shown. */
export async function showOutline(workbench: Workbench): Promise<Locator> {
  await runCommand(workbench, 'Explorer: Focus on Outline View');
  return shown(workbench, parts.outline);
}

/** Opens what is after the braces in the status bar: the language status of the active editor. */
export async function showLanguageStatus(workbench: Workbench): Promise<Locator> {
  await workbench.page.locator('[id="status.languageStatus"] a').click();
  return shown(workbench, parts.language);
}

/** The parts of a window that can be waited for and read, with how each is found. */
export const parts = {
  hover: '.monaco-hover:visible .hover-row:not(.hover-row-loading) .hover-contents',
  completions: '.suggest-widget .monaco-list-row:visible, .suggest-widget > .message:visible',
  details: '.suggest-details-container:visible .body',
  fixes: '.action-widget:visible .monaco-list-row, .monaco-editor-overlaymessage:visible',
  problems: '.markers-panel .monaco-list-row:visible, .markers-panel .message-box-container:visible',
  outline: '.outline-pane .monaco-list-row:visible, .outline-pane .message:visible',
  squiggles: '.squiggly-error, .squiggly-warning, .squiggly-info',
  hints: '.view-line [class*="dyn-rule"]:text-matches("[A-Z0-9]")',
  status: '.statusbar-item:visible',
  language: '.hover-language-status:visible .left, .hover-language-status:visible .right',
  notifications: '.notification-toast:visible',
  text: '.editor-group-container.active .monaco-editor .view-line',
} as const;

export type Part = keyof typeof parts;

/** What a part says, one entry a line, in the order in which it is seen. */
export async function read({ page }: Workbench, part: Part): Promise<string[]> {
  const entries: { top: number; text: string }[] = [];
  for (const element of await page.locator(parts[part]).all()) {
    const box = await element.boundingBox();
    if (box)
      entries.push({ top: box.y, text: (await wordsOf(element, part)).replaceAll('\u00a0', ' ').trimEnd() });
  }
  // Lines of a long list stand in the page in the order in which they were made, not in that of the eye.
  if (part !== 'status') entries.sort((one, other) => one.top - other.top);
  return entries.map((entry) => entry.text).filter((text) => text !== '' || part === 'text');
}

async function wordsOf(element: Locator, part: Part): Promise<string> {
  if (part === 'status' || part === 'completions') {
    const label = await element.getAttribute('aria-label');
    if (label !== null) return label;
  }
  if (part === 'squiggles') return (await element.getAttribute('class')) ?? '';
  if (part === 'outline') {
    const words = await element.locator('.label-name, .label-description').allTextContents();
    if (words.length > 0) return words.join('  ');
  }
  // What is wanted is what can be seen, line by line.
  const text = await element.innerText();
  if (part === 'text') return text;
  return part === 'hover' || part === 'details' ? text.trim() : text.trim().replace(/\s*\n\s*/g, '  ');
}

/** Takes a picture of the window, as it is once it has come to rest. */
export async function takePicture(workbench: Workbench, file: string): Promise<void> {
  await atRest(workbench);
  await workbench.page.screenshot({ path: file, animations: 'disabled' });
}

/**
 * Waits until nothing in the window has changed for 300 ms, at most 5 s: an answer that is on its way changes
 * it. It is for what cannot be named; whatever can be is waited for by name.
 */
export async function atRest({ page }: Workbench): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const done = () => { observer.disconnect(); clearTimeout(timer); clearTimeout(latest); resolve(); };
    let timer = setTimeout(done, 300);
    const latest = setTimeout(done, 5000);
    const observer = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, 300); });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  })`);
}

async function shown({ page }: Workbench, selector: string): Promise<Locator> {
  const locator = page.locator(selector);
  await locator.first().waitFor();
  await atRest({ page });
  return locator;
}
