import type { ClientCapabilities, Connection } from 'vscode-languageserver';

/**
 * Returns what has the client ask again for what it shows in the texts of its files, where it can: after a change of
 * something else than these texts.
 */
export function refreshing(connection: Connection, client: () => ClientCapabilities): () => void {
  return () => {
    for (const shown of ['inlayHint', 'codeLens'] as const) {
      if (!client().workspace?.[shown]?.refreshSupport) continue;
      connection.sendRequest(`workspace/${shown}/refresh`).catch(() => {
        // A client that is about to end has nothing to ask.
      });
    }
  };
}
