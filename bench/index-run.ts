// What an index keeps of closed files: it runs under `node --expose-gc` and prints bytes for each byte of text. Argument: a folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../server/engine';

const [folder = '.'] = process.argv.slice(2);
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);
const engine = createEngine();
const { index, judging } = engine.amongRecords(() => true);
// What is made for the first file stays, however many there are.
let bytes = 0;
put(names[0] as string);
const before = used();
for (const name of names) put(name);
for (const _ of judging());
const kept = used() - before;
// Asked for after that, so that it is there until then.
process.stdout.write(JSON.stringify({ files: index.fileCount(), bytes, perByte: kept / bytes }));

function put(name: string): void {
  const text = readFileSync(join(folder, name));
  const withEnd = new Uint8Array(text.length + 1);
  withEnd.set(text);
  const look = engine.lookAtRecords(withEnd, 'json');
  if (!look) throw new Error(`${name} cannot be read fast.`);
  index.putRecords(`file:///${name}`, look.said);
  bytes += text.length;
}

function used(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
