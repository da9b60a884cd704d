import { readArguments, UsageError } from '../arguments';
import { run } from '../run';

/**
 * Runs `interaction-data lsp --stdio`: the language server, on standard input and output. It ends the process itself
 * when its client asks for that or goes away.
 */
export function runLsp(words: readonly string[]): Promise<void> {
  return run(() => lsp(words), 'lsp');
}

/** @throws UsageError */
async function lsp(words: readonly string[]): Promise<undefined> {
  // Clients name their process, so that a server whose client has died can end.
  const { operands, options } = readArguments(words, { stdio: 'switch', clientProcessId: 'value' });
  if (operands.length > 0)
    throw new UsageError(`lsp takes no operands, but ${JSON.stringify(operands[0])} is there.`);
  if (!options.has('stdio'))
    throw new UsageError('The server speaks over standard input and output only: add --stdio.');
  const { startServer } = await import('../../hosts/node/main');
  startServer();
  return undefined;
}
