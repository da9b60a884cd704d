// A look at the product: opens a real VS Code with the extension in a headless browser, does what the
// arguments say in their order, prints what is shown and takes pictures. Without arguments it prints its usage.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { openBrowser } from './browser';
import { buildExtension } from './build-extension';
import { runMain } from './cleanup';
import { ensureServer } from './install';
import { projectFolder } from './paths';
import { makeProfile, stillSettings } from './profile';
import { startServer } from './server';
import {
  extensionAnswers,
  openFile,
  openWorkbench,
  type Part,
  parts,
  placeCursor,
  pressKeys,
  read,
  runCommand,
  showCompletions,
  showHover,
  showLanguageStatus,
  showOutline,
  showProblems,
  showQuickFixes,
  takePicture,
  typeText,
  type Workbench,
} from './workbench';

const usage = `usage: npm run look -- [OPTION…] STEP…

Options, anywhere:
  --folder PATH         the workspace folder (default: examples/, or the folder of a file outside of it)
  --extension PATH      the extension's folder (default: this project)
  --no-build            take the extension as it was built before
  --setting KEY=VALUE   a user setting; VALUE is JSON, or else a string
  --size WIDTHxHEIGHT   of the window (default 1280x800)
  --dark                a dark theme
  --verbose             print what the server and the page say

Steps, done in their order:
  --file PATH           open a file: absolute, or relative to here or to the workspace folder
  --at LINE:COLUMN      put the cursor there (both from 1)
  --keys "CHORD …"      press keys: "Control+Space", "End Enter", "Control+K Control+I"
  --type TEXT           type text into the editor
  --command TITLE       run a command of the command palette
  --hover               show the hover at the cursor
  --suggest             open the list of completions at the cursor
  --fix                 open the menu of quick fixes at the cursor
  --choose TEXT         choose the entry with this text in the open list or menu
  --problems            open the Problems panel
  --outline             open the outline
  --language-status     open the language status, after the braces in the status bar
  --wait-for SELECTOR   wait until a CSS selector is visible
  --print PART          print a part: ${Object.keys(parts).join(', ')}
  --out FILE.png        take a picture
`;

type Step = (workbench: Workbench, value: string) => Promise<void>;

/** How long a step waits for what it opens, in ms. */
const stepPatience = 10_000;

const steps: Record<string, { takesValue: boolean; do: Step }> = {
  '--file': { takesValue: true, do: (workbench, path) => openAnyFile(workbench, path) },
  '--at': { takesValue: true, do: (workbench, value) => placeCursor(workbench, ...position(value)) },
  '--keys': { takesValue: true, do: pressKeys },
  '--type': { takesValue: true, do: typeText },
  '--command': { takesValue: true, do: runCommand },
  '--hover': { takesValue: false, do: ifAnything(showHover) },
  '--suggest': { takesValue: false, do: ifAnything(showCompletions) },
  '--fix': { takesValue: false, do: ifAnything(showQuickFixes) },
  '--choose': { takesValue: true, do: choose },
  '--problems': { takesValue: false, do: ifAnything(showProblems) },
  '--language-status': { takesValue: false, do: ifAnything(showLanguageStatus) },
  '--outline': { takesValue: false, do: ifAnything(showOutline) },
  '--wait-for': { takesValue: true, do: ({ page }, selector) => page.locator(selector).first().waitFor() },
  '--print': { takesValue: true, do: print },
  '--out': { takesValue: true, do: picture },
};

interface Request {
  folder: string | undefined;
  extension: string;
  build: boolean;
  settings: Record<string, unknown>;
  width: number;
  height: number;
  verbose: boolean;
  steps: { name: string; value: string }[];
}

runMain(async () => {
  const request = parseArguments(process.argv.slice(2));
  if (request === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const say = (line: string): void => console.error(line);
  if (request.build) await buildExtension(request.extension);
  const profile = makeProfile({ ...stillSettings, ...request.settings });
  const editor = await ensureServer(say);
  const server = await startServer(editor, {
    ...profile,
    forTests: true,
    ...(request.verbose ? { log: say } : {}),
  });
  const { page } = await openBrowser(say, request);
  if (request.verbose) page.on('console', (message) => say(message.text()));
  const workbench = await openWorkbench(page, server, {
    workspaceFolder: workspaceFolder(request),
    extensionDevelopmentPath: request.extension,
  });
  page.setDefaultTimeout(stepPatience);
  for (const { name, value } of request.steps) {
    try {
      await steps[name]?.do(workbench, value);
    } catch (error) {
      const file = join(process.cwd(), 'look-failed.png');
      await page.screenshot({ path: file });
      throw new Error(`${name} ${value}: ${(error as Error).message}\nThe window at that moment: ${file}`);
    }
  }
});

function parseArguments(commandLine: readonly string[]): Request | undefined {
  const request: Request = {
    folder: undefined,
    extension: projectFolder,
    build: true,
    settings: {},
    width: 1280,
    height: 800,
    verbose: false,
    steps: [],
  };
  for (let index = 0; index < commandLine.length; index++) {
    const name = commandLine[index] ?? '';
    const step = steps[name];
    const next = (): string => commandLine[++index] ?? '';
    if (step) request.steps.push({ name, value: step.takesValue ? next() : '' });
    else if (name === '--folder') request.folder = resolve(next());
    else if (name === '--extension') request.extension = resolve(next());
    else if (name === '--no-build') request.build = false;
    else if (name === '--dark') request.settings['workbench.colorTheme'] = 'Default Dark Modern';
    else if (name === '--verbose') request.verbose = true;
    else if (name === '--setting') Object.assign(request.settings, setting(next()));
    else if (name === '--size') {
      const [width, height] = next().split('x').map(Number);
      if (!width || !height) return undefined;
      Object.assign(request, { width, height });
    } else {
      console.error(`Unknown argument: ${name}\n`);
      return undefined;
    }
  }
  return request.steps.length === 0 ? undefined : request;
}

function setting(assignment: string): Record<string, unknown> {
  const at = assignment.indexOf('=');
  const key = assignment.slice(0, at);
  const value = assignment.slice(at + 1);
  try {
    return { [key]: JSON.parse(value) };
  } catch {
    return { [key]: value };
  }
}

/** The folder that was asked for, else examples/ where it holds the first file, else the folder of that file. */
function workspaceFolder(request: Request): string {
  if (request.folder !== undefined) return request.folder;
  const examples = join(projectFolder, 'examples');
  const first = request.steps.find((step) => step.name === '--file')?.value;
  if (first === undefined) return examples;
  const file = resolve(first);
  if (!existsSync(file)) return examples;
  return relative(examples, file).startsWith('..') ? dirname(file) : examples;
}

/** Opens a file and waits for the extension's first answer to it, where it gives one. */
async function openAnyFile(workbench: Workbench, path: string): Promise<void> {
  const absolute = resolve(path);
  await openFile(workbench, existsSync(absolute) && statSync(absolute).isFile() ? absolute : path);
  await ifAnything(extensionAnswers)(workbench, '');
}

/** Nothing to see is an answer as well, and no reason to stop. */
function ifAnything(open: (workbench: Workbench) => Promise<unknown>): Step {
  return async (workbench) => {
    await open(workbench).catch((error: Error) => {
      if (!error.message.includes('Timeout')) throw error;
      console.log(`(${open.name}: nothing appeared within ${stepPatience / 1000} s)`);
    });
  };
}

async function choose({ page }: Workbench, text: string): Promise<void> {
  const row = page.locator(`${parts.completions}, ${parts.fixes}, .quick-input-list .monaco-list-row`);
  await row.filter({ hasText: text }).first().click();
}

async function print(workbench: Workbench, part: string): Promise<void> {
  if (!(part in parts)) throw new Error(`the parts are ${Object.keys(parts).join(', ')}`);
  console.log(`--- ${part}`);
  for (const line of await read(workbench, part as Part)) console.log(line);
}

async function picture(workbench: Workbench, file: string): Promise<void> {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  await takePicture(workbench, resolve(file));
  console.error(`wrote ${resolve(file)}`);
}

function position(value: string): [line: number, column: number] {
  const [line, column = 1] = value.split(':').map(Number);
  if (!line) throw new Error('a position is LINE:COLUMN, both from 1');
  return [line, column];
}
