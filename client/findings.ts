import * as vscode from 'vscode';

/** How many findings of a file VS Code keeps from one collection; it drops the others. */
const MOST_IN_A_COLLECTION = 1000;

/** Collections for the findings that the language client's own one has no room for. */
export interface FurtherFindings extends vscode.Disposable {
  /** Takes all findings of a file; gives those that the first collection is to show. */
  readonly overflow: (uri: vscode.Uri, findings: vscode.Diagnostic[]) => vscode.Diagnostic[];
  readonly clear: () => void;
}

/** Makes the setting `interactionData.maxFindings` hold above what VS Code keeps from one collection. */
export function createFurtherFindings(name: string): FurtherFindings {
  const collections: vscode.DiagnosticCollection[] = [];
  return {
    overflow(uri, findings) {
      const needed = Math.ceil(findings.length / MOST_IN_A_COLLECTION) - 1;
      while (collections.length < needed) {
        collections.push(vscode.languages.createDiagnosticCollection(`${name}-${collections.length + 2}`));
      }
      for (const [index, collection] of collections.entries()) {
        const start = (index + 1) * MOST_IN_A_COLLECTION;
        collection.set(uri, findings.slice(start, start + MOST_IN_A_COLLECTION));
      }
      return findings.slice(0, MOST_IN_A_COLLECTION);
    },
    clear() {
      for (const collection of collections) collection.clear();
    },
    dispose() {
      for (const collection of collections) collection.dispose();
    },
  };
}
