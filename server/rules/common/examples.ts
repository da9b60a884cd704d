import type { RecordType } from '../../spec/record-type';

/**
 * A record for a rule's examples, one member a line: the mandatory fields with the specification's example values,
 * but for those in `without`. Each of `members`, given as JSON text with its key, takes the place of the mandatory
 * field of its name; others stand at the end.
 */
export type ExampleRecord = (members?: readonly string[], without?: readonly string[]) => string;

/** Makes example records of a type. */
export function exampleRecordOf({ mandatory }: RecordType): ExampleRecord {
  return (members = [], without = []) => {
    const left = [...members];
    const lines = mandatory
      .filter(({ name }) => !without.includes(name))
      .map(({ name, example }) => {
        const key = JSON.stringify(name);
        const index = left.findIndex((member) => member.startsWith(key));
        return index < 0 ? `${key}: ${JSON.stringify(example)}` : left.splice(index, 1).join('');
      });
    return `{\n  ${[...lines, ...left].join(',\n  ')}\n}`;
  };
}
