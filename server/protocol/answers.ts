import type {
  CodeAction,
  CodeActionParams,
  CodeActionTriggerKind,
  CompletionList,
  CompletionParams,
  DocumentFormattingParams,
  DocumentLink,
  DocumentLinkParams,
  DocumentRangeFormattingParams,
  DocumentSymbol,
  DocumentSymbolParams,
  FoldingRange,
  FoldingRangeParams,
  Hover,
  HoverParams,
  Position,
  TextEdit as ProtocolTextEdit,
  Range,
  SelectionRange,
  SelectionRangeParams,
  SymbolInformation,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import { offsetAt } from '../document/positions';
import type { KnownFixes } from '../features/actions';
import { complete } from '../features/complete/complete';
import { folding, type RecordFolds } from '../features/folding';
import { format } from '../features/format';
import { hover } from '../features/hover/hover';
import { type ChunkLinks, links } from '../features/links';
import { MOST_SYMBOLS, outline, type Titles } from '../features/outline';
import { selectionRanges } from '../features/selection';
import { type ActionRequest, codeActions, completeAction, uriOf } from './actions';
import type { AnswerContext } from './answer-context';
import { indentUnitOf, occasionOf, toCompletionItem } from './completion-items';
import type { FileConfiguration } from './configuration';
import { fromRange, markup, rangeReader, toRange, toTextEdits } from './convert';
import { toDocumentSymbol, toSymbolInformation } from './symbols';

/** The answers to a client's requests, null where there is nothing to say: each is one function of a feature. */
export interface Answers {
  readonly hover: (params: HoverParams) => Promise<Hover | null>;
  readonly completion: (params: CompletionParams) => Promise<CompletionList | null>;
  readonly codeAction: (params: CodeActionParams) => Promise<CodeAction[] | null>;
  /** The action with its edit; as it is where it is none of ours. */
  readonly completeAction: (action: CodeAction) => Promise<CodeAction>;
  readonly documentSymbol: (
    params: DocumentSymbolParams,
  ) => Promise<DocumentSymbol[] | SymbolInformation[] | null>;
  readonly foldingRange: (params: FoldingRangeParams) => Promise<FoldingRange[] | null>;
  readonly selectionRange: (params: SelectionRangeParams) => Promise<SelectionRange[] | null>;
  readonly documentLink: (params: DocumentLinkParams) => Promise<DocumentLink[] | null>;
  readonly formatting: (params: DocumentFormattingParams) => Promise<ProtocolTextEdit[] | null>;
  readonly rangeFormatting: (params: DocumentRangeFormattingParams) => Promise<ProtocolTextEdit[] | null>;
}

/** More steps of an expanding selection than anybody takes; nested in each other they would overflow the stack. */
const MOST_SELECTIONS = 200;

/** Makes the answers from the open files. */
export function createAnswers({
  files,
  configuration,
  host,
  engine,
  client,
  status,
  tell,
}: AnswerContext): Answers {
  // What was made of a record is used again until the record itself changes.
  const titles: Titles = new WeakMap();
  const folds: RecordFolds = new WeakMap();
  const knownLinks: ChunkLinks = new WeakMap();
  const knownFixes: KnownFixes = new WeakMap();

  return {
    hover: (params) =>
      withConfiguration(around(params), ({ checked }, { severityOf }) => {
        const found = hover(checked, offsetAt(checked.document, params.position), severityOf);
        if (!found) return null;
        const { markdown, start, end } = found;
        return {
          contents: markup(markdown, client().textDocument?.hover?.contentFormat),
          range: toRange(checked.document, start, end),
        };
      }),

    completion: (params) =>
      withFile(around(params), ({ checked: { document }, isFirstLook }) => {
        const offset = offsetAt(document, params.position);
        const occasion = occasionOf(document, offset, params.context, isFirstLook);
        const items = complete(document, offset, {
          now: host.now(),
          occasion,
          indentUnit: indentUnitOf(client()),
        });
        return {
          // A list that opened by itself closes by itself. One that was asked for would stay though nothing in it fits.
          isIncomplete: occasion !== 'typing',
          items: items.map((item) => toCompletionItem(document, item, client())),
        };
      }),

    codeAction: (params) =>
      withConfiguration({ uri: params.textDocument.uri, position: params.range.end }, (file, ofFile) => {
        const { start, end } = fromRange(file.checked.document, params.range);
        const { only, triggerKind } = params.context;
        return codeActions(actionRequest(file, ofFile), start, end, only, triggerKind !== AUTOMATIC);
      }),

    async completeAction(action) {
      // What a client hands back may be anything.
      const uri = uriOf((action as CodeAction | null)?.data);
      if (uri === undefined) return action;
      const completed = await withConfiguration({ uri }, (file, ofFile) =>
        completeAction(action, actionRequest(file, ofFile)),
      );
      return completed ?? action;
    },

    documentSymbol: (params) =>
      withFile(params.textDocument, ({ uri, checked: { document } }) => {
        const { symbols, isCut } = outline(document, undefined, titles);
        status.outlined(uri, isCut ? MOST_SYMBOLS : null);
        if (!client().textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport) {
          return toSymbolInformation(uri, document, symbols);
        }
        const rangeOf = rangeReader(document);
        return symbols.map((symbol) => toDocumentSymbol(document, symbol, rangeOf));
      }),

    foldingRange: (params) =>
      withFile(params.textDocument, ({ checked: { document } }) => [
        ...folding(document, client().textDocument?.foldingRange?.rangeLimit, folds),
      ]),

    selectionRange: (params) =>
      withFile(params.textDocument, ({ checked: { document } }) => {
        const rangeOf = rangeReader(document);
        return params.positions.map((position) => {
          const spans = selectionRanges(document, offsetAt(document, position));
          const kept = [
            ...spans.slice(0, MOST_SELECTIONS - 1),
            ...spans.slice(MOST_SELECTIONS - 1).slice(-1),
          ];
          return nested(
            kept.map((span) => rangeOf(span.start, span.end)),
            position,
          );
        });
      }),

    documentLink: (params) =>
      withFile(params.textDocument, ({ checked: { document } }) => {
        const rangeOf = rangeReader(document);
        return links(document, undefined, knownLinks).map(({ start, end, target }) => ({
          range: rangeOf(start, end),
          target,
        }));
      }),

    formatting: ({ textDocument, options }) =>
      withFile(textDocument, async ({ checked: { document } }) => {
        // The formatter is a package of its own: it is loaded by the first who formats.
        const { layOut } = await import('../features/json-layout');
        return toTextEdits(document, format(document, layOut, options));
      }),

    rangeFormatting: ({ textDocument, options, range }) =>
      withFile(textDocument, async ({ checked: { document } }) => {
        const { layOut } = await import('../features/json-layout');
        return toTextEdits(document, format(document, layOut, options, fromRange(document, range)));
      }),
  };

  /**
   * Returns what `respond` makes of the newest version of a file; of a large one that is still being read, as far as the
   * records around the position need it. Null for a file that is not open.
   */
  async function withFile<Answer>(
    { uri, position }: Target,
    respond: (file: File) => Answer | Promise<Answer>,
  ): Promise<Answer | null> {
    const file = files.get(uri);
    if (file === undefined) return null;
    const isFirstLook = file.isFirstLook();
    const checked = await (position ? file.checkedAround(position) : file.checked());
    if (checked === undefined) return null;
    const version = file.version();
    const how = file.howRead();
    const isCurrent = () => files.get(uri) === file && file.version() === version && file.howRead() === how;
    return respond({ uri: file.uri, version, checked, isCurrent, isFirstLook });
  }

  /** The same with the file's configuration. It is asked for first: the text is the newest when that has come. */
  async function withConfiguration<Answer>(
    target: Target,
    respond: (file: File, ofFile: FileConfiguration) => Answer | Promise<Answer>,
  ): Promise<Answer | null> {
    const file = files.get(target.uri);
    if (file === undefined) return null;
    file.isFirstLook();
    const ofFile = await configuration.of(file.uri);
    return withFile(target, (file) => respond(file, ofFile));
  }

  function actionRequest(file: File, { severityOf }: FileConfiguration): ActionRequest {
    const { rulesPage } = host;
    return { ...file, engine, severityOf, now: host.now(), knownFixes, rulesPage, client: client(), tell };
  }
}

/** How the protocol says that a client asks by itself, as for a light bulb. */
const AUTOMATIC: CodeActionTriggerKind = 2;

/** What a request is about: a file, or the records around a position in it. */
interface Target {
  readonly uri: string;
  readonly position?: Position;
}

/** A file as answers see it. */
interface File {
  /** As it was spelt when it was opened. */
  readonly uri: string;
  readonly version: number;
  readonly checked: CheckedDocument;
  /** Whether that is still the version of now, and how it is read. */
  readonly isCurrent: () => boolean;
  /** Whether nobody has asked for that version before. */
  readonly isFirstLook: boolean;
}

function around({ textDocument, position }: TextDocumentPositionParams): Target {
  return { uri: textDocument.uri, position };
}

/** Ranges from the innermost outwards as the protocol nests them. */
function nested(ranges: readonly Range[], position: Position): SelectionRange {
  const innermost = ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => (parent ? { range, parent } : { range }),
    undefined,
  );
  return innermost ?? { range: { start: position, end: position } };
}
