/*
 * Preloaded into a server's process by the tests (`node --expose-gc --require`): sent a path, it writes a picture of its
 * heap there, from which all garbage is gone.
 */
const { writeHeapSnapshot } = require('node:v8');

process.on('message', (path) => {
  global.gc();
  // Finalizers run between two collections; the picture begins with the second.
  setImmediate(() => process.send(writeHeapSnapshot(path)));
});
process.channel.unref();
