/*
 * The protocol library's values come through this one door: each module that imports them from the library itself
 * would have its own copy made of the library's hundreds of names when the server starts.
 */
export {
  CodeActionKind,
  CompletionItemKind,
  CompletionTriggerKind,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentHighlightKind,
  FileChangeType,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  SymbolKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
