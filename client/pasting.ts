import * as vscode from 'vscode';
import type { Range } from 'vscode-languageclient';
import { PASTE_METHOD, type PasteAnswer } from '../server/protocol/own-messages';
import { t } from '../server/words/language';
import type { Ask } from './navigation';
import { recordSelector } from './selector';

/** What such a paste is to VS Code: users can prefer it by this name. */
const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('interactionData', 'record');

/**
 * Offers to paste a record of another interface as one of ours, mended. It is never pasted so unasked: the text as it
 * stands comes first.
 */
export function offerPastes(ask: Ask, asRange: (range: vscode.Range) => Range): vscode.Disposable {
  const provider: vscode.DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, ranges, dataTransfer) {
      const [range, ...more] = ranges;
      const text = await dataTransfer.get('text/plain')?.asString();
      if (!range || more.length > 0 || text === undefined || !/^\s*[[{]/.test(text)) return undefined;
      const answer = await ask<PasteAnswer>(PASTE_METHOD, document, { range: asRange(range), text });
      const main = answer?.edits.at(-1);
      if (!main) return undefined;
      const edit = new vscode.DocumentPasteEdit(
        lessFarIn(main.newText, document.lineAt(range.start.line), range.start.character),
        t`Paste as phone call record`,
        kind,
      );
      edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
      edit.additionalEdit = new vscode.WorkspaceEdit();
      for (const {
        range: { start },
        newText,
      } of answer?.edits.slice(0, -1) ?? [])
        edit.additionalEdit.insert(document.uri, new vscode.Position(start.line, start.character), newText);
      return [edit];
    },
  };
  return vscode.languages.registerDocumentPasteEditProvider(recordSelector, provider, {
    providedPasteEditKinds: [kind],
    pasteMimeTypes: ['text/plain'],
  });
}

/** A text whose lines VS Code moves as far in as the line that it is pasted into. */
function lessFarIn(text: string, line: vscode.TextLine, column: number): string {
  const indent = /^[ \t]*/.exec(line.text.slice(0, column))?.[0] ?? '';
  return text.replaceAll(/(\r\n|\n|\r)([ \t]*)/g, (_, end: string, space: string) =>
    space.startsWith(indent) ? `${end}${space.slice(indent.length)}` : `${end}${space}`,
  );
}
