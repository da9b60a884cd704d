import { build } from './build';
import { runMain } from './editor/cleanup';
import { runEditorSuite } from './editor/run-suite';

runMain(async () => {
  await build();
  console.log(await runEditorSuite());
});
