import * as vscode from 'vscode';
import {
  type DocumentSelector,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { documentSelector } from './selector';
import { linkedToRulePage } from './show-rule';

/** The language client with its server, as the rest of the extension sees it. */
export interface RunningClient {
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the server in a process of its own and the client that talks to it. */
export async function startClient(context: vscode.ExtensionContext): Promise<RunningClient> {
  const module = context.asAbsolutePath('dist/server.js');
  const serverOptions: ServerOptions = { module, transport: TransportKind.ipc };
  const clientOptions: LanguageClientOptions = {
    documentSelector: documentSelector as DocumentSelector,
    diagnosticCollectionName: 'interaction-data',
    middleware: {
      handleDiagnostics(uri, diagnostics, next) {
        next(uri, isValidatedAlready(uri) ? [] : diagnostics.map(linkedToRulePage));
      },
    },
  };
  const client = new LanguageClient('interactionData', 'Interaction Data', serverOptions, clientOptions);
  context.subscriptions.push(client);
  await client.start();
  return { restart: () => client.restart(), stop: () => client.stop() };
}

/** A project file is JSON with a schema of ours: where VS Code's JSON support validates it, once is enough. */
function isValidatedAlready(uri: vscode.Uri): boolean {
  const isProjectFile = uri.path.endsWith('/.interaction-data.json');
  return isProjectFile && vscode.extensions.getExtension('vscode.json-language-features') !== undefined;
}
