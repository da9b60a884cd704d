/*
 * Preloaded into the command line by the tests (`node --require`): what another process does while it works. Before the
 * call of the file system that AT names (of those whose first argument ends with ON, where that is set) it runs the
 * shell command DO, once; FAIL lets the call fail with this code instead.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');

const { AT, ON = '', DO, FAIL } = process.env;
const original = fs[AT];
let isDone = false;

fs[AT] = function meanwhile(...words) {
  if (isDone || !String(words[0]).endsWith(ON)) return original.apply(this, words);
  isDone = true;
  if (DO !== undefined) {
    const { status, stderr } = spawnSync('sh', ['-c', DO], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }
  if (FAIL !== undefined) throw Object.assign(new Error(FAIL), { code: FAIL });
  return original.apply(this, words);
};
