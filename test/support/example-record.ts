import { exampleRecordOf } from '../../server/rules/common/examples';
import { phoneCall } from '../../server/spec/phone-call';

/** A phone call record with all mandatory fields: see ExampleRecord. */
export const exampleRecord = exampleRecordOf(phoneCall);
