import * as vscode from 'vscode';

/**
 * Shows the documentation of a rule that came with the extension, so that it works offline. `rule` comes from a
 * link and may be anything; what is no rule id shows the top of the page.
 */
export async function showRule(context: vscode.ExtensionContext, rule: unknown): Promise<void> {
  const page = vscode.Uri.joinPath(context.extensionUri, 'docs/rules.md');
  const anchor = typeof rule === 'string' && /^[a-z-]+$/.test(rule) ? rule : '';
  await vscode.commands.executeCommand('markdown.showPreview', page.with({ fragment: anchor }));
}

/** Shows the documentation of the fields, which came with the extension as well. */
export async function showFields(context: vscode.ExtensionContext): Promise<void> {
  const page = vscode.Uri.joinPath(context.extensionUri, 'docs/fields.md');
  await vscode.commands.executeCommand('markdown.showPreview', page);
}

/** A finding whose code opens the rule's documentation as a page, rather than the page's source. */
export function linkedToRulePage(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const { code } = diagnostic;
  if (typeof code !== 'object' || typeof code.value !== 'string') return diagnostic;
  const argument = encodeURIComponent(JSON.stringify([code.value]));
  diagnostic.code = {
    value: code.value,
    target: vscode.Uri.parse(`command:interactionData.showRule?${argument}`),
  };
  return diagnostic;
}
