import { type ChildProcess, spawn } from 'node:child_process';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { bundles } from './bundle';

/** The bundled server over a pipe, without anything that a client does by itself. */
export interface RawServer {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  /** How the process ended. */
  readonly ended: Promise<number | null>;
  /** What it wrote to standard error. */
  readonly errors: () => string;
}

/** Starts the server; nothing is sent. Its process ends with the test. */
export async function startRaw(
  context: { readonly after: (end: () => void) => void },
  nodeOptions: readonly string[] = [],
): Promise<RawServer> {
  const { server } = await bundles();
  const child = spawn(process.execPath, [...nodeOptions, server, '--stdio']);
  context.after(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const reader = new StreamMessageReader(child.stdout);
  reader.partialMessageTimeout = 0;
  const connection = createMessageConnection(reader, new StreamMessageWriter(child.stdin));
  connection.listen();
  return { process: child, connection, ended, errors: () => errors };
}
