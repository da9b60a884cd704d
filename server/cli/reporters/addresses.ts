import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { wellFormed } from './well-formed';

/** The path of a file as it is shown, as an address: a relative one stays relative, with what addresses cannot hold encoded. */
export function uriOf(path: string): string {
  const whole = wellFormed(path);
  if (isAbsolute(whole)) return pathToFileURL(whole).href;
  return whole.split('/').map(encodeURIComponent).join('/');
}
