import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import { defectOf, isObject, type Shape } from './shapes';

/*
 * What a client says of itself when it starts the server. It may be anything: what is right counts, what is wrong is
 * left out, so that nothing else has to doubt it.
 */

/** A part of the capabilities: the ones in it, or what stands there. */
type Known = Shape | { readonly [name: string]: Known };

const flag = 'flag';
const words: Shape = { listOf: 'text' };
const numbers: Shape = { listOf: 'number' };

/** All that the server reads of a client's capabilities. What is not named here is never seen. */
const known: { readonly [name: string]: Known } = {
  workspace: {
    configuration: flag,
    workspaceFolders: flag,
    workspaceEdit: { documentChanges: flag, resourceOperations: words },
    didChangeConfiguration: { dynamicRegistration: flag },
    didChangeWatchedFiles: { dynamicRegistration: flag },
    inlayHint: { refreshSupport: flag },
    codeLens: { refreshSupport: flag },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: flag, codeDescriptionSupport: flag },
    completion: {
      contextSupport: flag,
      insertTextMode: 'number',
      completionItem: {
        snippetSupport: flag,
        commitCharactersSupport: flag,
        documentationFormat: words,
        preselectSupport: flag,
        insertReplaceSupport: flag,
        insertTextModeSupport: { valueSet: numbers },
        labelDetailsSupport: flag,
        resolveSupport: { properties: words },
      },
      completionList: { itemDefaults: words },
    },
    hover: { contentFormat: words },
    definition: { linkSupport: flag },
    rename: { prepareSupport: flag },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: words } },
      dataSupport: flag,
      disabledSupport: flag,
      isPreferredSupport: flag,
      resolveSupport: { properties: words },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: flag },
    inlayHint: { resolveSupport: { properties: words } },
    foldingRange: { lineFoldingOnly: flag, rangeLimit: 'number' },
  },
  window: { workDoneProgress: flag, showDocument: { support: flag } },
  experimental: 'object',
};

/** The parameters of `initialize` as the server and the library under it can rely on them. */
export function readIntroduction(params: unknown): InitializeParams {
  const {
    processId,
    rootUri,
    rootPath,
    workspaceFolders,
    capabilities,
    initializationOptions,
    locale,
    trace,
    clientInfo,
  } = isObject(params) ? params : {};
  return {
    processId: isProcessId(processId) ? processId : null,
    rootUri: textOf(rootUri) ?? null,
    rootPath: textOf(rootPath) ?? null,
    // A list that holds none but wrong folders still says that there are no others.
    workspaceFolders: Array.isArray(workspaceFolders)
      ? readFolders(workspaceFolders).map((uri) => ({ uri, name: uri }))
      : null,
    capabilities: readCapabilities(capabilities),
    initializationOptions,
    ...(typeof locale === 'string' && { locale }),
    ...(trace === 'messages' || trace === 'verbose' ? { trace } : {}),
    ...(isObject(clientInfo) &&
      typeof clientInfo.name === 'string' && { clientInfo: { name: clientInfo.name } }),
  };
}

/** The addresses of folders as the protocol lists them; what is no folder is left out. */
export function readFolders(folders: unknown): string[] {
  if (!Array.isArray(folders)) return [];
  return folders.flatMap((folder) =>
    isObject(folder) && typeof folder.uri === 'string' ? [folder.uri] : [],
  );
}

function readCapabilities(value: unknown): ClientCapabilities {
  return rightParts(value, known) as ClientCapabilities;
}

function rightParts(value: unknown, parts: { readonly [name: string]: Known }): Record<string, unknown> {
  const right: Record<string, unknown> = {};
  if (!isObject(value)) return right;
  for (const [name, part] of Object.entries(parts)) {
    const sent = value[name];
    if (isShape(part)) {
      if (defectOf(sent, part) === undefined) right[name] = sent;
    } else if (isObject(sent)) right[name] = rightParts(sent, part);
  }
  return right;
}

function isShape(part: Known): part is Shape {
  return typeof part === 'string' || 'listOf' in part;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The library looks every few seconds whether this process lives, and ends the server where it cannot be asked for. */
function isProcessId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 2 ** 31;
}
