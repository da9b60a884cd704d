import { chunksOf, type Document } from '../../document/document';
import { type OpenRecord, openRecord } from '../../record/open-record';
import { memberMeant } from '../../values/member-meant';
import { stringOf } from '../../values/plain-values';

/** A record that names another one as its parent. */
export interface Child {
  /** The index of its chunk. */
  readonly index: number;
  readonly record: OpenRecord;
}

/** The records of a document, but that of chunk `except`, whose parent has this identity. */
export function childrenOf(document: Document, identity: string, except: number): readonly Child[] {
  const { parent } = document.type;
  // Only where an identity has escapes is it written in more than one way.
  const plain = JSON.stringify(identity).slice(1, -1);
  const children: Child[] = [];
  let index = -1;
  for (const { text, record } of chunksOf(document)) {
    index++;
    if (!record || index === except || !(text.includes(plain) || text.includes('\\'))) continue;
    const opened = openRecord(record);
    if (stringOf(opened, memberMeant(opened, parent)) === identity) children.push({ index, record: opened });
  }
  return children;
}
