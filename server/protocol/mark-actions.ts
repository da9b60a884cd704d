import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import type { LocatedFinding } from '../check/locate';
import { namingPointers } from '../check/record-name';
import { projectFileName } from '../config/files';
import { globOfFile } from '../config/globs';
import { recordNameOf } from '../features/expectations';
import {
  addEntries,
  type EntryList,
  type NewEntry,
  projectFileWithEntries,
} from '../features/finding-entry-edits';
import { t } from '../words/language';
import { normalAddress } from './addresses';
import { toTextEdits } from './convert';
import { folderOf, pathIn } from './folders';
import { CodeActionKind } from './library';
import { knows } from './own-messages';
import type { Asked } from './request';

/** More problems than that at one place are no help in a menu. */
const MOST_MARKED = 3;

/**
 * What a project file can say of findings: that they are ignored or expected, in the nearest one or in a new one beside the
 * file. Our own client has a command that writes the entry and saves it; others get the edit.
 */
export function markActions(request: Asked, found: readonly LocatedFinding[]): CodeAction[] {
  const places = new Map<string, NewEntry>();
  for (const located of found) {
    if (located.finding.mark) continue;
    const key = `${located.chunk} ${located.finding.rule}`;
    if (!places.has(key) && places.size < MOST_MARKED) places.set(key, entryFor(request, located));
  }
  const isOne = places.size === 1;
  const actions: CodeAction[] = [];
  for (const list of ['ignore', 'expect'] as const)
    for (const entry of places.values()) {
      const writing = writingOf(request, list, entry);
      if (!writing) continue;
      const title = isOne ? TITLES[list]() : `${TITLES[list]()} (${entry.rules?.[0]})`;
      // VS Code puts actions that name problems before all others, and to mend is what most want.
      actions.push({ title, kind: CodeActionKind.QuickFix, ...writing(title) });
    }
  return actions;
}

const TITLES: Readonly<Record<EntryList, () => string>> = {
  ignore: () => t`Ignore this here`,
  expect: () => t`Expect this problem`,
};

/** What an entry says of a finding, but for the file. */
function entryFor({ uri, checked, relations }: Asked, located: LocatedFinding): NewEntry {
  const { document } = checked;
  const name = recordNameOf(checked, located);
  const named = name === undefined ? [] : relations.placesOf('identity', name);
  // By an ID that others have, too, they would be meant as well; what is wrong with the ID is wrong with theirs.
  const isOfAll = located.finding.field === document.type.identity?.name;
  const isOfOne = named.filter(({ file }) => file === uri).length < 2;
  const record = isOfAll || isOfOne ? name : namingPointers(document)[located.chunk - 1];
  return { ...(record !== undefined && { records: [record] }), rules: [located.finding.rule] };
}

/** How an entry is written; undefined where it cannot be. */
function writingOf(
  request: Asked,
  list: EntryList,
  entry: NewEntry,
): ((title: string) => Pick<CodeAction, 'command' | 'edit'>) | undefined {
  const { uri, client } = request;
  if (!/^[^:]+:\/./.test(normalAddress(uri))) return undefined;
  if (knows(client, 'ruleCommands')) {
    const args = [list, uri, entry];
    return (title) => ({ command: { title, command: 'interactionData.writeEntry', arguments: args } });
  }
  const edit = editOf(request, list, entry);
  return edit && (() => ({ edit }));
}

function editOf(
  { uri, configuration: { project }, client, engine }: Asked,
  list: EntryList,
  named: NewEntry,
): WorkspaceEdit | undefined {
  const address = normalAddress(uri);
  const folder = project?.folder ?? folderOf(address);
  const glob = globOfFile(pathIn(folder, address));
  if (glob === undefined) return undefined;
  const entry: NewEntry = { files: [glob], ...named };
  const { documentChanges, resourceOperations } = client.workspace?.workspaceEdit ?? {};
  const textDocument = { uri: folder + projectFileName, version: null };
  if (project) {
    const edits = addEntries(project.text, list, [entry]);
    if (!edits || edits.length === 0) return undefined;
    const textEdits = toTextEdits(engine.open(project.text, 'json'), edits);
    return documentChanges
      ? { documentChanges: [{ textDocument, edits: textEdits }] }
      : { changes: { [textDocument.uri]: textEdits } };
  }
  if (!documentChanges || !resourceOperations?.includes('create')) return undefined;
  const start = { line: 0, character: 0 };
  const newText = projectFileWithEntries(list, [entry]);
  return {
    documentChanges: [
      { kind: 'create', uri: textDocument.uri },
      { textDocument, edits: [{ range: { start, end: start }, newText }] },
    ],
  };
}
