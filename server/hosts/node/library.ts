/** What the protocol library has for Node alone; its other values come through `protocol/library.ts`. */
export {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ReadableStreamMessageReader,
  WriteableStreamMessageWriter,
} from 'vscode-languageserver/node';
