import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Log } from './command';

/** A VS Code with a window of its own. */
export interface DesktopEditor {
  readonly kind: 'desktop';
  /** The program itself, not the `code` script that hands over to it and ends at once. */
  readonly executable: string;
}

/**
 * Finds desktop VS Code: the path in INTERACTION_DATA_VSCODE, or `code` on PATH. Throws where the variable
 * names nothing that can be run, because somebody who sets it wants that editor and no other.
 */
export function findDesktopEditor(log: Log): DesktopEditor | undefined {
  const named = process.env.INTERACTION_DATA_VSCODE;
  if (named) {
    const executable = programAfter(named);
    if (executable === undefined) {
      throw new Error(`INTERACTION_DATA_VSCODE is ${named}, and that is no program to run.`);
    }
    return { kind: 'desktop', executable };
  }

  const script = onPath(process.platform === 'win32' ? ['code.cmd'] : ['code']);
  if (script === undefined) return undefined;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    log(`${script} is not used: there is no display to open its window on.`);
    return undefined;
  }
  const executable = desktopProgramOf(script);
  if (executable === undefined) {
    log(`${script} is not used: no desktop VS Code is beside it.`);
    return undefined;
  }
  return { kind: 'desktop', executable };
}

/** A path that a person named: the program itself, its `code` script, or the .app folder of macOS. */
function programAfter(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  if (statSync(path).isDirectory()) {
    return ['Code', 'Electron'].map((name) => join(path, 'Contents/MacOS', name)).find(isProgram);
  }
  return desktopProgramOf(path) ?? (isProgram(path) ? path : undefined);
}

/**
 * The program that a `code` script starts. The script lies in a folder `bin`: of the program's own folder on
 * Linux and Windows, of Contents/Resources/app on macOS. A snap's `code` is a link to the snap tool itself.
 */
function desktopProgramOf(script: string): string | undefined {
  if (/[\\/]snap[\\/]bin[\\/]code$/.test(script)) {
    return ['/snap/code/current/usr/share/code/code'].find(isProgram);
  }
  const folder = dirname(dirname(realpathSync(script)));
  return [
    join(folder, 'code'),
    join(folder, 'Code.exe'),
    join(folder, '../../MacOS/Code'),
    join(folder, '../../MacOS/Electron'),
  ].find(isProgram);
}

/** The first of some commands that a folder of PATH holds. */
export function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

/** Whether a path is a file that this user may run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
