// The floor of checking files with a schema: JSON.parse and a compiled Ajv schema, without places or fixes.
// Prints a line for each finding, and ends with 1 where there are any.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSchema } from './ajv-schema';

const [folder = '.'] = process.argv.slice(2);
const validate = compileSchema();

for (const name of readdirSync(folder)) {
  if (validate(JSON.parse(readFileSync(join(folder, name), 'utf8')))) continue;
  process.exitCode = 1;
  for (const { instancePath, message } of validate.errors ?? []) {
    process.stdout.write(`${name}${instancePath} ${message}\n`);
  }
}
