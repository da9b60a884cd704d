import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chunk } from '../../server/document/chunk';
import { type Document, offsetOf, openDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { complete } from '../../server/features/complete/complete';
import { phoneCall } from '../../server/spec/phone-call';
import { now } from '../support/completing';

const count = 5000;
const middle = count / 2;
const fields = (index: number) => [
  `"interaction_id": "I${index}"`,
  '"thread_id": "T1"',
  '"type": "Inbound"',
  '"creator_app_id": 7',
  '"udata": {"Service": "A"}',
];
const text = `[${Array.from({ length: count }, (_, index) => `{${fields(index).join(', ')}}`).join(',\n')}]`;

// But for new identifiers: no string of the file may be the same.
test('whatever the size of the file, only near records are looked at', () => {
  const document = settle(openDocument(text, 'json', phoneCall));
  const start = offsetOf(document, middle);
  const near = withFarChunksClosed(document, 600);
  for (const [spot, label] of [
    ['"creator_app_id"', 'status'],
    ['"T1"', 'T1'],
    ['"Inbound"', 'Outbound'],
    ['"Service"', 'CaseID'],
    ['"A"', 'A'],
  ] as const) {
    const offset = text.indexOf(spot, start) + 1;
    const labels = complete(near, offset, { now }).map((item) => item.label);
    assert.ok(labels.includes(label), `${label} at ${spot}`);
  }
});

/** The document with chunks that fail when one looks into them, farther than `reach` from the middle. */
function withFarChunksClosed(document: Document, reach: number): Document {
  const blocks = document.blocks.map((block, at) => {
    const first = document.starts[at]?.index ?? 0;
    const chunks = block.chunks.map((chunk, index) => {
      // The first chunks tell how the file is laid out.
      const isNear = first + index < 2 || Math.abs(first + index - middle) <= reach;
      return isNear ? chunk : closed(chunk, first + index);
    });
    return { ...block, chunks };
  });
  return { ...document, blocks };
}

function closed(chunk: Chunk, index: number): Chunk {
  return new Proxy(chunk, { get: () => assert.fail(`looked at chunk ${index}`) });
}
