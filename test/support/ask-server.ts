import assert from 'node:assert/strict';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver/node';
import type { Client } from './client';
import { expandSnippet } from './completing';

/*
 * All that an editor asks the server, about a place in a file and about the whole file. Each answer must be one: null
 * is what the server says where a request failed, and only a hover may have nothing to say.
 */

/** After the end of any text: the server takes the nearest place in the text for it. */
export const theEnd: Position = { line: 2 ** 31 - 1, character: 0 };

const options = { tabSize: 2, insertSpaces: true };

/** A change that the server offers, as an editor would make it. */
export interface OfferedChange {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What the server offers at a place. */
export interface Offers {
  /** Accepted suggestions and chosen fixes. */
  readonly changes: readonly OfferedChange[];
  /** Fixes whose edits the server makes when they are chosen. */
  readonly unfinished: readonly CodeAction[];
}

/** Asks everything that an editor asks about a place. */
export async function askAt(client: Client, uri: string, position: Position): Promise<Offers> {
  const textDocument = { uri };
  const place = { textDocument, position };
  // Sent at once, as editors do.
  const [, completion, ranges, offers] = await Promise.all([
    client.request('textDocument/hover', place),
    client.request<CompletionList | null>('textDocument/completion', place),
    client.request<readonly object[] | null>('textDocument/selectionRange', {
      textDocument,
      positions: [position],
    }),
    askActions(client, uri, { start: position, end: position }),
    ...['definition', 'references', 'documentHighlight', 'prepareCallHierarchy'].map((method) =>
      client.request(`textDocument/${method}`, { ...place, context: {} }),
    ),
  ]);
  assert.ok(completion, 'completion');
  assert.equal(ranges?.length, 1, 'selectionRange');
  return { ...offers, changes: [...completion.items.map(acceptedItem), ...offers.changes] };
}

/** Asks everything that an editor asks about a whole file; gives what formatting changes. */
export async function askAboutFile(client: Client, uri: string): Promise<OfferedChange> {
  for (const method of ['documentSymbol', 'foldingRange', 'documentLink']) {
    const answer = await client.request(`textDocument/${method}`, { textDocument: { uri } });
    assert.ok(Array.isArray(answer), method);
  }
  for (const method of ['codeLens', 'inlayHint']) await askAndResolve(client, uri, method);
  return askFormatting(client, uri);
}

/** Asks for what is completed when it comes into sight, and for the first and the last of it then. */
async function askAndResolve(client: Client, uri: string, method: string): Promise<void> {
  const range = { start: { line: 0, character: 0 }, end: theEnd };
  const found = await client.request<readonly object[] | null>(`textDocument/${method}`, {
    textDocument: { uri },
    range,
  });
  assert.ok(found, method);
  for (const one of [...found.slice(0, 1), ...found.slice(-1)])
    assert.ok(await client.request(`${method}/resolve`, one), method);
}

/** What formatting changes in a file, or in the lines of a range. */
export async function askFormatting(client: Client, uri: string, range?: Range): Promise<OfferedChange> {
  const title = range ? 'rangeFormatting' : 'formatting';
  const edits = await client.request<TextEdit[] | null>(`textDocument/${title}`, {
    textDocument: { uri },
    options,
    ...(range && { range }),
  });
  assert.ok(edits, title);
  return { title, edits };
}

/** The fixes for a range; of one kind where `only` says so. */
export async function askActions(
  client: Client,
  uri: string,
  range: Range,
  only?: readonly string[],
): Promise<Offers> {
  const actions = await client.request<CodeAction[] | null>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [], ...(only && { only }) },
  });
  assert.ok(actions, 'codeAction');
  return {
    changes: actions.filter(({ edit }) => edit).map(chosenAction),
    unfinished: actions.filter(({ edit }) => !edit),
  };
}

/** The changes of fixes whose edits were not made yet. */
export async function finish(client: Client, unfinished: readonly CodeAction[]): Promise<OfferedChange[]> {
  const changes: OfferedChange[] = [];
  for (const action of unfinished) {
    changes.push(chosenAction(await client.request<CodeAction>('codeAction/resolve', action)));
  }
  return changes;
}

/** What the server has told of a file when all of its text is read, however long it is. */
export async function findingsOf(client: Client, uri: string): Promise<readonly Diagnostic[]> {
  // The start of a large file is told, and answered about, while its end is not read yet: so the end is asked about.
  // There is no action of this kind, which spares the server the work of making any.
  await askActions(client, uri, { start: theEnd, end: theEnd }, ['source.nothing']);
  return client.published.findLast((params) => params.uri === uri)?.diagnostics ?? [];
}

function chosenAction({ title, edit }: CodeAction): OfferedChange {
  assert.ok(edit?.documentChanges, title);
  const edits = edit.documentChanges.flatMap((change) => {
    assert.ok('edits' in change, title);
    return change.edits as TextEdit[];
  });
  return { title, edits };
}

/** What accepting a suggestion changes, with what its placeholders are filled with. */
function acceptedItem({ label, textEdit, additionalTextEdits, insertTextFormat }: CompletionItem) {
  assert.ok(textEdit && 'range' in textEdit, label);
  const newText = insertTextFormat === 2 ? expandSnippet(textEdit.newText) : textEdit.newText;
  return { title: label, edits: [...(additionalTextEdits ?? []), { range: textEdit.range, newText }] };
}
