import { type Context, type Measurement, type Size, validRecordAt } from './context';
import { memoryOf } from './memory';
import { type Server, startSession } from './session';

/** How many letters are typed before the memory is looked at: enough for garbage to be collected. */
const LETTERS = 5;

/** Resident memory with a large file open. */
export const measureMemory: Measurement = {
  name: 'memory',
  title: 'resident memory',
  series: ['memory peak', 'memory after typing'],
  async run(context) {
    const { servers, figures, say } = context;
    if (memoryOf(process.pid) === undefined) {
      figures.note('Memory was not measured: only Linux tells it in /proc.');
      return;
    }
    const large = context.sizes.filter(({ bytes }) => bytes >= 10 * 2 ** 20);
    for (const size of large) {
      const rounds = context.rounds(2);
      say(`memory at ${size.name}: ${rounds} rounds`);
      for (let round = 0; round < rounds; round++) {
        for (const server of [servers.ours, servers.pull, servers.bare]) await use(context, size, server);
      }
    }
  },
};

/** A working session in a process of its own: open, hover, complete, type. */
async function use({ file: fileOf, workspace, figures, servers }: Context, size: Size, server: Server) {
  const file = fileOf(size, 'array');
  const session = await startSession(server, workspace);
  await session.open(file);
  if (server !== servers.bare) {
    const record = validRecordAt(file, 1 / 2);
    const position = file.positionOf(file.fieldValue(record, 'subject') + 1);
    await session.ask(file, 'textDocument/hover', { position });
    await session.ask(file, 'textDocument/completion', { position });
    for (let letter = 0; letter < LETTERS; letter++) {
      await session.changeSilently(file, { range: { start: position, end: position }, text: 'x' }, position);
    }
  }
  const memory = memoryOf(session.client.pid);
  if (memory) {
    figures.add('memory peak', size.name, server.title, memory.peak);
    figures.add('memory after typing', size.name, server.title, memory.now);
  }
  await session.end();
}
