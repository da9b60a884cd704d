/*
 * Preloaded into a server's process by a test (`node --require`): asked with anything, it tells the names of the files that
 * are loaded.
 */
const { basename } = require('node:path');

process.on('message', () => process.send(Object.keys(require.cache).map((path) => basename(path))));
process.channel.unref();
