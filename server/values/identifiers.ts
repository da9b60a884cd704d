/**
 * A sentence on what the shape of an identifier says about it, as information; undefined where it says nothing. Shapes are
 * hints: where a Genesys ID of 16 letters and digits is usual, the specification allows other IDs as well.
 */
export function shapeOfIdentifier(field: string, value: string): string | undefined {
  if (value === '' || value.trim() !== value) return undefined;
  if (field === 'tconnection_id') {
    if (/^[0-9A-Fa-f]{16}$/.test(value)) return 'Looks like a connection ID (16 hexadecimal digits).';
    if (isCallUuid(value)) return `${CALL_UUID} A connection ID has 16 hexadecimal digits.`;
    return `${count(value)}; a connection ID has 16 hexadecimal digits.`;
  }
  if (!IDENTIFIERS_OF_UCS.includes(field)) return undefined;
  if (/^[0-9A-Za-z]{16}$/.test(value)) return 'Looks like a UCS ID (16 letters and digits).';
  if (isCallUuid(value)) return CALL_UUID;
  return `${count(value)}; a UCS ID has 16 letters and digits.`;
}

const IDENTIFIERS_OF_UCS = ['interaction_id', 'customer_id', 'parent_id', 'thread_id'];

const CALL_UUID = 'Looks like a call UUID (32 characters from 0-9 and A-V).';

function isCallUuid(value: string): boolean {
  return /^[0-9A-V]{32}$/.test(value);
}

function count(value: string): string {
  return value.length === 1 ? '1 character' : `${value.length} characters`;
}
