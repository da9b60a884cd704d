import { spawn } from 'node:child_process';

/**
 * The environment of the processes that are measured: this one's without NODE_EXTRA_CA_CERTS, which makes each Node
 * read certificates as it starts (90 ms), and without NODE_OPTIONS, which could load anything.
 */
export function childEnvironment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...environment } = process.env;
  return environment;
}

/** How a process ended. */
export interface Ended {
  readonly stdout: string;
  readonly exitCode: number | null;
  /** From just before it was started to its end with all output read, in milliseconds. */
  readonly milliseconds: number;
}

/**
 * Runs Node with these arguments to its end.
 *
 * @throws where it ends with another code than the expected ones; the message has the end of its standard error.
 */
export async function runNode(
  nodeArguments: readonly string[],
  expectedCodes: readonly number[] = [0],
): Promise<Ended> {
  const start = performance.now();
  const child = spawn(process.execPath, nodeArguments, {
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => stdout.push(data));
  child.stderr.on('data', (data: Buffer) => stderr.push(data));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const milliseconds = performance.now() - start;
  if (exitCode === null || !expectedCodes.includes(exitCode)) {
    throw new Error(`${nodeArguments.join(' ')} ended with ${exitCode}:\n${shortened(stderr)}`);
  }
  return { stdout: Buffer.concat(stdout).toString(), exitCode, milliseconds };
}

/** The last lines of what a process wrote, without the long lines of a minified bundle. */
export function shortened(output: readonly Buffer[]): string {
  const lines = Buffer.concat(output).toString().trimEnd().split('\n').slice(-15);
  return lines.map((line) => (line.length > 200 ? `${line.slice(0, 200)} …` : line)).join('\n');
}
