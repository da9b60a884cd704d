// `node --import tsx test/run/editor-stages.ts NAME`: runs one of the stages in real editors, and sends its parent the counts.
import { runMain } from '../../scripts/editor/cleanup';
import type { Count } from './count';

/**
 * The stages, by name; those that take longest come first, so that no core waits at the end while another one still has
 * minutes of work. They run beside each other: each is a process of its own, with its own servers, browsers and
 * profiles, at ports that the system chooses. Those in VS Code fail where none can be had; other editors, and validators,
 * that are not here are named.
 */
export const editorStages: Readonly<Record<string, () => Promise<Count>>> = {
  'what somebody types': async () => (await import('../editor/typing')).runTypingTest(),
  'the extension in a real VS Code': async () => (await import('./editor-suite')).runEditorSuite(),
  'what a person sees in the window': async () => (await import('../editor/window')).runWindowTest(),
  'the packaged extension, installed, and what `npm start` opens': async () =>
    (await import('../editor/vsix')).runVsixTest(),
  'in a browser, without Node': async () => (await import('../editor/web')).runWebTest(),
  'a walk through other editors': async () => (await import('../editors/run')).runWalks(),
  'what validators of others say': async () => (await import('../validators/run')).runValidators(),
};

if (require.main === module) {
  // Whoever started this waits for its end: without that process there is nobody who would.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  runMain(async () => {
    const stage = editorStages[process.argv[2] ?? ''];
    if (!stage) throw new Error(`There is no stage ${process.argv[2]}.`);
    const counts = await stage();
    await new Promise((resolve) => process.send?.(counts, resolve));
  });
}
