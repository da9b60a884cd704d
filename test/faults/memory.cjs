/*
 * Preloaded into a server's process by the tests (`node --expose-gc --require`): asked for it, it tells how many bytes
 * of the heap are in use when all garbage is collected.
 */
process.on('message', () => {
  global.gc();
  // Finalizers run between two collections.
  setImmediate(() => {
    global.gc();
    process.send(process.memoryUsage().heapUsed);
  });
});
process.channel.unref();
