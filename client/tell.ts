import * as vscode from 'vscode';
import { harmless } from '../server/words/harmless';

/** How long a message can be read, in milliseconds. */
const TOLD_FOR_MS = 8000;

/** Tells in the status bar what became of what somebody asked for. */
export function tell(message: string): void {
  vscode.window.setStatusBarMessage(harmless(message), TOLD_FOR_MS);
}
