import { isAscii } from 'node:buffer';
import type { Message } from 'vscode-languageserver/node';

/**
 * Reads messages as the library does, sooner where their bytes are ASCII as those of most texts: of those a string is a
 * copy, and of others each character is decoded.
 */
export const jsonReader = {
  name: 'application/json',
  async decode(bytes: Uint8Array): Promise<Message> {
    const { buffer, byteOffset, length } = bytes;
    const text = Buffer.from(buffer, byteOffset, length).toString(isAscii(bytes) ? 'latin1' : 'utf8');
    return JSON.parse(text) as Message;
  },
};
