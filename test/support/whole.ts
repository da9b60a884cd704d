import { type CheckedDocument, findingsOf } from '../../server/check/check';
import type { Chunk } from '../../server/document/chunk';
import { chunksOf, type Document } from '../../server/document/document';
import { type SoundReader, soundReader } from '../../server/document/sound-reader';
import type { Finding } from '../../server/rules/rule';
import { phoneCall } from '../../server/spec/phone-call';

/** A reader that takes no record for sound, so that the tolerant scanner reads all of them: what the fast one must equal. */
export const scannerOnly: SoundReader = Object.assign(soundReader(phoneCall), { read: () => -1 });

/** All chunks of a document. */
export function allChunks(document: Document): readonly Chunk[] {
  return [...chunksOf(document)];
}

/** The findings of all chunks of a document. */
export function allFindings(checked: CheckedDocument): readonly (readonly Finding[])[] {
  return allChunks(checked.document).map((_chunk, index) => findingsOf(checked, index));
}
