import { chunksOf, type Document } from '../../document/document';
import { t } from '../../words/language';
import { oneLine } from '../../words/one-line';
import { type KnownRows, rowOf } from './record-row';

/** What a record can be found by. */
export interface RecordSymbol {
  readonly kind: 'record' | 'customer' | 'subject';
  /** What was looked for, on one line. */
  readonly name: string;
  /** What else there is to say of it. */
  readonly detail: string;
  /** Index of the record's chunk; of a customer the first one. */
  readonly chunk: number;
  /** Whether the query stands in it as it is, and not only its letters one after the other. */
  readonly isExact: boolean;
}

const CHUNKS_BETWEEN_PAUSES = 500;
const LONGEST = 80;

/**
 * The records, customers and subjects of a document in which the letters of a query follow each other, whatever stands
 * between them: editors sort them and leave out what they rate otherwise. At most `most`, those with the query as it is
 * first. The generator pauses every now and then.
 */
export function* findingSymbols(
  document: Document,
  query: string,
  most: number,
  known: KnownRows,
): Generator<undefined, readonly RecordSymbol[]> {
  const match = matcher(query);
  const found: RecordSymbol[] = [];
  const customers = new Map<string, { readonly chunk: number; count: number }>();
  let index = -1;
  let exact = 0;
  for (const chunk of chunksOf(document)) {
    index++;
    if (index % CHUNKS_BETWEEN_PAUSES === CHUNKS_BETWEEN_PAUSES - 1) yield undefined;
    if (exact >= most) break;
    const row = rowOf(chunk, known);
    if (!row) continue;
    const { id, status, customer, subject } = row;
    add('record', id, [status, subject]);
    add('subject', subject, [id]);
    if (customer === undefined) continue;
    const before = customers.get(customer);
    if (before) before.count++;
    else customers.set(customer, { chunk: index, count: 1 });
  }
  for (const [customer, { chunk, count }] of customers) {
    index = chunk;
    add('customer', customer, [count === 1 ? t`1 record` : t`${count} records`]);
  }
  return found.sort((one, other) => Number(other.isExact) - Number(one.isExact)).slice(0, most);

  function add(
    kind: RecordSymbol['kind'],
    name: string | undefined,
    details: readonly (string | undefined)[],
  ): void {
    const matching = name === undefined ? 'not' : match(name);
    if (name === undefined || matching === 'not') return;
    const isExact = matching === 'exactly';
    if (isExact) exact++;
    else if (found.length - exact > most) return;
    const detail = details.filter((part) => part !== undefined).map((part) => oneLine(part, LONGEST));
    found.push({ kind, name: oneLine(name, LONGEST), detail: detail.join(' · '), chunk: index, isExact });
  }
}

function matcher(query: string): (text: string) => 'exactly' | 'loosely' | 'not' {
  const letters = [...query.toLowerCase()].filter((letter) => letter.trim() !== '');
  const wanted = query.trim().toLowerCase();
  return (text) => {
    const lower = text.toLowerCase();
    if (lower.includes(wanted)) return 'exactly';
    let at = 0;
    for (const letter of letters) {
      at = lower.indexOf(letter, at) + 1;
      if (at === 0) return 'not';
    }
    return 'loosely';
  };
}
