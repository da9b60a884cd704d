import { constants } from 'node:buffer';

/** Longer than any header that a client sends; without a limit, input without an end of a header is kept for ever. */
const LONGEST_HEADER = 4096;

/** What the bytes of a client are, beside the messages in them. */
export interface Framing {
  /** Takes the next bytes. Says what is wrong with them; undefined where they can be messages. */
  readonly take: (bytes: Uint8Array) => string | undefined;
  /** Whether the bytes so far end between two messages. */
  readonly isAtBoundary: () => boolean;
}

/**
 * Follows the headers in a stream of messages, so that input which can never become a message is known at once: the
 * library would wait for the rest of it for ever, and go through all of it again with each part that comes.
 */
export function createFraming(): Framing {
  let header = '';
  /** Bytes of the message's body that are still to come. */
  let missing = 0;
  return { take, isAtBoundary: () => header === '' && missing === 0 };

  function take(bytes: Uint8Array): string | undefined {
    let at = 0;
    while (at < bytes.length) {
      if (missing > 0) {
        const taken = Math.min(missing, bytes.length - at);
        missing -= taken;
        at += taken;
        continue;
      }
      header += String.fromCharCode(bytes[at++] as number);
      if (header.length > LONGEST_HEADER) return `a header has more than ${LONGEST_HEADER} bytes`;
      if (!header.endsWith('\r\n\r\n')) continue;
      const length = lengthIn(header);
      if (length === undefined) return `there is no right Content-Length in ${JSON.stringify(header)}`;
      // Its bytes become a string, and no string is longer.
      if (length > constants.MAX_STRING_LENGTH) return `a message of ${length} bytes is too long`;
      header = '';
      missing = length;
    }
    return undefined;
  }
}

/** The length of a message's body in bytes; undefined where the header does not say it, or more than once. */
function lengthIn(header: string): number | undefined {
  const lengths = header.split('\r\n').filter((line) => /^content-length:/i.test(line));
  const digits = /^[^:]*:[ \t]*([0-9]{1,15})[ \t]*$/.exec(lengths[0] ?? '')?.[1];
  return digits === undefined || lengths.length > 1 ? undefined : Number(digits);
}
