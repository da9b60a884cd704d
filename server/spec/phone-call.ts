import authoring from '../../schemas/authoring.json';
import otherNames from '../../schemas/other-names.json';
import schema from '../../schemas/phone-call-interaction.schema.json';
import udataKeys from '../../schemas/udata-keys.json';
import { type RecordType, type RecordTypeSource, recordTypeOf } from './record-type';

const { record, records: _lists, ...kinds } = schema.definitions;

/** What the type of phone call interactions is made of. Typing it lets the compiler check the files. */
export const phoneCallSource: RecordTypeSource = {
  record,
  kinds,
  schemaKey: record.patternProperties['^\\$schema$'].description,
  otherNames,
  authoring: authoring as RecordTypeSource['authoring'],
  udataKeys,
};

/** The type of phone call interactions: the specification's fields. */
export const phoneCall: RecordType = recordTypeOf(phoneCallSource);
