import type { ClientCapabilities, CodeAction, CodeActionContext, WorkspaceEdit } from 'vscode-languageserver';
import { defaultExtensions } from '../config/files';
import type { Document } from '../document/document';
import type { TextEdit } from '../edit/text-edit';
import { edited } from '../edit/trial';
import { snippetOf } from '../features/complete/write/snippet';
import { countChildren, duplicateRecord } from '../features/copy/duplicate';
import type { Insertion } from '../features/copy/insert-record';
import { recordLike } from '../features/copy/like';
import { moveRecord } from '../features/copy/move';
import { recordOnOneLine } from '../features/copy/one-line';
import { isRefusal, type Outcome } from '../features/copy/outcome';
import { identityPlace, replyProblem } from '../features/copy/own-identity';
import { recordAt, recordsIn } from '../features/copy/record-at';
import { replyTo } from '../features/copy/reply';
import { distanceToToday, shiftTimes } from '../features/copy/shift-times';
import { type FieldOrder, sortFields } from '../features/copy/sort-fields';
import { freshName, nameOfReply, standingOf } from '../features/copy/standing';
import { parseTimeSpan, timeSpanInWords } from '../features/copy/time-span';
import { wholeRecord } from '../features/copy/whole-record';
import { isTakenIn } from '../relations/is-taken';
import { harmless, visible } from '../words/harmless';
import { t } from '../words/language';
import { completesEdits, isWithin, REWRITE, workspaceEdit } from './actions';
import { fromRange, toRange, toTextEdits } from './convert';
import {
  type CopyAnswer,
  type CopyKind,
  type CopyQuestions,
  type CopyWish,
  copyKinds,
  knows,
} from './own-messages';
import type { Asked } from './request';

/** The kind of the action that makes a file of a record. */
export const MOVE = 'refactor.move.interactionData';

/** What an action keeps that is completed when it is chosen: the client hands it back, so nothing in it is trusted. */
interface CopyData {
  readonly uri: string;
  readonly copy: CopyKind;
  readonly order?: FieldOrder;
  /** A UTF-16 offset in the record. */
  readonly at: number;
}

/** The answer to a command: what it makes of records, or what its user is to be asked before. */
export function answerCopy(wish: CopyWish, request: Asked): CopyAnswer {
  const { document } = request.checked;
  const indexes = recordsIn(
    document,
    wish.ranges.map((range) => fromRange(document, range)),
  );
  const [index] = indexes;
  if (index === undefined) return { told: t`The cursor is not in a record.` };
  const asks = wish.mayAsk ? questions(document, index, indexes, wish) : undefined;
  if (asks) return { asks };
  switch (wish.kind) {
    case 'duplicateRecord':
    case 'recordLikeThis':
    case 'replyToRecord':
      return inserted(wish.kind, insertion(wish.kind, index, wish, request), request);
    case 'moveRecord':
      return moved(index, wish.name, request);
    case 'sortFields':
      return sorted(indexes, wish.order ?? 'specification', request);
    case 'shiftTimes':
      return shifted(indexes, wish.span ?? '', request);
    case 'copyAsOneLine':
      return onLines(document, indexes);
    default:
      return {};
  }
}

/** What is left open; undefined where that is nothing, or where nothing will come of it anyway. */
function questions(
  document: Document,
  index: number,
  indexes: readonly number[],
  { kind, name, children, order }: CopyWish,
): CopyQuestions | undefined {
  const standing = standingOf(document, index);
  if (kind === 'sortFields') {
    const isFirst = indexes.every((one) => one === 1);
    return order === undefined && !isFirst ? { order: true } : undefined;
  }
  if (isRefusal(wholeRecord(document, index)) || isRefusal(standing)) return undefined;
  if (kind === 'moveRecord') {
    const move = moveRecord(document, index);
    return name === undefined && !isRefusal(move) ? { fileName: fileNameOf(move.fileName) } : undefined;
  }
  const isNew = kind === 'duplicateRecord' || kind === 'recordLikeThis' || kind === 'replyToRecord';
  const asksName = isNew && standing.kind === 'named' && name === undefined;
  const count = kind === 'duplicateRecord' && children === undefined ? countChildren(document, index) : 0;
  if (!asksName && count === 0) return undefined;
  return {
    ...(asksName && {
      name: {
        likely: kind === 'replyToRecord' ? nameOfReply(standing) : freshName(standing),
        taken: [...standing.names],
      },
    }),
    ...(count > 0 && { children: count }),
  };
}

function insertion(
  kind: CopyKind,
  index: number,
  { name, children }: Pick<CopyWish, 'name' | 'children'>,
  { checked: { document }, configuration, host, relations }: Asked,
): Outcome<Insertion> {
  const options = { now: host.now(), name, isTaken: (id: string) => isTakenIn(relations, id) };
  if (kind === 'recordLikeThis') return recordLike(document, index, options);
  if (kind === 'replyToRecord') return replyTo(document, index, options);
  return duplicateRecord(document, index, { ...options, children, times: configuration.duplicateTimes });
}

function inserted(kind: CopyKind, outcome: Outcome<Insertion>, request: Asked): CopyAnswer {
  if (isRefusal(outcome)) return { told: outcome.refusal };
  const { edits, after, index, at, parts, others } = outcome;
  const edit = workspaceEdit(request, edits);
  const place = identityPlace(after, index);
  const select = toRange(after, place.start, place.end);
  if (kind === 'duplicateRecord') return { edit, select };
  const { document } = request.checked;
  const before = others.filter(({ start }) => start <= at);
  const moved = at + before.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  const position = toRange(edited(document, others), moved, moved).start;
  return { edit, snippet: { before: toTextEdits(document, others), position, text: snippetOf(parts) } };
}

function moved(index: number, name: string | undefined, request: Asked): CopyAnswer {
  const move = moveRecord(request.checked.document, index);
  if (isRefusal(move)) return { told: move.refusal };
  const edit = moveEdit(move, name ?? move.fileName, request);
  return edit ? { edit } : { told: t`Save this file first: the record gets a file beside it.` };
}

/** The edit that makes a file beside the one at hand, and takes the record out of that; undefined where it has no folder. */
function moveEdit(
  { text, edits }: { readonly text: string; readonly edits: readonly TextEdit[] },
  name: string,
  { uri, version, checked: { document } }: Asked,
): WorkspaceEdit | undefined {
  const [folder] = /^[a-z][a-z0-9+.-]*:\/\/.*\//i.exec(uri) ?? [];
  if (folder === undefined) return undefined;
  const own = `${folder}${encodeURIComponent(fileNameOf(visible(name).replaceAll(/[/\\]/g, '-')))}`;
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri: own, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri: own, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
      { textDocument: { uri, version }, edits: toTextEdits(document, edits) },
    ],
  };
}

/** The name of a file of JSON, with an ending by which it is taken where it has none. */
function fileNameOf(name: string): string {
  return /\.json$/i.test(name) ? name : `${name}${defaultExtensions('json')[0]}`;
}

function sorted(indexes: readonly number[], order: FieldOrder, request: Asked): CopyAnswer {
  const { document } = request.checked;
  const outcomes = indexes.map((index) => sortFields(document, index, order));
  const refusals = outcomes.filter(isRefusal);
  const edits = outcomes.flatMap((outcome) => (isRefusal(outcome) ? [] : outcome.edits));
  const [refusal] = refusals;
  if (refusal && refusals.length === indexes.length) return { told: refusal.refusal };
  const left =
    refusals.length === 1
      ? t`1 record with syntax errors was left.`
      : t`${refusals.length} records with syntax errors were left.`;
  const told = refusal ? left : t`The fields are in this order already.`;
  if (edits.length === 0) return { told };
  return { edit: workspaceEdit(request, edits), ...(refusal && { told }) };
}

function shifted(indexes: readonly number[], span: string, request: Asked): CopyAnswer {
  const { document } = request.checked;
  const distance =
    span === 'today' ? distanceToToday(document, indexes, request.host.now()) : parseTimeSpan(span);
  if (distance === undefined)
    return {
      told:
        span === 'today' ? t`No record here has a valid start.` : t`Write a time such as +1 d or -90 min.`,
    };
  const outcome = shiftTimes(document, indexes, distance);
  if (isRefusal(outcome)) return { told: outcome.refusal };
  const { edits, left, records } = outcome;
  const rest =
    left === 0 ? [] : [left === 1 ? t`1 invalid date was left.` : t`${left} invalid dates were left.`];
  if (edits.length === 0)
    return { told: left === 0 ? t`No record here has a date.` : [t`No date was moved.`, ...rest].join(' ') };
  const dates = edits.length === 1 ? t`1 date` : t`${edits.length} dates`;
  const where = records === 1 ? t`1 record` : t`${records} records`;
  const moved = t`Moved ${dates} in ${where} by ${timeSpanInWords(distance)}.`;
  return { edit: workspaceEdit(request, edits), told: [moved, ...rest].join(' ') };
}

function onLines(document: Document, indexes: readonly number[]): CopyAnswer {
  const outcomes = indexes.map((index) => recordOnOneLine(document, index));
  const refusal = outcomes.find(isRefusal);
  if (refusal) return { told: refusal.refusal };
  const lines = outcomes.flatMap((outcome) => (isRefusal(outcome) ? [] : outcome.line));
  const told =
    lines.length === 1 ? t`Copied 1 record on one line.` : t`Copied ${lines.length} records, one a line.`;
  return { lines: lines.join('\n'), told };
}

/**
 * What can be made of the record at a UTF-16 offset, for a menu. A client with commands gets those, in its menu of
 * refactorings alone: it has menus of its own. For all others each is an edit, made when it is chosen, if they can ask for
 * it then. None for a client that knows commands only.
 */
export function copyActions(request: Asked, at: number, only: CodeActionContext['only']): CodeAction[] {
  const { client, uri, checked } = request;
  if (!client.textDocument?.codeAction?.codeActionLiteralSupport) return [];
  const hasCommands = knows(client, 'copyCommands');
  const wants = (kind: string) => only?.some((asked) => isWithin(kind, asked)) ?? !hasCommands;
  if (!wants(REWRITE) && !wants(MOVE)) return [];
  const { document } = checked;
  const index = recordAt(document, at);
  if (index === undefined) return [];
  const position = toRange(document, at, at).start;
  return offersFor(document, index, client).flatMap(({ title, copy, order }) => {
    const kind = copy === 'moveRecord' ? MOVE : REWRITE;
    if (!wants(kind)) return [];
    const action: CodeAction = { title: harmless(title), kind };
    if (hasCommands) {
      // It asks for the order by itself.
      if (order === 'first record') return [];
      return {
        ...action,
        command: { title, command: `interactionData.${copy}`, arguments: [uri, position] },
      };
    }
    const data: CopyData = { uri, copy, at, ...(order && { order }) };
    if (completesEdits(client)) return { ...action, data };
    const { edit } = answerOffer(data, request);
    return edit ? { ...action, edit } : [];
  });
}

interface Offer extends Pick<CopyData, 'copy' | 'order'> {
  readonly title: string;
}

/** What will come of something, without making it. */
function offersFor(document: Document, index: number, client: ClientCapabilities): readonly Offer[] {
  const offers: Offer[] = [];
  const standing = standingOf(document, index);
  const record = wholeRecord(document, index);
  if (isRefusal(record)) return [];
  if (!isRefusal(standing)) {
    const note = standing.kind === 'root' ? t` (the file becomes a list)` : '';
    offers.push({ title: t`Duplicate this record${note}`, copy: 'duplicateRecord' });
    offers.push({ title: t`New record like this one${note}`, copy: 'recordLikeThis' });
    if (replyProblem(record) === undefined)
      offers.push({ title: t`Reply to this record${note}`, copy: 'replyToRecord' });
  }
  const isUnsorted = (order: FieldOrder) => {
    const outcome = sortFields(document, index, order);
    return !isRefusal(outcome) && outcome.edits.length > 0;
  };
  if (isUnsorted('specification'))
    offers.push({ title: t`Sort fields`, copy: 'sortFields', order: 'specification' });
  if (index > 1 && isUnsorted('first record'))
    offers.push({ title: t`Sort fields like the first record`, copy: 'sortFields', order: 'first record' });
  const { documentChanges, resourceOperations } = client.workspace?.workspaceEdit ?? {};
  const createsFiles = documentChanges === true && resourceOperations?.includes('create') === true;
  if (createsFiles && document.count > 2 && !isRefusal(standing))
    offers.push({ title: t`Move this record to its own file`, copy: 'moveRecord' });
  return offers;
}

/** Whether an action is one of these, to be completed. */
export function isCopyAction({ data }: CodeAction): boolean {
  return copyDataOf(data) !== undefined;
}

/** Adds the edit to such an action; where nothing comes of it that is told, and the action stays as it is. */
export function completeCopyAction(action: CodeAction, request: Asked): CodeAction {
  const data = copyDataOf(action.data);
  if (!data) return action;
  const { edit, told } = answerOffer(data, request);
  if (!edit && told !== undefined) request.tell(told);
  return edit ? { ...action, edit } : action;
}

function copyDataOf(data: unknown): CopyData | undefined {
  const { uri, copy, at, order } = (data ?? {}) as Partial<Record<keyof CopyData, unknown>>;
  const kind = copyKinds.find((one) => one === copy);
  if (typeof uri !== 'string' || !kind || typeof at !== 'number' || !Number.isInteger(at)) return undefined;
  return { uri, copy: kind, at, order: order === 'first record' ? order : 'specification' };
}

function answerOffer({ uri, copy, order, at }: CopyData, request: Asked): CopyAnswer {
  const range = toRange(request.checked.document, at, at);
  return answerCopy({ textDocument: { uri }, ranges: [range], kind: copy, ...(order && { order }) }, request);
}
