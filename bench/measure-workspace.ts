import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../scripts/editor/paths';
import { bundle } from './bundle';
import { clientCapabilities } from './capabilities';
import { type Client, notification, startClient } from './client';
import type { Context, Measurement } from './context';
import { smallFiles } from './fixtures';
import { runNode } from './processes';

const FILES = 10_000;
/** Each of about 1 KB, so that all files together have 100 MB. */
const RECORDS_IN_FILE = 10;
const FILES_IN_FOLDER = 100;

/** How often each thing is asked, without those that only warm up. */
const REQUESTS = 10;

/** Closed files: a workspace of which all problems are told, beside the command line on the same files. */
export const measureWorkspace: Measurement = {
  name: 'workspace',
  title: 'a workspace of 10,000 files',
  series: ['workspace', 'workspace memory'],
  async run({ folder, figures, servers, rounds: roundsOf, say }) {
    const rounds = roundsOf(5);
    const work = join(folder, 'workspace');
    say(`workspace: ${rounds} rounds and one to warm up the disk's cache`);
    const { names, invalid } = makeWorkspace(work);
    const indexing = ['--expose-gc', await bundle('index-run', folder), work];
    // What the engine itself has made meanwhile is in the figure, and differs by a hundredth.
    for (let run = 0; run < INDEX_RUNS; run++) {
      const { stdout: indexed } = await runNode(indexing);
      const { files, perByte } = JSON.parse(indexed) as { readonly files: number; readonly perByte: number };
      if (files !== names.length) throw new Error(`The index has ${files} files.`);
      figures.add('workspace memory', '10,000 files', 'index', perByte);
    }
    // The server reads on one core.
    const commandLine = [join(projectFolder, 'dist/cli.js'), 'check', '--jobs', '1', work];
    for (let round = 0; round <= rounds; round++) {
      const { milliseconds, stdout } = await runNode(commandLine, [1]);
      const found = new Set(stdout.match(/calls-\d{4,}/g)).size;
      if (found !== invalid.size) throw new Error(`check found ${found} files instead of ${invalid.size}.`);
      const told = await timeUntilTold(
        servers.ours,
        work,
        names[0] as string,
        invalid,
        (what, milliseconds) => {
          if (round > 0) figures.add('workspace', what, 'ours', milliseconds);
        },
      );
      if (round === 0) continue;
      figures.add('workspace', '10,000 files', 'check', milliseconds);
      figures.add('workspace', '10,000 files', 'ours', told);
    }
  },
};

const INDEX_RUNS = 9;

/** Writes the files, and returns their paths and which of them have a problem. */
function makeWorkspace(work: string): {
  readonly names: readonly string[];
  readonly invalid: ReadonlySet<string>;
} {
  const names: string[] = [];
  const invalid = new Set<string>();
  for (const file of smallFiles(FILES, () => RECORDS_IN_FILE)) {
    const inFolder = join(work, String(Math.floor(names.length / FILES_IN_FOLDER)).padStart(3, '0'));
    if (names.length % FILES_IN_FOLDER === 0) mkdirSync(inFolder, { recursive: true });
    const path = join(inFolder, file.name);
    writeFileSync(path, file.text);
    names.push(path);
    if (file.invalid > 0) invalid.add(path);
  }
  return { names, invalid };
}

/** From the first problems of an open file to those of the last closed one, in milliseconds. */
async function timeUntilTold(
  { title, command }: Context['servers']['ours'],
  work: string,
  first: string,
  invalid: ReadonlySet<string>,
  add: (what: string, milliseconds: number) => void,
): Promise<number> {
  const client = startClient(title, command);
  await greet(client, work);
  const uri = pathToFileURL(first).href;
  const due = new Set([...invalid].map((path) => pathToFileURL(path).href));
  let start = 0;
  const all = client.next<{ uri: string; diagnostics: unknown[] }>(
    'textDocument/publishDiagnostics',
    (published) => {
      if (start === 0) start = performance.now();
      if (published.diagnostics.length > 0) due.delete(published.uri);
      return due.size === 0;
    },
  );
  const text = readFileSync(first, 'utf8');
  client.send(
    notification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'interaction-json', version: 1, text },
    }),
  );
  const { at } = await all;
  const before = text.slice(0, text.indexOf('"parent_id": "') + '"parent_id": "'.length).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  for (let time = -REQUESTS; time < REQUESTS; time++) {
    for (const what of ['hover', 'definition', 'references']) {
      const params = { textDocument: { uri }, position, context: { includeDeclaration: true } };
      const { message, answer } = client.request(`textDocument/${what}`, params);
      const asked = client.send(message);
      const { content, at: answered } = await answer;
      if (!content || (Array.isArray(content) && content.length === 0))
        throw new Error(`The answer to ${what} is empty.`);
      // The first ones may come before what was found is sorted in.
      if (time >= 0) add(what, answered - asked);
    }
  }
  await client.end();
  return at - start;
}

async function greet(client: Client, work: string): Promise<void> {
  const uri = pathToFileURL(work).href;
  const { message, answer } = client.request('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'workspace' }],
    capabilities: clientCapabilities,
    initializationOptions: { interactionData: { validate: 'workspace' } },
  });
  client.send(message);
  await answer;
  client.send(notification('initialized', {}));
}
