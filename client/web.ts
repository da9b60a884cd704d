import * as vscode from 'vscode';
import { bundlesAt } from '../server/hosts/browser/bundles';
import type * as door from './door';

/*
 * What VS Code loads in a browser, where an extension is one file that can require nothing but `vscode`: the same bundles
 * as elsewhere are loaded from beside it.
 */

let client: Promise<typeof door> | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const folder = `${vscode.Uri.joinPath(context.extensionUri, 'dist').toString(true)}/`;
  const load = bundlesAt(folder, { modules: { vscode }, twins: { './on-node.js': './in-browser.js' } });
  client = load('./client.js') as Promise<typeof door>;
  (await client).activate(context);
}

export async function deactivate(): Promise<void> {
  await (await client)?.deactivate();
}
