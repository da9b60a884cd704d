import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as protocol from 'vscode-languageserver';
import * as codes from '../../server/protocol/codes';

test('the server’s codes are the protocol’s', () => {
  const known = protocol as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  for (const [name, ours] of Object.entries(codes))
    for (const [code, value] of Object.entries(ours))
      assert.equal(value, known[name]?.[code], `${name}.${code}`);
});
