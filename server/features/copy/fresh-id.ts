import type { Document } from '../../document/document';
import { identifierAfter, nextIdentifier } from '../../record/next-identifier';
import type { OpenRecord } from '../../record/open-record';
import { takenIdentifiers } from '../../record/taken-identifiers';
import { freshIdentifier } from '../complete/what/fresh-identifier';
import { identityOf } from './own-identity';

/**
 * The identity of a new record after that of chunk `index`: the next free one after that of the record, or after the
 * nearest one, or one that has nothing to do with them. Undefined where records of this type have none. `now` is the time
 * as the specification writes it.
 */
export function freshIdentity(
  document: Document,
  index: number,
  record: OpenRecord,
  now: string,
): string | undefined {
  const { identity } = document.type;
  if (!identity) return undefined;
  const own = identityOf(record);
  const taken = takenIdentifiers(document);
  const next =
    (own === undefined ? undefined : identifierAfter(own, taken)) ??
    nextIdentifier(document, index, identity.name, true, taken)?.id;
  if (next !== undefined) return next;
  const parts = identity.shapes[0]?.fresh;
  return parts && freshIdentifier(parts, document, index, now);
}
