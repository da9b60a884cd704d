import type { RecordType } from '../../spec/record-type';
import { stoppedCode } from './lifecycle';

/**
 * A record for a rule's examples, one member a line: the mandatory fields but for those in `without`, with the values
 * that a record usually has of which nothing else is known, else with the specification's examples. Each of `members`,
 * given as JSON text with its key, takes the place of the mandatory field of its name; others stand at the end. Where an
 * end is among them, the status goes with it.
 */
export type ExampleRecord = (members?: readonly string[], without?: readonly string[]) => string;

/** Makes example records of a type. */
export function exampleRecordOf(type: RecordType): ExampleRecord {
  const { mandatory, status, end } = type;
  const stopped = stoppedCode(type);
  return (members = [], without = []) => {
    const left = [...members];
    const hasEnd = end && members.some((member) => member.startsWith(JSON.stringify(end.name)));
    const lines = mandatory
      .filter(({ name }) => !without.includes(name))
      .map((field) => {
        const { name, usual, example } = field;
        const value = hasEnd && field === status ? stopped?.value : usual;
        const key = JSON.stringify(name);
        const index = left.findIndex((member) => member.startsWith(key));
        return index < 0 ? `${key}: ${JSON.stringify(value ?? example)}` : left.splice(index, 1).join('');
      });
    return `{\n  ${[...lines, ...left].join(',\n  ')}\n}`;
  };
}
