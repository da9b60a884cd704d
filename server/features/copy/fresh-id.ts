import type { Document } from '../../document/document';
import { identifierAfter, nextIdentifier } from '../../record/next-identifier';
import type { OpenRecord } from '../../record/open-record';
import { takenIdentifiers } from '../../record/taken-identifiers';
import { freshIdentifier } from '../complete/what/fresh-identifier';
import { identityOf } from './own-identity';

/** What a new identity may depend on besides the document. */
export interface FreshOptions {
  /** The time as the specification writes it. */
  readonly now: string;
  /** Whether a record of another file has an identity, or names it; none does if absent. */
  readonly isTaken?: ((id: string) => boolean) | undefined;
}

/**
 * The identity of a new record after that of chunk `index`: the next free one after that of the record, or after the
 * nearest one, or one that has nothing to do with them. Undefined where records of this type have none.
 */
export function freshIdentity(
  document: Document,
  index: number,
  record: OpenRecord,
  { now, isTaken }: FreshOptions,
): string | undefined {
  const { identity } = document.type;
  if (!identity) return undefined;
  const own = identityOf(record);
  const taken = takenIdentifiers(document, isTaken);
  const next =
    (own === undefined ? undefined : identifierAfter(own, taken)) ??
    nextIdentifier(document, index, identity.name, true, taken)?.id;
  if (next !== undefined) return next;
  const parts = identity.shapes[0]?.fresh;
  return parts && freshIdentifier(parts, document, index, now);
}
