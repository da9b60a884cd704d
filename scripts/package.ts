// `npm run package`: builds the extension and packs it into a .vsix file in the project's folder.
import { statSync } from 'node:fs';
import { build } from './build';
import { runMain } from './editor/cleanup';
import { projectFolder } from './editor/paths';
import { makeVsix } from './editor/vsix';

runMain(async () => {
  await build();
  const file = await makeVsix(projectFolder);
  console.log(`${file} (${Math.ceil(statSync(file).size / 1024)} KB)`);
});
