// What a command line on the JSON language service would be: it checks the files of a folder with our schema.
// Prints a line for each finding, and ends with 1 where there are any.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';
import schema from '../schemas/phone-call-interaction.schema.json';

const [folder = '.'] = process.argv.slice(2);
const service = getLanguageService({});
service.configure({
  schemas: [{ uri: schema.$id, fileMatch: ['*.json'], schema: schema as never }],
});
void run();

async function run(): Promise<void> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const document = TextDocument.create(`file://${path}`, 'json', 1, readFileSync(path, 'utf8'));
    const findings = await service.doValidation(document, service.parseJSONDocument(document));
    for (const { range, message } of findings) {
      process.stdout.write(`${name}:${range.start.line + 1}:${range.start.character + 1} ${message}\n`);
      process.exitCode = 1;
    }
  }
}
