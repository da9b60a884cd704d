import { type ExtensionContext, l10n, Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
} from 'vscode-languageclient/browser';
import type * as onNode from './on-node';

/** What there is of the browser's workers. */
interface Worker {
  readonly postMessage: (message: unknown) => void;
  readonly terminate: () => void;
}
declare const Worker: new (address: string) => Worker;

/** A language client whose server is a worker of the browser. */
export const makeLanguageClient = ((
  { extensionUri }: ExtensionContext,
  id: string,
  name: string,
  options: LanguageClientOptions,
) => {
  const bundles = `${Uri.joinPath(extensionUri, 'dist').toString(true)}/`;
  let worker: Worker | undefined;
  const start = async () => {
    // One that was stopped has ended by itself; one that hangs does not.
    worker?.terminate();
    worker = new Worker(`${bundles}worker.js`);
    worker.postMessage({ bundles });
    // VS Code's worker is no instance of the class that the library asks for, so it gets the two ends.
    const port = worker as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
    return { reader: new BrowserMessageReader(port), writer: new BrowserMessageWriter(port) };
  };
  // A worker reads no files of translations.
  const initializationOptions = { words: l10n.bundle };
  return new LanguageClient(id, name, start, { ...options, initializationOptions });
}) satisfies (...parameters: Parameters<typeof onNode.makeLanguageClient>) => unknown;
