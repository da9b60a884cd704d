import { inTurn, type Measurement } from './context';
import { expectFindings } from './expect';
import { makeFixture } from './fixtures';
import { runNode } from './processes';
import { startSession } from './session';
import { textFile } from './text-file';

/** Bytes of the file that is opened first: it holds two records, of which one has a finding. */
const SMALL = 2600;

/** From the start of a server's process to the first findings of a small file. */
export const measureStart: Measurement = {
  name: 'start',
  title: 'cold start to first problems',
  series: ['cold start'],
  async run({ workspace, figures, servers, rounds: roundsOf, say }) {
    const rounds = roundsOf(25);
    const file = textFile('small.phonecalls.json', 'array', makeFixture(SMALL, 'array'));
    say(`cold start: ${rounds} rounds and two to warm up the disk's cache`);
    for (let round = -2; round < rounds; round++) {
      for (const server of inTurn([servers.ours, servers.bare, servers.pull], round)) {
        const session = await startSession(server, workspace);
        const { content, at } = await session.open(file);
        if (server !== servers.bare) expectFindings(server, file, content);
        if (round >= 0) figures.add('cold start', 'small file', server.title, at - session.client.started);
        await session.end();
      }
      const { milliseconds } = await runNode(['-e', '0']);
      if (round >= 0) figures.add('cold start', 'small file', 'empty Node', milliseconds);
    }
  },
};
