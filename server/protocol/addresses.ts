/*
 * Clients spell one address in several ways: a space or `%20`, `C:` or `c%3A`, `file:/` or `file:///`. Whoever compares
 * addresses, remembers something for one, or cuts folders from them, takes the one spelling that is made here. A client
 * is told its own.
 */

const pattern = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?(.*)$/is;

/** A drive where a path would start: `C:/work`, also after as many slashes as are too few or too many. */
const drive = /^file:[/\\]*(?=[a-z](?::|%3a)(?:[/\\]|$))/i;

/**
 * The one spelling of an address: scheme and drive letter in lower case, each segment of the path with the same
 * characters encoded. What is no address stays as it is.
 */
export function normalAddress(uri: string): string {
  if (uri !== last.uri) last = { uri, address: spelt(uri) };
  return last.address;
}

/** The address that was asked for last: each key asks for that of its file several times. */
let last = { uri: '', address: '' };

function spelt(uri: string): string {
  const found = pattern.exec(drive.test(uri) ? uri.replace(drive, 'file:///').replaceAll('\\', '/') : uri);
  if (!found) return uri;
  const scheme = (found[1] ?? '').toLowerCase();
  const isFile = scheme === 'file';
  const host = (found[2] ?? '').toLowerCase();
  const rest = found[3] ?? '';
  // In the path of a file `?` and `#` can only be letters of names that a client did not encode.
  const end = isFile ? rest.length : rest.search(/[?#]|$/);
  const segments = rest.slice(0, end).split('/').map(normalSegment);
  if (isFile && /^[A-Z]%3A$/.test(segments[1] ?? '')) segments[1] = (segments[1] ?? '').replace(/^./, lower);
  const authority = isFile || found[2] !== undefined ? `//${isFile && host === 'localhost' ? '' : host}` : '';
  return `${scheme}:${authority}${segments.join('/')}${rest.slice(end)}`;
}

/** The same for a folder, with a slash at its end: what lies in it begins with that. */
export function normalFolder(uri: string): string {
  const address = normalAddress(uri);
  return address.endsWith('/') ? address : `${address}/`;
}

/**
 * Whether an address is that of another version of a file than the one in its folder, as source control shows it beside that:
 * what is asked of the path (`?{"ref":"HEAD"}`) says which.
 */
export function isOtherVersion(uri: string): boolean {
  return !uri.startsWith('file:') && uri.includes('?');
}

/** Part of an address's path as it reads without percent signs, with `/` between folders. */
export function decodedPath(path: string): string {
  return path.split('/').map(decoded).join('/');
}

/** The address of an absolute path, as clients from before the protocol's version 3 name their folder. */
export function addressOfPath(path: string): string {
  const isWindows = /^(?:[A-Za-z]:|\\\\)/.test(path);
  const slashed = isWindows ? path.replaceAll('\\', '/') : path;
  if (slashed.startsWith('//')) return normalAddress(`file:${encoded(slashed)}`);
  return normalAddress(`file://${slashed.startsWith('/') ? '' : '/'}${encoded(slashed)}`);
}

function lower(letter: string): string {
  return letter.toLowerCase();
}

function encoded(path: string): string {
  return path.split('/').map(encodedSegment).join('/');
}

function normalSegment(segment: string): string {
  return /^[\w.-]*$/.test(segment) ? segment : encodedSegment(decoded(segment));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A lone `%` is one.
    return segment;
  }
}

/** A name in a folder as addresses have it. */
export function encodedSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll(/\p{Cs}/gu, '\ufffd'));
}
