/*
 * Preloaded into a server's process by a test (`node --expose-gc --require`): asked with a number of bytes, it tells how
 * much memory is in use when the server has taken so many from its standard input and dealt with what they hold.
 */
let taken = 0;
let wanted = Number.POSITIVE_INFINITY;
process.stdin.on('data', (bytes) => {
  taken += bytes.length;
  look();
});
process.on('message', (bytes) => {
  wanted = bytes;
  look();
});
process.channel.unref();

function look() {
  if (taken < wanted) return;
  wanted = Number.POSITIVE_INFINITY;
  rest(500);
}

/** The server deals with one message in each turn of the loop. */
function rest(turns) {
  if (turns > 0) return setImmediate(rest, turns - 1);
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send(heapUsed + external);
}
