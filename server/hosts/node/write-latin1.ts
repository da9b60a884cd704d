import type { WriteLatin1 } from '../../document/byte-window';

/** Node's own way to write a text, a unit a byte: what the fast reader reads is copied rather than converted. */
export const writeLatin1: WriteLatin1 = (text, bytes) => {
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).write(text, 'latin1');
};
