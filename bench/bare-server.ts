// The least that a server on vscode-languageserver can be: it keeps the whole texts and reports that nothing is wrong.
// Cold start is compared with it, and what it takes to open a file is what the transport takes.
import { createConnection, ProposedFeatures, TextDocumentSyncKind } from 'vscode-languageserver/node';

const connection = createConnection(ProposedFeatures.all);
const texts = new Map<string, string>();

connection.onInitialize(() => ({
  capabilities: { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Full } },
}));
connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => take(uri, version, text));
connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
  take(uri, version, contentChanges.at(-1)?.text ?? '');
});
connection.onDidCloseTextDocument(({ textDocument: { uri } }) => void texts.delete(uri));
connection.listen();

function take(uri: string, version: number, text: string): void {
  texts.set(uri, text);
  void connection.sendDiagnostics({ uri, version, diagnostics: [] });
}
