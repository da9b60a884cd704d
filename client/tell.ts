import * as vscode from 'vscode';
import { harmless } from '../server/words/harmless';
import { t } from '../server/words/language';

/** How long a message can be read, in milliseconds. */
const TOLD_FOR_MS = 8000;

/** Tells in the status bar what became of what somebody asked for; a click on it goes to where that was written. */
export function tell(message: string, written?: vscode.Location): void {
  if (!written) {
    vscode.window.setStatusBarMessage(harmless(message), TOLD_FOR_MS);
    return;
  }
  const item = vscode.window.createStatusBarItem('interactionData.written', vscode.StatusBarAlignment.Left);
  const [title, selection] = [t`Go to the entry`, written.range];
  Object.assign(item, { name: 'Interaction Data', text: harmless(message), tooltip: title });
  item.command = { title, command: 'vscode.open', arguments: [written.uri, { selection }] };
  item.show();
  setTimeout(() => item.dispose(), TOLD_FOR_MS);
}
