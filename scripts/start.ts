// `npm start`: builds the extension and opens an editor with it on examples/.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from './build';
import { onEnd, runMain } from './editor/cleanup';
import { type EditorInstall, ensureEditor, type ServerEditor } from './editor/install';
import { startWithInstalled } from './editor/installed';
import { projectFolder } from './editor/paths';

const examples = join(projectFolder, 'examples');

runMain(async () => {
  const say = (line: string): void => console.log(line);
  const port = chosenPort();
  say('Building the extension …');
  await build();
  const editor: EditorInstall = await ensureEditor(say);
  if (editor.kind === 'desktop') await openOnDesktop(editor.executable);
  else await openInBrowser(editor, port);
});

/** Opens a window of desktop VS Code in the person's own profile and stays until it is closed. */
async function openOnDesktop(executable: string): Promise<void> {
  console.log(`Opening ${examples} in ${executable}. Ctrl-C closes it.`);
  const window = spawn(
    executable,
    ['--new-window', `--extensionDevelopmentPath=${projectFolder}`, examples],
    { stdio: 'ignore' },
  );
  onEnd(() => void window.kill());
  await once(window, 'close');
}

/** Starts the VS Code server, says where it is, and stays until Ctrl-C. */
async function openInBrowser(editor: ServerEditor, port: number | undefined): Promise<void> {
  const server = await startWithInstalled(editor, { port }).catch((error: Error) => {
    const other =
      port === undefined ? '' : '\nIs the port in use? INTERACTION_DATA_PORT chooses another one.';
    throw new Error(`${error.message}${other}`);
  });
  const address = server.address({ workspaceFolder: examples });
  console.log(`
VS Code with the extension is ready. Open this address in a browser on this machine, and keep it to yourself:

  ${address}

Start with mistakes.phonecalls.json. Ctrl-C ends it.
`);
  await server.ended;
  throw new Error('The VS Code server has ended by itself.');
}

/** The port that INTERACTION_DATA_PORT asks for; undefined where any free one will do. */
function chosenPort(): number | undefined {
  const asked = process.env.INTERACTION_DATA_PORT;
  if (!asked) return undefined;
  const port = Number(asked);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`INTERACTION_DATA_PORT is ${asked}, and that is no port: give a number from 1 to 65535.`);
}
