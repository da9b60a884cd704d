type Cleanup = () => void | Promise<void>;

const cleanups = new Set<Cleanup>();
const signals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;
let listening = false;
let told = false;

/**
 * Has something done when this process is told to end (Ctrl-C, a CI's time limit), so that no server, no
 * browser and no temporary folder outlives it. Gives a function that does it now instead, once.
 */
export function onEnd(cleanup: Cleanup): () => Promise<void> {
  cleanups.add(cleanup);
  listen();
  return async () => {
    if (cleanups.delete(cleanup)) await cleanup();
  };
}

/** Runs a script's main function and cleans up after it; where it fails, prints why and ends with exit code 1. */
export function runMain(main: () => Promise<void>): void {
  main()
    .catch((error: unknown) => {
      // What fails because it was told to end has nothing to say.
      if (!told) console.error(error instanceof Error ? `\n${error.message}` : error);
      process.exitCode = 1;
    })
    .then(cleanUp)
    .finally(() => {
      if (!told) process.exit();
    });
}

/** Does all that is still to be done, the last registered first. */
async function cleanUp(): Promise<void> {
  for (const cleanup of [...cleanups].reverse()) {
    cleanups.delete(cleanup);
    await cleanup();
  }
}

function listen(): void {
  if (listening) return;
  listening = true;
  for (const [signal, number] of Object.entries(signals)) {
    process.on(signal, () => {
      // A second one must not cut short what the first has begun; that takes a few seconds at most.
      if (told) return;
      told = true;
      cleanUp().finally(() => process.exit(128 + number));
    });
  }
}
