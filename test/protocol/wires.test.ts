import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { followProcess, processIdIn } from '../../server/hosts/node/follow-process';
import { createFraming } from '../../server/hosts/node/framing';

describe('bytes are cut into messages', () => {
  test('wherever they come apart', () => {
    const bodies = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), { maxLength: 5 });
    const headers = fc.constantFrom(
      (length: number) => `Content-Length: ${length}\r\n\r\n`,
      (length: number) =>
        `content-type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:${length}\r\n\r\n`,
    );
    fc.assert(
      fc.property(bodies, headers, fc.array(fc.nat(60)), (texts, headerOf, sizes) => {
        const bytes = Buffer.concat(
          texts.flatMap((text) => [Buffer.from(headerOf(Buffer.byteLength(text))), Buffer.from(text)]),
        );
        const framing = createFraming();
        const found: string[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = 1 + (sizes[turn % (sizes.length || 1)] ?? bytes.length);
          found.push(...framing.take(bytes.subarray(at, at + size)).map(String));
          at += size;
          if (at < bytes.length) continue;
          assert.equal(framing.isAtBoundary(), true);
        }
        assert.deepEqual(found, texts);
      }),
    );
  });

  test('a header has 4096 bytes at most', () => {
    for (const parts of [1, 2, 4095]) {
      for (const [size, isRight] of [
        [4096, true],
        [4097, false],
      ] as const) {
        const length = 'Content-Length: 1\r\n\r\n';
        const header = `x: ${'y'.repeat(size - length.length - 5)}\r\n${length}`;
        assert.equal(header.length, size);
        const bytes = Buffer.from(`${header}5`);
        const framing = createFraming();
        const take = () => [
          ...framing.take(bytes.subarray(0, parts)),
          ...framing.take(bytes.subarray(parts)),
        ];
        if (isRight) assert.deepEqual(take().map(String), ['5']);
        else assert.throws(take, /more than 4096 bytes/);
      }
    }
    assert.throws(() => createFraming().take(Buffer.alloc(4097, 0x78)), /more than 4096 bytes/);
  });
});

describe('the process that ours ends with', () => {
  test('is followed until it has ended', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await new Promise<void>((resolve, reject) => {
      followProcess(process.pid, () => reject(new Error('this process has not ended')), 1).unref();
      followProcess(pid, resolve, 20);
    });
  });

  test('is named by an argument', () => {
    assert.equal(processIdIn(['node', 'server.js', '--stdio', '--clientProcessId=17']), 17);
    assert.equal(processIdIn(['node', 'server.js', '--clientProcessId', '17', '--stdio']), 17);
    for (const argument of ['--stdio', '--clientProcessId', '--clientProcessId=x', '--clientProcessId=-1'])
      assert.equal(processIdIn(['node', 'server.js', argument]), undefined, argument);
  });
});
