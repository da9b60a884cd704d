// `npm run package`: builds, and packs the extension into a .vsix file and the command line into a package of npm, both in the
// project's folder.
import { statSync } from 'node:fs';
import { build } from './build';
import { makeCommandPackage } from './command-package';
import { runMain } from './editor/cleanup';
import { projectFolder } from './editor/paths';
import { makeVsix } from './editor/vsix';

runMain(async () => {
  await build();
  for (const file of [await makeVsix(projectFolder), makeCommandPackage(projectFolder)])
    console.log(`${file} (${Math.ceil(statSync(file).size / 1024)} KB)`);
});
