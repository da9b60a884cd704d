import { join } from 'node:path';
import { projectFolder } from '../scripts/editor/paths';
import type { Measurement } from './context';
import { runNode } from './processes';

/** What the extension costs VS Code where a JSON file of somebody else is open: in fresh processes, with a stub of its API. */
export const measureClient: Measurement = {
  name: 'client',
  title: "somebody else's JSON file",
  series: ['foreign file, time', 'foreign file, memory'],
  async run({ figures, rounds: roundsOf, say }) {
    const rounds = roundsOf(25);
    say(`somebody else's JSON file: ${rounds} rounds and two to warm up the disk's cache`);
    const stub = join(projectFolder, 'test/support/vscode-stub.cjs');
    const client = join(projectFolder, 'dist/client.js');
    const documents = [{ path: '/work/data/a.json', text: '{"name": "anything"}' }];
    for (let round = -2; round < rounds; round++) {
      const { stdout } = await runNode(['--expose-gc', stub, client, JSON.stringify({ documents })]);
      const { milliseconds, bytes } = JSON.parse(stdout);
      if (round < 0) continue;
      figures.add('foreign file, time', 'a JSON file', 'ours', milliseconds);
      figures.add('foreign file, memory', 'a JSON file', 'ours', bytes);
    }
  },
};
