import type { ClientCapabilities, Connection, SelectionRange } from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import { offsetAt } from '../document/positions';
import { complete } from '../features/complete/complete';
import { folding, type RecordFolds } from '../features/folding';
import { hover } from '../features/hover/hover';
import { type ChunkLinks, links } from '../features/links';
import { outline, type Titles } from '../features/outline';
import { selectionRanges } from '../features/selection';
import { type ActionRequest, codeActions, completeAction, uriOf } from './actions';
import { toCompletionItem } from './completion-items';
import type { Configuration, FileConfiguration } from './configuration';
import { fromRange, markupKind, toRange, toTextEdit } from './convert';
import type { Files } from './files';
import type { Host } from './host';
import { logError } from './log-error';
import { toDocumentSymbol, toSymbolInformation } from './symbols';

/** More steps of an expanding selection than anybody takes; nested in each other they would overflow the stack. */
const MOST_SELECTIONS = 200;

/** Answers the client's requests about open files, each with one function of a feature. */
export function answerRequests(
  connection: Connection,
  files: Files,
  configuration: Configuration,
  host: Host,
  client: () => ClientCapabilities,
): void {
  // What was made of a record is used again until the record itself changes.
  const titles: Titles = new WeakMap();
  const folds: RecordFolds = new WeakMap();
  const knownLinks: ChunkLinks = new WeakMap();

  connection.onHover((params) =>
    answerConfigured('hover', params.textDocument.uri, null, ({ checked }, { severityOf }) => {
      const found = hover(checked, offsetAt(checked.document, params.position), severityOf);
      if (!found) return null;
      const { markdown, start, end } = found;
      return {
        contents: { kind: markupKind(client().textDocument?.hover?.contentFormat), value: markdown },
        range: toRange(checked.document, start, end),
      };
    }),
  );

  connection.onCompletion((params) =>
    answer('completion', params.textDocument.uri, null, ({ checked: { document } }) => {
      const items = complete(document, offsetAt(document, params.position), { now: host.now() });
      const support = client().textDocument?.completion?.completionItem;
      return { isIncomplete: false, items: items.map((item) => toCompletionItem(document, item, support)) };
    }),
  );

  connection.onCodeAction((params) =>
    answerConfigured('codeAction', params.textDocument.uri, null, (file, ofFile) => {
      const { start, end } = fromRange(file.checked.document, params.range);
      return codeActions(actionRequest(file, ofFile), start, end, params.context.only);
    }),
  );

  connection.onCodeActionResolve((action) => {
    const uri = uriOf(action.data);
    if (uri === undefined) return action;
    return answerConfigured('codeAction/resolve', uri, action, (file, ofFile) =>
      completeAction(action, actionRequest(file, ofFile)),
    );
  });

  connection.onDocumentSymbol((params) =>
    answer('documentSymbol', params.textDocument.uri, null, ({ uri, checked: { document } }) => {
      const { symbols } = outline(document, undefined, titles);
      return client().textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport
        ? symbols.map((symbol) => toDocumentSymbol(document, symbol))
        : toSymbolInformation(uri, document, symbols);
    }),
  );

  connection.onFoldingRanges((params) =>
    answer('foldingRange', params.textDocument.uri, null, ({ checked: { document } }) => [
      ...folding(document, client().textDocument?.foldingRange?.rangeLimit, folds),
    ]),
  );

  connection.onSelectionRanges((params) =>
    answer('selectionRange', params.textDocument.uri, null, ({ checked: { document } }) =>
      params.positions.map((position) => {
        const spans = selectionRanges(document, offsetAt(document, position));
        const kept = [...spans.slice(0, MOST_SELECTIONS - 1), ...spans.slice(MOST_SELECTIONS - 1).slice(-1)];
        return nested(
          kept.map((span) => toRange(document, span.start, span.end)),
          position,
        );
      }),
    ),
  );

  connection.onDocumentLinks((params) =>
    answer('documentLink', params.textDocument.uri, null, ({ checked: { document } }) =>
      links(document, undefined, knownLinks).map(({ start, end, target }) => ({
        range: toRange(document, start, end),
        target,
      })),
    ),
  );

  connection.onDocumentFormatting((params) =>
    answer('formatting', params.textDocument.uri, null, async ({ checked: { document } }) => {
      // The formatter brings the JSON language service with it: it is loaded by the first who formats.
      const { format } = await import('../features/format');
      return format(document, params.options).map((edit) => toTextEdit(document, edit));
    }),
  );

  connection.onDocumentRangeFormatting((params) =>
    answer('rangeFormatting', params.textDocument.uri, null, async ({ checked: { document } }) => {
      const { format } = await import('../features/format');
      const range = fromRange(document, params.range);
      return format(document, params.options, range).map((edit) => toTextEdit(document, edit));
    }),
  );

  /** A file as requests see it. */
  interface File {
    readonly uri: string;
    readonly version: number;
    readonly checked: CheckedDocument;
  }

  /**
   * Gives what `respond` makes of the newest version of a file. For a file that is not open, and where it fails
   * (which is logged), the answer is `empty`: one failing request must not cost the user the others.
   */
  async function answer<Result>(
    method: string,
    uri: string,
    empty: Result,
    respond: (file: File) => Result | Promise<Result>,
  ): Promise<Result> {
    const file = files.get(uri);
    if (file === undefined) return empty;
    try {
      const checked = await file.checked();
      if (checked === undefined) return empty;
      return await respond({ uri, version: file.version(), checked });
    } catch (error) {
      logError(connection, method, error);
      return empty;
    }
  }

  /** The same with the file's configuration. It is asked for first: the text is the newest when that has come. */
  async function answerConfigured<Result>(
    method: string,
    uri: string,
    empty: Result,
    respond: (file: File, ofFile: FileConfiguration) => Result | Promise<Result>,
  ): Promise<Result> {
    if (files.get(uri) === undefined) return empty;
    const ofFile = await configuration.of(uri);
    return answer(method, uri, empty, (file) => respond(file, ofFile));
  }

  function actionRequest(file: File, { severityOf }: FileConfiguration): ActionRequest {
    const { rulesPage } = host;
    return { ...file, severityOf, now: host.now(), rulesPage, client: client() };
  }
}

/** Ranges from the innermost outwards as the protocol nests them. */
function nested(
  ranges: readonly SelectionRange['range'][],
  position: SelectionRange['range']['start'],
): SelectionRange {
  const innermost = ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => (parent ? { range, parent } : { range }),
    undefined,
  );
  return innermost ?? { range: { start: position, end: position } };
}
