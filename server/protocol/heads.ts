import type { ServerCapabilities } from 'vscode-languageserver';
import type { RequestHead } from './request';
import { requests } from './requests';

/*
 * What a starting server needs of all requests. In the bundle this is the data that comes out, without what answers: that is
 * loaded by the first request (`scripts/build.ts`).
 */

export const heads: readonly Omit<RequestHead, 'capability'>[] = requests.map(
  ({ method, params, isAboutAll }) => ({ method, params, ...(isAboutAll && { isAboutAll }) }),
);

/** What all of them say together: several requests can be parts of one capability. */
export const capabilities = together(requests.map(({ capability }) => capability));

function together(parts: readonly ServerCapabilities[]): ServerCapabilities {
  const all: Record<string, unknown> = {};
  for (const [name, value] of parts.flatMap((part) => Object.entries(part)))
    all[name] = typeof value === 'object' ? { ...(all[name] as object | undefined), ...value } : value;
  return all;
}
