import { bundlesAt } from './bundles';
import type * as main from './main';
import type { WorkerScope } from './scope';

/*
 * The server in a worker of a browser: a page starts it with `new Worker('…/dist/worker.js')` and exchanges the messages of
 * the language server protocol with it, as objects. This loads the server's bundles from beside it.
 */

declare const self: WorkerScope;

/** What came before the server can take it. */
const early: unknown[] = [];

void folderOfBundles().then(async (folder) => {
  try {
    const { startServer } = (await bundlesAt(folder)('./worker-server.js')) as typeof main;
    startServer(self, folder);
    for (const data of early) self.onmessage?.({ data });
  } catch (error) {
    // Nobody hears of a promise that a worker breaks; of an error its page does.
    setTimeout(() => {
      throw error;
    });
  }
});

/**
 * The address of the bundles' folder. A worker that was made of a blob, as VS Code makes those of extensions, cannot know
 * where its code came from: whoever starts it says so in its first message, `{ bundles: 'https://…/dist/' }`.
 */
function folderOfBundles(): Promise<string> {
  return new Promise((resolve) => {
    self.onmessage = ({ data }) => {
      const { bundles } = data as { bundles?: unknown };
      if (typeof bundles === 'string') resolve(bundles);
      else early.push(data);
    };
    const { href } = self.location;
    if (!href.startsWith('blob:')) resolve(new URL('.', href).href);
  });
}
