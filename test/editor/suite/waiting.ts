import * as vscode from 'vscode';

/** How long an answer may take, in ms, on a loaded two-core machine. */
const patience = 20_000;

/**
 * Waits until a condition gives a value, looked at now and after each event. Rejects with `what` and with what
 * `seen` says at that moment where the deadline passes.
 */
export function until<Value>(
  what: string,
  event: (listener: () => void) => vscode.Disposable,
  condition: () => Value | undefined,
  seen: () => unknown = () => '',
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const value = condition();
      if (value === undefined) return;
      end();
      resolve(value);
    };
    const subscription = event(look);
    const timer = setTimeout(() => {
      end();
      reject(new Error(`${what}: not within ${patience / 1000} s. Seen: ${JSON.stringify(seen())}`));
    }, patience);
    const end = (): void => {
      clearTimeout(timer);
      subscription.dispose();
    };
    look();
  });
}

/** The extension's findings in a document, in the order of the text. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((diagnostic) => diagnostic.source === 'interaction-data')
    .sort((one, other) => one.range.start.compareTo(other.range.start));
}

/** The rule of a finding: its code, which has a link beside it. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}

/** A finding in short: what tests compare, and what a failure prints. */
export function inShort(diagnostic: vscode.Diagnostic): string {
  const { start, end } = diagnostic.range;
  const severity = vscode.DiagnosticSeverity[diagnostic.severity].toLowerCase();
  return `${ruleOf(diagnostic)} ${severity} ${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** Waits until the findings of a document, in short, are exactly these, and gives them. */
export function untilFindings(uri: vscode.Uri, expected: readonly string[]): Promise<vscode.Diagnostic[]> {
  const wanted = expected.join('\n');
  return until(
    `findings [${expected.join(', ')}]`,
    diagnosticsEvent(uri),
    () => {
      const found = findings(uri);
      return found.map(inShort).join('\n') === wanted ? found : undefined;
    },
    () =>
      vscode.languages.getDiagnostics(uri).map((each) => `${each.source}: ${inShort(each)}: ${each.message}`),
  );
}

/** As many of them have their edits as a menu shows. */
const RESOLVED = 20;

/**
 * The menu of quick fixes of a place with a finding, which is never empty. While VS Code starts, parts of it register fixes of
 * their own, and it then drops what it has asked for, or says that it was cancelled: it is asked again.
 */
export async function quickFixesAt(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const end = Date.now() + patience;
  for (;;) {
    const actions = await vscode.commands
      .executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
        RESOLVED,
      )
      .then(undefined, noneIfCancelled);
    if (actions.length > 0 || Date.now() > end) return actions;
  }
}

function noneIfCancelled(error: Error): vscode.CodeAction[] {
  if (error.name === 'Canceled') return [];
  throw error;
}

/** Waits until a document's text is as wanted, and gives it. */
export function untilText(
  document: vscode.TextDocument,
  isWanted: (text: string) => boolean,
): Promise<string> {
  return until(
    'a change of the text',
    (listener) => vscode.workspace.onDidChangeTextDocument(listener),
    () => (isWanted(document.getText()) ? document.getText() : undefined),
    () => document.getText(),
  );
}

function diagnosticsEvent(uri: vscode.Uri): (listener: () => void) => vscode.Disposable {
  return (listener) =>
    vscode.languages.onDidChangeDiagnostics((event) => {
      if (event.uris.some((each) => each.toString() === uri.toString())) listener();
    });
}
