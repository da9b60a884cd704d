import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  type DocumentSelector,
  ErrorAction,
  InlayHintRequest,
  type LanguageClientOptions,
  type Range,
  State,
  type WorkspaceEdit,
} from 'vscode-languageclient';
import type { CopyKind } from '../server/protocol/own-messages';
import { BEYOND_SCHEMA } from '../server/protocol/own-messages';
import { copyRecords } from './copying';
import { createFurtherFindings } from './findings';
import { createNavigation, type Navigation } from './navigation';
import { takeOwnMessages } from './own-messages';
import { offerPastes } from './pasting';
import { isProjectFile } from './project-addresses';
import type { Recogniser } from './recognition';
import { documentSelector } from './selector';
import { linkedToRulePage } from './show-page';
import { watchSnippets } from './snippets';
import { showLanguageStatus } from './status';
import './words';

/** The language client with its server, as the rest of the extension sees it. */
export interface RunningClient {
  /** Ends the server, if it runs, and starts it. Rejects where it does not start, of which the user is told. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** The preferred fix, or else the first one, for what a rule finds at a place; undefined where there is none. */
  readonly fixFor: (
    rule: string,
    document: vscode.TextDocument,
    position: vscode.Position,
  ) => Promise<vscode.WorkspaceEdit | undefined>;
  readonly navigation: Navigation;
  /** Makes something of the selected records, or of that at a place which a menu of the server names. */
  readonly copy: (kind: CopyKind, uri?: unknown, position?: unknown) => Promise<void>;
}

/**
 * Starts the server, in a process or worker of its own, and the client that talks to it. Where that fails the user is told,
 * and can try again. A server that ends unasked is started again, unless it did so five times in three minutes.
 */
export async function startClient(
  context: vscode.ExtensionContext,
  recogniser: Recogniser,
): Promise<RunningClient> {
  const { makeLanguageClient } = await import('./on-node');
  const status = showLanguageStatus(recogniser);
  const outputChannel = vscode.window.createOutputChannel('Interaction Data', { log: true });
  const furtherFindings = createFurtherFindings(COLLECTION);
  const snippets = watchSnippets((document) =>
    client.getFeature(InlayHintRequest.method).getProvider(document)?.onDidChangeInlayHints.fire(),
  );
  context.subscriptions.push(status, outputChannel, furtherFindings, snippets);
  let client = createClient();
  await client.start().catch(toldAlready);
  context.subscriptions.push(offerPastes(ask, asRange));
  return {
    async restart() {
      if (client.state === State.Starting) await client.start().catch(toldAlready);
      // A client that failed to start can do nothing more.
      if (client.state === State.StartFailed) client = createClient();
      else await client.stop().catch(toldAlready);
      await client.start();
    },
    async stop() {
      if (client.state === State.Running) await client.stop();
    },
    async fixFor(rule, document, position) {
      const params: CodeActionParams = {
        textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
        range: client.code2ProtocolConverter.asRange(new vscode.Range(position, position)),
        context: { diagnostics: [], only: [CodeActionKind.QuickFix] },
      };
      const answer = (await client.sendRequest(CodeActionRequest.type, params)) ?? [];
      const fixes = answer
        .filter((action): action is CodeAction => 'kind' in action)
        .filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === rule));
      const fix = fixes.find(({ isPreferred }) => isPreferred) ?? fixes[0];
      const { edit } =
        fix && !fix.edit ? await client.sendRequest(CodeActionResolveRequest.type, fix) : { edit: fix?.edit };
      return edit && client.protocol2CodeConverter.asWorkspaceEdit(edit);
    },
    navigation: createNavigation(ask),
    copy: (kind, uri, position) => copyRecords(kind, ask, { asRange, asWorkspaceEdit }, uri, position),
  };

  function asRange(range: vscode.Range): Range {
    return client.code2ProtocolConverter.asRange(range);
  }

  function asWorkspaceEdit(edit: WorkspaceEdit): Promise<vscode.WorkspaceEdit> {
    return client.protocol2CodeConverter.asWorkspaceEdit(edit);
  }

  function ask<Answer>(
    method: string,
    document: vscode.TextDocument,
    params: object,
  ): Promise<Answer | null> {
    const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
    return client.sendRequest<Answer | null>(method, { textDocument, ...params });
  }

  function createClient(): BaseLanguageClient {
    const clientOptions: LanguageClientOptions = {
      documentSelector: documentSelector as DocumentSelector,
      errorHandler: {
        // What cannot be sent says that the connection ends, and at its end the server is started again. The client's own
        // answer, to shut it down, counts as somebody's wish, after which none comes. One that never came has no such end.
        error: (...found) =>
          made.state === State.Running
            ? { action: ErrorAction.Continue, handled: true }
            : ends.error(...found),
        closed: () => ends.closed(),
      },
      diagnosticCollectionName: COLLECTION,
      outputChannel,
      middleware: {
        ...snippets.middleware,
        handleDiagnostics(uri, diagnostics, next) {
          const told = isValidatedAlready(uri) ? diagnostics.filter(isBeyondSchema) : diagnostics;
          const findings = told.map(linkedToRulePage);
          next(uri, furtherFindings.overflow(uri, findings));
        },
      },
    };
    const made = makeLanguageClient(context, 'interactionData', 'Interaction Data', clientOptions);
    const ends = made.createDefaultErrorHandler();
    takeOwnMessages(made, status.take);
    made.onDidChangeState(({ newState }) => {
      status.setServer(serverStates[newState]);
      // The client itself clears only its own collection.
      if (newState === State.Stopped) furtherFindings.clear();
    });
    return made;
  }
}

/** The name of the collection of findings. */
const COLLECTION = 'interaction-data';

const serverStates = {
  [State.Starting]: 'starts',
  [State.Running]: 'runs',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
} as const;

/** The client shows what went wrong to the user by itself. */
function toldAlready(): void {}

/** Whether our schema does not tell a problem of a project file: the language client keeps what the server adds. */
function isBeyondSchema(diagnostic: vscode.Diagnostic): boolean {
  return (diagnostic as { data?: unknown }).data === BEYOND_SCHEMA;
}

/** A project file is JSON with a schema of ours: where VS Code's JSON support validates it, once is enough. */
function isValidatedAlready(uri: vscode.Uri): boolean {
  return isProjectFile(uri) && vscode.extensions.getExtension('vscode.json-language-features') !== undefined;
}
