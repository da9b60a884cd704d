/*
 * Preloaded into the processes of the tests (`node --require`): takes down what they ask of the system, and lets it
 * happen. Each line of the file that RECORD names is one call: what was called, and the first argument.
 */
const childProcess = require('node:child_process');
const dgram = require('node:dgram');
const dns = require('node:dns');
const fs = require('node:fs');
const http = require('node:http');
const http2 = require('node:http2');
const https = require('node:https');
const net = require('node:net');
const tls = require('node:tls');
const vm = require('node:vm');
const workers = require('node:worker_threads');

const { writeSync } = fs;
const log = fs.openSync(process.env.RECORD, 'a');

function record(name, argument) {
  const shown =
    argument instanceof URL
      ? argument.protocol === 'file:'
        ? require('node:url').fileURLToPath(argument)
        : argument.href
      : argument;
  writeSync(log, `${name} ${typeof shown === 'string' ? shown : typeof shown}\n`);
}

function watch(module, prefix, names) {
  for (const name of names) {
    const original = module[name];
    if (typeof original !== 'function') continue;
    module[name] = function watched(...words) {
      record(`${prefix}.${name}`, words[0]);
      return new.target ? new original(...words) : original.apply(this, words);
    };
  }
}

/** Listing what is in a folder, and asking what a path is, is no reading of a file: only the rest is recorded. */
const files = [
  'open',
  'readFile',
  'writeFile',
  'appendFile',
  'copyFile',
  'rename',
  'rm',
  'unlink',
  'mkdir',
  'rmdir',
];
const more = [
  'link',
  'symlink',
  'truncate',
  'chmod',
  'chown',
  'createReadStream',
  'createWriteStream',
  'opendir',
];
watch(
  fs,
  'fs',
  [...files, ...more].flatMap((name) => [name, `${name}Sync`]),
);
watch(fs.promises, 'fs', [...files, ...more]);
// Pipes to the parent process are sockets to Node, but they connect to nothing.
watch(net.Socket.prototype, 'network', ['connect']);
watch(net.Server.prototype, 'network', ['listen']);
watch(tls, 'network', ['connect', 'createServer']);
watch(dgram, 'network', ['createSocket']);
watch(dns, 'network', ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']);
watch(dns.promises, 'network', ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']);
for (const module of [http, https])
  watch(module, 'network', ['request', 'get', 'createServer', 'ClientRequest']);
watch(http2, 'network', ['connect', 'createServer', 'createSecureServer']);
for (const name of ['fetch', 'WebSocket', 'EventSource']) {
  if (name in globalThis) watch(globalThis, 'network', [name]);
}
watch(childProcess, 'process', [
  'spawn',
  'spawnSync',
  'exec',
  'execSync',
  'execFile',
  'execFileSync',
  'fork',
]);
watch(workers, 'process', ['Worker']);
watch(vm, 'code', ['Script', 'runInContext', 'runInNewContext', 'runInThisContext', 'compileFunction']);
