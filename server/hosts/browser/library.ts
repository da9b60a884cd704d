/** What the protocol library has for browsers alone; its other values come through `protocol/library.ts`. */
export {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from 'vscode-languageserver/browser';
