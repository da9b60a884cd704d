import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onEnd } from './cleanup';
import { temporaryFolderPrefix } from './paths';

/** The folders of a VS Code that knows nothing yet: no user settings but those given, no extensions. */
export interface EditorProfile {
  readonly folder: string;
  readonly userDataFolder: string;
  readonly extensionsFolder: string;
  /** Deletes the folder. It is deleted as well when the process is told to end. */
  readonly remove: () => Promise<void>;
}

export type Settings = Readonly<Record<string, unknown>>;

/** Settings of a window in which nothing moves, blinks, asks or advertises; for pictures and for tests. */
export const calmSettings: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  // In a browser it is on by default, and a look at an example would rewrite it.
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: these are VS Code's own variables.
  'window.title': '${dirty}${activeEditorShort}${separator}${rootName}',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** More of it for a window that a script drives: a blinking cursor would never let the page come to rest. */
export const stillSettings: Settings = {
  ...calmSettings,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'workbench.list.smoothScrolling': false,
  'workbench.reduceMotion': 'on',
};

/** Settings by which records may have one identity, as most records of tests have. */
export const settingsForTwins: Settings = { 'interactionData.rules.duplicate-interaction-id': 'off' };

/** Makes a fresh profile in a temporary folder. */
export function makeProfile(settings: Settings): EditorProfile {
  const folder = mkdtempSync(temporaryFolderPrefix);
  const userDataFolder = join(folder, 'user');
  const extensionsFolder = join(folder, 'extensions');
  mkdirSync(extensionsFolder);
  writeSettings(userDataFolder, settings);
  const remove = onEnd(() =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  );
  return { folder, userDataFolder, extensionsFolder, remove };
}

/** Writes the user settings of a user data folder. */
export function writeSettings(userDataFolder: string, settings: Settings): void {
  mkdirSync(join(userDataFolder, 'User'), { recursive: true });
  writeFileSync(join(userDataFolder, 'User', 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}
