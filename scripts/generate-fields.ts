import { fieldsPage as pageOf } from '../server/spec/fields-page';
import { phoneCall } from '../server/spec/phone-call';

/** The content of docs/fields.md. */
export function fieldsPage(): string {
  return pageOf(phoneCall, 'Written by `npm run generate` from schemas/; change it there.');
}
