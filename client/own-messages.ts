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
  type OwnCapabilities,
  READ_FILE_METHOD,
  STATUS_METHOD,
} from '../server/protocol/own-messages';
import { projectFileText } from './project-files';

const known: OwnCapabilities = {
  status: true,
  readFile: true,
  ruleCommands: true,
  lensCommands: true,
  snippetChoices: true,
  suggestCommand: true,
};

/** Makes a client take the messages that we add to the protocol, and say so to the server. */
export function takeOwnMessages(client: BaseLanguageClient, takeStatus: (status: FileStatus) => void): void {
  client.registerFeature(sayingWhatIsKnown);
  client.onNotification(STATUS_METHOD, takeStatus);
  client.onRequest(READ_FILE_METHOD, readFile);
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
async function readFile({ uri }: { readonly uri: string }): Promise<string | null> {
  try {
    return (await projectFileText(vscode.Uri.parse(uri))) ?? null;
  } catch (error) {
    // Of any other error the message would arrive in a wrapping of the library's.
    throw new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
  }
}
