import type { ExtensionContext } from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';

/** A language client whose server is a process of its own. In a browser `in-browser.ts` stands for this. */
export function makeLanguageClient(
  context: ExtensionContext,
  id: string,
  name: string,
  options: LanguageClientOptions,
): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  return new LanguageClient(id, name, { module, transport: TransportKind.ipc }, options);
}
