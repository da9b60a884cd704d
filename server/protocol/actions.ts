import type { ClientCapabilities, CodeAction, CodeActionContext, WorkspaceEdit } from 'vscode-languageserver';
import { type CheckedDocument, countFindings } from '../check/check';
import type { SeverityOf } from '../check/locate';
import type { TextEdit } from '../edit/text-edit';
import { quickFixes } from '../features/actions';
import { fixingAll } from '../features/fix-all';
import { ruleWithId } from '../rules/rules';
import { harmless } from '../words/harmless';
import { rangeReader, toTextEdits } from './convert';
import { toDiagnostic } from './diagnostics';
import { FIX_ALL } from './kinds';
import { CodeActionKind } from './library';
import { runInSlices } from './slices';

/** The file that actions are asked for, and how its findings count. */
export interface ActionRequest {
  readonly uri: string;
  readonly version: number;
  readonly checked: CheckedDocument;
  readonly severityOf: SeverityOf;
  readonly now: string;
  readonly rulesPage: string;
  readonly client: ClientCapabilities;
  /** Whether the file is still as it was checked; absent where that is not known. Long work is dropped if it is not. */
  readonly isCurrent?: () => boolean;
}

/** What an action that is completed later keeps: the client hands it back, so nothing in it is trusted. */
interface ActionData {
  readonly uri: string;
  readonly rule: string;
}

/**
 * The actions for the offsets `start` to `end`: fixes of the findings there, "fix all of this kind in the file"
 * (its edit is made when the action is chosen, if the client can ask for it then), and all safe fixes of the file
 * where the client asks for those. None for a client that knows commands only, and none of those that are long work
 * where the file changes meanwhile.
 */
export async function codeActions(
  request: ActionRequest,
  start: number,
  end: number,
  only: CodeActionContext['only'],
): Promise<CodeAction[]> {
  if (!request.client.textDocument?.codeAction?.codeActionLiteralSupport) return [];
  const wants = (kind: string) => only === undefined || only.some((asked) => isWithin(kind, asked));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...(await quickFixActions(request, start, end)));
  if (only !== undefined && wants(FIX_ALL)) actions.push(...(await fixAllActions(request)));
  return actions;
}

/**
 * Adds the edit to a "fix all of this kind" action; the action as it is where its data says nothing known, or where the
 * file changes meanwhile.
 */
export async function completeAction(action: CodeAction, request: ActionRequest): Promise<CodeAction> {
  const rule = ruleOf(action.data);
  const edit = rule === undefined ? undefined : await fixAllOf(rule, request);
  return edit ? { ...action, edit } : action;
}

/** The address of the file that an action's data names, if it is an action of ours. */
export function uriOf(data: unknown): string | undefined {
  const { uri } = (data ?? {}) as Partial<Record<keyof ActionData, unknown>>;
  return typeof uri === 'string' ? uri : undefined;
}

function ruleOf(data: unknown): string | undefined {
  const { rule } = (data ?? {}) as Partial<Record<keyof ActionData, unknown>>;
  return typeof rule === 'string' && ruleWithId(rule) ? rule : undefined;
}

async function quickFixActions(request: ActionRequest, start: number, end: number): Promise<CodeAction[]> {
  const { checked, severityOf, now, uri } = request;
  const fixes = quickFixes(checked, start, end, severityOf, now);
  const rangeOf = rangeReader(checked.document);
  const actions: CodeAction[] = fixes.map(({ title, edits, findings, isPreferred }) => ({
    title: harmless(title),
    kind: CodeActionKind.QuickFix,
    isPreferred,
    diagnostics: findings.map((located) => toDiagnostic(uri, checked, located, request, rangeOf)),
    edit: workspaceEdit(request, edits),
  }));
  const best = fixes.filter(({ isBest }) => isBest);
  for (const rule of new Set(best.flatMap(({ findings }) => findings.map(({ finding }) => finding.rule)))) {
    if ((countFindings(checked).get(rule) ?? 0) < 2) continue;
    const action = { title: `Fix all "${rule}" findings in this file`, kind: CodeActionKind.QuickFix };
    if (completesEdits(request.client)) {
      const data: ActionData = { uri, rule };
      actions.push({ ...action, data });
      continue;
    }
    const edit = await fixAllOf(rule, request);
    if (edit) actions.push({ ...action, edit });
  }
  return actions;
}

async function fixAllActions(request: ActionRequest): Promise<CodeAction[]> {
  const edit = await allFixes(request, { includeUnsafe: false });
  return edit ? [{ title: 'Apply all safe fixes', kind: FIX_ALL, edit }] : [];
}

/** The best fixes of all findings of one rule, safe or not: whoever chooses this sees what comes of it. */
function fixAllOf(rule: string, request: ActionRequest): Promise<WorkspaceEdit | undefined> {
  return allFixes(request, { rule, includeUnsafe: true });
}

/** The fixes of a whole file, made in slices; undefined where there are none, or where the file changes meanwhile. */
async function allFixes(
  request: ActionRequest,
  wanted: { readonly rule?: string; readonly includeUnsafe: boolean },
): Promise<WorkspaceEdit | undefined> {
  const { checked, severityOf, now, isCurrent = () => true } = request;
  const fixes = await runInSlices(fixingAll(checked, { ...wanted, now, severityOf }), isCurrent);
  return fixes && fixes.edits.length > 0 ? workspaceEdit(request, fixes.edits) : undefined;
}

/** Edits of a file as the client understands them; where it can, with the version that they are for. */
function workspaceEdit(request: ActionRequest, edits: readonly TextEdit[]): WorkspaceEdit {
  const { uri, version, checked, client } = request;
  const textEdits = toTextEdits(checked.document, edits);
  if (!client.workspace?.workspaceEdit?.documentChanges) return { changes: { [uri]: textEdits } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] };
}

/** Whether the client hands an action that is chosen back, for its edit to be made. */
function completesEdits({ textDocument }: ClientCapabilities): boolean {
  const { dataSupport, resolveSupport } = textDocument?.codeAction ?? {};
  return dataSupport === true && resolveSupport?.properties.includes('edit') === true;
}

/** Whether a kind of action is `asked` or one of its subkinds. */
function isWithin(kind: string, asked: string): boolean {
  return kind === asked || kind.startsWith(`${asked}.`) || asked === '';
}
