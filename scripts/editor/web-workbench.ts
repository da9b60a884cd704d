import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ServerEditor } from './install';
import { type Settings, stillSettings } from './profile';
import { type Site, serveSite } from './site';

/** What a window of VS Code for the Web shows. */
export interface WebWindow {
  /** The folder of an extension, as it is installed. */
  readonly extension: string;
  /** The address of the workspace folder; `tmp:` is a file system in memory that each window has. */
  readonly folder: string;
  readonly settings?: Settings;
  /** A module in the extension's folder whose `run()` the extension host calls; its end is the end of the window. */
  readonly tests?: string;
}

/**
 * Serves VS Code for the Web, as vscode.dev does: nothing but files, those of the installed VS Code server, which does not run.
 * The page is `/workbench`.
 */
export function serveWorkbench({ serverMain }: ServerEditor, window: WebWindow): Promise<Site> {
  const vscode = dirname(dirname(serverMain));
  const template = readFileSync(join(vscode, 'out/vs/code/browser/workbench/workbench.html'), 'utf8');
  const program = 'out/vs/code/browser/workbench/workbench.js';
  return serveSite(
    { vscode, extension: window.extension },
    {
      [`vscode/${program}`]: () => withoutServer(readFileSync(join(vscode, program), 'utf8')),
      workbench: (address) => filled(template, address, window),
    },
  );
}

/** The page, with what it is to show. */
function filled(template: string, address: string, { folder, settings, tests }: WebWindow): string {
  const at = (path: string) => ({ scheme: 'http', authority: new URL(address).host, path: `/${path}` });
  const [scheme = '', path = ''] = folder.split(/:(.*)/s);
  const configuration = {
    folderUri: { scheme, path },
    configurationDefaults: { ...stillSettings, ...settings },
    enableWorkspaceTrust: false,
    userDataPath: '/user',
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    _wrapWebWorkerExtHostInIframe: false,
    productConfiguration: { enableTelemetry: false },
    // Tests are run beside extensions under development only.
    ...(tests === undefined && { additionalBuiltinExtensions: [at('extension')] }),
    developmentOptions: {
      enableSmokeTestDriver: true,
      ...(tests !== undefined && {
        extensions: [at('extension')],
        extensionTestsPath: at(`extension/${tests}`),
      }),
    },
  };
  const values: Readonly<Record<string, string>> = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration),
    WORKBENCH_WEB_BASE_URL: `${address}/vscode`,
    WORKBENCH_NLS_FALLBACK_URL: `${address}/vscode/out/nls.messages.js`,
  };
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
    (values[name] ?? '').replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  );
}

/** This build of the page believes that there is a server, which also keeps what belongs to its user. */
function withoutServer(program: string): string {
  const parts: readonly (readonly [RegExp, string])[] = [
    [/,remoteAuthority:location\.host\}/, '}'],
    [/(\(this\.userDataPath\)\.with\(\{scheme:)\w+\.vscodeRemote/, '$1"vscode-userdata"'],
  ];
  return parts.reduce((text, [part, other]) => {
    if (!part.test(text)) throw new Error(`VS Code's page has no ${part}: it is another build.`);
    return text.replace(part, other);
  }, program);
}
