import { chmodSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBrowser } from './chromium';
import type { Log } from './command';
import { ensureEditor } from './install';
import { projectFolder } from './paths';

/**
 * Returns a program that @vscode/test-electron can start as if it were desktop VS Code: desktop VS Code itself, or
 * a small script, written into `folder`, that starts launch.ts with the flags it gets. Installs what is missing
 * first, so that no test run spends its time on that. Rejects where no editor can be had.
 */
export async function editorExecutable(folder: string, log: Log): Promise<string> {
  const editor = await ensureEditor(log);
  if (editor.kind === 'desktop') return editor.executable;

  await ensureBrowser(log);
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const program = join(projectFolder, 'scripts', 'editor', 'launch.ts');
  const commandLine = [process.execPath, '--import', loader, program];
  const script = join(folder, process.platform === 'win32' ? 'vscode-server.cmd' : 'vscode-server');
  writeFileSync(
    script,
    process.platform === 'win32'
      ? `@${commandLine.map((word) => `"${word}"`).join(' ')} %*\r\n`
      : `#!/bin/sh\nexec ${commandLine.map(quoted).join(' ')} "$@"\n`,
  );
  chmodSync(script, 0o755);
  return script;
}

/** A word as the shell takes it for itself, whatever is in it. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
