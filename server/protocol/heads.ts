import type { RequestHead } from './request';
import { requests } from './requests';

/**
 * What a starting server needs of all requests. In the bundle this is the data that comes out, without what answers: that is
 * loaded by the first request (`scripts/build.ts`).
 */
export const heads: readonly RequestHead[] = requests.map(({ method, capability, params }) => ({
  method,
  capability,
  params,
}));
