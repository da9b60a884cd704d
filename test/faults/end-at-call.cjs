/*
 * Preloaded into the command line by the tests (`node --require`): ends the process, as nobody can prevent or notice, at
 * the call of the file system that END_AT counts to, of those that change something; in front of it, in the middle of
 * what it writes, or after it, as END_WHEN says. With END_AT=0 it only writes the names of the calls to standard error.
 */
const fs = require('node:fs');

const at = Number(process.env.END_AT);
const when = process.env.END_WHEN;
const { writeSync, fsyncSync } = fs;
let count = 0;

for (const name of [
  'openSync',
  'writeFileSync',
  'fchownSync',
  'fchmodSync',
  'fsyncSync',
  'closeSync',
  'renameSync',
  'rmSync',
]) {
  const original = fs[name];
  fs[name] = (...words) => {
    // What is only read, in front of that, is no change.
    const isReading = name === 'openSync' ? !/[wax+]/.test(String(words[1] ?? 'r')) : count === 0;
    if (isReading) return original(...words);
    const isLast = ++count === at;
    if (at === 0) writeSync(2, `call ${name}\n`);
    if (isLast && when === 'before') end();
    if (isLast && when === 'within' && name === 'writeFileSync') {
      const bytes = Buffer.from(words[1]);
      writeSync(words[0], bytes, 0, Math.floor(bytes.length / 2));
      fsyncSync(words[0]);
      end();
    }
    const result = original(...words);
    if (isLast) end();
    return result;
  };
}

function end() {
  process.kill(process.pid, 'SIGKILL');
}
