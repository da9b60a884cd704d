import { constants } from 'node:buffer';

/** Longer than any header that a client sends; without a limit, input without an end of a header is kept for ever. */
const LONGEST_HEADER = 4096;

const HEADER_END = '\r\n\r\n';

/** Cuts the bytes of a client into messages. */
export interface Framing {
  /**
   * Takes the next bytes. Gives the bodies of those messages that are whole with them.
   *
   * @throws an Error that says why they can be no messages
   */
  readonly take: (bytes: Buffer) => readonly Buffer[];
  /** Whether the bytes so far end between two messages. */
  readonly isAtBoundary: () => boolean;
}

/** Follows the headers in a stream of messages. Input that can never become a message is known at once. */
export function createFraming(): Framing {
  let header = '';
  /** What has come of the message's body. */
  let parts: Buffer[] = [];
  /** Bytes of it that are still to come. */
  let missing = 0;
  return { take, isAtBoundary: () => header === '' && missing === 0 };

  function take(bytes: Buffer): readonly Buffer[] {
    const bodies: Buffer[] = [];
    for (let at = 0; at < bytes.length; ) {
      if (missing === 0) {
        at = takeHeader(bytes, at);
        if (header !== '') break;
      }
      const part = bytes.subarray(at, at + missing);
      parts.push(part);
      missing -= part.length;
      at += part.length;
      if (missing > 0) break;
      bodies.push(parts.length === 1 ? part : Buffer.concat(parts));
      parts = [];
    }
    return bodies;
  }

  /** Reads on in a header, which is empty again when it is whole. Gives where the bytes after it start. */
  function takeHeader(bytes: Buffer, start: number): number {
    const before = header.length;
    header += bytes.toString('latin1', start, start + LONGEST_HEADER + 1 - before);
    const end = header.indexOf(HEADER_END, before - HEADER_END.length) + HEADER_END.length;
    if (end < HEADER_END.length && header.length <= LONGEST_HEADER) return bytes.length;
    if (end < HEADER_END.length || end > LONGEST_HEADER)
      throw new Error(`a header has more than ${LONGEST_HEADER} bytes`);
    const whole = header.slice(0, end);
    const length = lengthIn(whole);
    if (length === undefined) throw new Error(`there is no right Content-Length in ${JSON.stringify(whole)}`);
    // Its bytes become a string, and no string is longer.
    if (length > constants.MAX_STRING_LENGTH) throw new Error(`a message of ${length} bytes is too long`);
    header = '';
    missing = length;
    return start + end - before;
  }
}

/** The length of a message's body in bytes; undefined where the header does not say it, or more than once. */
function lengthIn(header: string): number | undefined {
  const lengths = header.split('\r\n').filter((line) => /^content-length:/i.test(line));
  const digits = /^[^:]*:[ \t]*([0-9]{1,15})[ \t]*$/.exec(lengths[0] ?? '')?.[1];
  return digits === undefined || lengths.length > 1 ? undefined : Number(digits);
}
