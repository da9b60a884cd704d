// The floor of any command line on many files: Node starts and reads them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '.'] = process.argv.slice(2);
let length = 0;
for (const name of readdirSync(folder)) length += readFileSync(join(folder, name), 'utf8').length;
process.stdout.write(`${length}\n`);
