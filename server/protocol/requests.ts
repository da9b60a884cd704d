import type { Connection } from 'vscode-languageserver';
import type { AnswerContext } from './answer-context';
import type { Answers } from './answers';
import { guarded } from './log-error';

interface AboutFile {
  readonly textDocument: { readonly uri: string };
}

async function loadAnswers(context: AnswerContext): Promise<Answers> {
  // Editors ask as soon as a file is open. What has been queued to read it comes first.
  await new Promise((resolve) => setImmediate(resolve));
  const { createAnswers } = await import('./answers');
  return createAnswers(context);
}

/**
 * Answers the client's requests about open files. What makes the answers is loaded by the first request: whoever opens
 * a file waits for its findings and for nothing else.
 */
export function answerRequests(connection: Connection, context: AnswerContext): void {
  let loading: Promise<Answers> | undefined;

  connection.onHover(answered('hover', (answers) => answers.hover));
  connection.onCompletion(answered('completion', (answers) => answers.completion));
  connection.onCodeAction(answered('codeAction', (answers) => answers.codeAction));
  connection.onDocumentSymbol(answered('documentSymbol', (answers) => answers.documentSymbol));
  connection.onFoldingRanges(answered('foldingRange', (answers) => answers.foldingRange));
  connection.onSelectionRanges(answered('selectionRange', (answers) => answers.selectionRange));
  connection.onDocumentLinks(answered('documentLink', (answers) => answers.documentLink));
  connection.onDocumentFormatting(answered('formatting', (answers) => answers.formatting));
  connection.onDocumentRangeFormatting(answered('rangeFormatting', (answers) => answers.rangeFormatting));
  connection.onCodeActionResolve(
    guarded(
      connection,
      'codeAction/resolve',
      (action) => action,
      async (action) => (await load()).completeAction(action),
    ),
  );

  /**
   * A handler that gives what one of the answers does, and null where that fails, which is logged, or where the file is
   * not open or none of ours, or is no longer the same when the answers are loaded.
   */
  function answered<Params extends AboutFile, Answer>(
    method: string,
    choose: (answers: Answers) => (params: Params) => Promise<Answer | null>,
  ): (params: Params) => Promise<Answer | null> {
    return guarded<Params, Answer | null>(
      connection,
      method,
      () => null,
      async (params) => {
        const { uri } = params.textDocument;
        const before = context.files.get(uri);
        await context.files.decided(uri);
        const file = context.files.get(uri);
        if (file === undefined || (before ?? file) !== file) return null;
        const answers = await load();
        return context.files.get(uri) === file ? choose(answers)(params) : null;
      },
    );
  }

  function load(): Promise<Answers> {
    loading ??= loadAnswers(context);
    return loading;
  }
}
