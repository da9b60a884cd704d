import { projectFileName } from '../server/config/files';
import { readProjectFile } from '../server/config/project-file';
import type { Rule } from '../server/rules/rule';
import { phoneCall } from '../server/spec/phone-call';
import { withFragment } from '../server/spec/record-fragment';
import type { RecordType } from '../server/spec/record-type';

/** What the records of a rule's examples are: phone calls, and what the project file of the examples states of them. */
export function exampleType({ id, exampleProject }: Rule): RecordType {
  if (exampleProject === undefined) return phoneCall;
  const { record, problems } = readProjectFile(exampleProject, phoneCall);
  if (!record || problems.length > 0) throw new Error(`The project file of ${id} has problems.`);
  return withFragment(phoneCall, record, projectFileName);
}
