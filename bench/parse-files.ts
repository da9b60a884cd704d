// What nobody can do without who looks into JSON files: read them, however deep they lie, and parse them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '.'] = process.argv.slice(2);
let count = 0;
parseAll(folder);
process.stdout.write(`${count}\n`);

function parseAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) parseAll(path);
    else if (JSON.parse(readFileSync(path, 'utf8')) !== null) count++;
  }
}
