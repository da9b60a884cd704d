import type { ClientCapabilities, CodeAction, CodeActionContext, WorkspaceEdit } from 'vscode-languageserver';
import { type FixKind, isFixKind, titleOfKind } from '../check/fix-kinds';
import { limits } from '../config/limits';
import { chunkIndexAt } from '../document/document';
import type { TextEdit } from '../edit/text-edit';
import { hasFindings, type KnownFixes, quickFixes, recordCompletion, tallying } from '../features/actions';
import { fixingToTheEnd } from '../features/fix-all';
import { harmless } from '../words/harmless';
import { t } from '../words/language';
import { rangeReader, toTextEdits } from './convert';
import { toDiagnostic } from './diagnostics';
import { CodeActionKind } from './library';
import { markActions } from './mark-actions';
import { knows } from './own-messages';
import type { Asked } from './request';
import { runInSlices } from './slices';

/** The kind under which editors apply all safe fixes on save. */
export const FIX_ALL = 'source.fixAll.interactionData';

/** The kind under which all safe fixes of the record with the cursor are applied. */
export const FIX_RECORD = 'source.fixRecord.interactionData';

/** The kind of what completes a record, or copies it; it shows no light bulb. */
export const REWRITE = 'refactor.rewrite.interactionData';

const newKnownFixes = (): KnownFixes => new WeakMap();

/** What an action that is completed later keeps: the client hands it back, so nothing in it is trusted. */
interface ActionData {
  readonly uri: string;
  /** The kind of fixes to make, or `safe` for all safe ones. */
  readonly fix: FixKind | 'safe';
}

const SAFE = 'safe';

/**
 * The actions for the offsets `start` to `end`: fixes of the findings there, the same for all findings of their kind in
 * the file, all safe fixes of the file (their edits are made when the action is chosen, if the client can ask for them
 * then; somebody who asks gets them anywhere in a record with findings), and what can be done about the rules. Where a record lacks fields it can be completed from anywhere in it, if
 * somebody asks: `isAsked` is false where the client looks by itself. None for a client that knows commands only, and
 * none of those that are long work where the file changes meanwhile.
 */
export async function codeActions(
  request: Asked,
  start: number,
  end: number,
  only: CodeActionContext['only'],
  isAsked = true,
): Promise<CodeAction[]> {
  if (!request.client.textDocument?.codeAction?.codeActionLiteralSupport) return [];
  const wants = (kind: string) => only === undefined || only.some((asked) => isWithin(kind, asked));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...(await quickFixActions(request, start, end, isAsked)));
  if (isAsked && wants(REWRITE)) actions.push(...completionActions(request, start, actions));
  if (only !== undefined && wants(FIX_ALL)) actions.push(...(await fixAllActions(request)));
  if (only !== undefined && wants(FIX_RECORD))
    actions.push(...(await fixAllActions(request, chunkIndexAt(request.checked.document, start))));
  return actions;
}

/**
 * Adds the edit to an action that was given without; the action as it is where its data says nothing known, where the
 * file changes meanwhile, and where nothing comes of it, which is told.
 */
export async function completeAction(action: CodeAction, request: Asked): Promise<CodeAction> {
  const fix = fixOf(action.data);
  if (fix === undefined) return action;
  const edit = await editFor(fix, request);
  if (edit === TOO_LONG) request.tell(tooLong());
  else if (edit === undefined && request.isCurrent()) request.tell(nothingHolds());
  return typeof edit === 'object' ? { ...action, edit } : action;
}

function fixOf(data: unknown): ActionData['fix'] | undefined {
  const { fix } = (data ?? {}) as Partial<Record<keyof ActionData, unknown>>;
  return fix === SAFE || isFixKind(fix) ? fix : undefined;
}

/** More rules than that at one place are no help in a menu. */
const MOST_RULES = 3;

async function quickFixActions(
  request: Asked,
  start: number,
  end: number,
  isAsked: boolean,
): Promise<CodeAction[]> {
  const { checked, host, uri, isCurrent } = request;
  const now = host.now();
  const { severityOf } = request.configuration;
  const { fixes, kinds, found } = quickFixes(checked, start, end, severityOf, now);
  const rules = [...new Set(found.map(({ finding: { rule } }) => rule))];
  // Whoever asks in a record means all of it where nothing is wrong at the cursor.
  const isInBroken = isAsked && hasFindings(checked, start, severityOf);
  if (rules.length === 0 && !isInBroken) return [];
  const rangeOf = rangeReader(checked.document);
  const actions: CodeAction[] = fixes.map(({ title, edits, findings, isPreferred }) => ({
    title: harmless(title),
    kind: CodeActionKind.QuickFix,
    isPreferred,
    diagnostics: findings.map((located) => toDiagnostic(uri, checked, located, request, rangeOf)),
    edit: workspaceEdit(request, edits),
  }));
  if (fixes.length > 0 || isInBroken) {
    const tally = await runInSlices(
      host.clock,
      tallying(checked, severityOf, now, request.remembered(newKnownFixes)),
      isCurrent,
    );
    if (!tally) return [];
    for (const kind of kinds) {
      const count = tally.kinds.get(kind) ?? 0;
      if (count < 2) continue;
      const title = titleOfKind(kind, tally.isWhole ? `${count}` : t`all`, checked.document.type);
      actions.push(...(await laterAction(request, title, kind)));
    }
    if (tally.safe > 1 || !tally.isWhole) {
      actions.push(...(await laterAction(request, t`Fix all safe problems in this file`, SAFE)));
    }
  }
  const told = knows(request.client, 'ruleCommands')
    ? rules.slice(0, MOST_RULES).map((rule) => ruleActions(rule, uri))
    : [];
  const marks = markActions(request, found);
  // Where nothing mends, Enter in the menu is to write nothing: what comes first then only explains.
  if (fixes.length > 0)
    return [...actions, ...marks, ...told.flatMap(({ severity, explain }) => [severity, explain])];
  const explanations = told.map(({ explain }) => explain);
  return [...explanations, ...actions, ...marks, ...told.map(({ severity }) => severity)];
}

/** An action whose edit is made when it is chosen, or now where the client cannot ask for it. */
async function laterAction(request: Asked, title: string, fix: ActionData['fix']): Promise<CodeAction[]> {
  const action = { title, kind: CodeActionKind.QuickFix };
  if (completesEdits(request.client)) {
    const data: ActionData = { uri: request.uri, fix };
    return [{ ...action, data }];
  }
  const edit = await editFor(fix, request);
  return typeof edit === 'object' ? [{ ...action, edit }] : [];
}

/** What can be done about a rule: both are commands of the client. */
function ruleActions(rule: string, uri: string): Readonly<Record<'severity' | 'explain', CodeAction>> {
  const action = (title: string, command: string, ...args: unknown[]): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command, arguments: args },
  });
  return {
    severity: action(t`Set severity of ${rule}…`, 'interactionData.setSeverity', rule, uri),
    explain: action(t`Explain ${rule}`, 'interactionData.showRule', rule),
  };
}

/** Completes the record with the cursor, unless that is offered already. */
function completionActions(request: Asked, offset: number, known: readonly CodeAction[]): CodeAction[] {
  const { checked, configuration, host } = request;
  const fix = recordCompletion(checked, offset, configuration.severityOf, host.now());
  if (!fix || known.some(({ title }) => title === fix.title)) return [];
  return [{ title: harmless(fix.title), kind: REWRITE, edit: workspaceEdit(request, fix.edits) }];
}

/** The safe fixes of a file, or of the record of one chunk. */
async function fixAllActions(request: Asked, chunk?: number): Promise<CodeAction[]> {
  const edit = await editFor(SAFE, request, chunk);
  if (edit === TOO_LONG) request.tell(tooLong());
  if (typeof edit !== 'object') return [];
  return chunk === undefined
    ? [{ title: t`Fix all safe problems (Interaction Data)`, kind: FIX_ALL, edit }]
    : [{ title: t`Fix all safe problems in this record (Interaction Data)`, kind: FIX_RECORD, edit }];
}

/** Stands for an edit whose making was given up. */
const TOO_LONG = 'too long';
const tooLong = () => t`nothing was fixed: this file has so many problems that it would take too long here.`;
const nothingHolds = () => t`nothing was fixed: that would make other problems.`;

/**
 * The fixes of a whole file, made in slices; undefined where there are none, or where the file changes meanwhile, and
 * TOO_LONG where they take longer than anybody waits.
 */
async function editFor(
  fix: ActionData['fix'],
  request: Asked,
  chunk?: number,
): Promise<WorkspaceEdit | typeof TOO_LONG | undefined> {
  const { engine, checked, host, isCurrent } = request;
  const { severityOf, marking } = request.configuration;
  const { clock } = host;
  const wanted = fix === SAFE ? { includeUnsafe: false } : { kind: fix, includeUnsafe: true };
  const end = clock.milliseconds() + limits.fixMilliseconds;
  const isInTime = () => clock.milliseconds() < end;
  const options = { ...wanted, chunk, now: host.now(), severityOf, mark: marking?.mark };
  const work = fixingToTheEnd(engine, checked, options);
  const fixed = await runInSlices(clock, work, () => isInTime() && isCurrent());
  if (fixed) return fixed.edits.length > 0 ? workspaceEdit(request, fixed.edits) : undefined;
  return isInTime() ? undefined : TOO_LONG;
}

/** Edits of a file as the client understands them; where it can, with the version that they are for. */
export function workspaceEdit(request: Asked, edits: readonly TextEdit[]): WorkspaceEdit {
  const { uri, version, checked, client } = request;
  const textEdits = toTextEdits(checked.document, edits);
  if (!client.workspace?.workspaceEdit?.documentChanges) return { changes: { [uri]: textEdits } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] };
}

/** Whether the client hands an action that is chosen back, for its edit to be made. */
export function completesEdits({ textDocument }: ClientCapabilities): boolean {
  const { dataSupport, resolveSupport } = textDocument?.codeAction ?? {};
  return dataSupport === true && resolveSupport?.properties.includes('edit') === true;
}

/** Whether a kind of action is `asked` or one of its subkinds. */
export function isWithin(kind: string, asked: string): boolean {
  return kind === asked || kind.startsWith(`${asked}.`) || asked === '';
}
