import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  type ClientCapabilities,
  ErrorCodes,
  ResponseError,
  type StaticFeature,
} from 'vscode-languageclient';
import {
  type FileStatus,
  LIST_FOLDER_METHOD,
  type ListedEntry,
  type OwnCapabilities,
  READ_FILE_METHOD,
  STATUS_METHOD,
} from '../server/protocol/own-messages';
import { isProjectFile } from './project-addresses';
import { projectFileText } from './project-files';
import { listFolder, textInWorkspace } from './workspace-files';

const known: OwnCapabilities = {
  status: true,
  readFile: true,
  listFolder: true,
  ruleCommands: true,
  copyCommands: true,
  lensCommands: true,
  snippetChoices: true,
  suggestCommand: true,
};

/** Makes a client take the messages that we add to the protocol, and say so to the server. */
export function takeOwnMessages(client: BaseLanguageClient, takeStatus: (status: FileStatus) => void): void {
  client.registerFeature(sayingWhatIsKnown);
  client.onNotification(STATUS_METHOD, takeStatus);
  client.onRequest(READ_FILE_METHOD, readFile);
  client.onRequest(LIST_FOLDER_METHOD, list);
}

const sayingWhatIsKnown: StaticFeature = {
  fillClientCapabilities(capabilities: ClientCapabilities) {
    const others = capabilities.experimental as Record<string, unknown> | undefined;
    capabilities.experimental = { ...others, interactionData: known };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

/** What the server cannot read by itself: it runs in a process that sees nothing but the disk. */
async function readFile({ uri: address }: { readonly uri: string }): Promise<string | null> {
  const uri = vscode.Uri.parse(address);
  try {
    return (await (isProjectFile(uri) ? projectFileText(uri) : textInWorkspace(uri))) ?? null;
  } catch (error) {
    // Of any other error the message would arrive in a wrapping of the library's.
    throw new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
  }
}

async function list({ uri }: { readonly uri: string }): Promise<readonly ListedEntry[] | null> {
  return (await listFolder(vscode.Uri.parse(uri))) ?? null;
}
