import { nextIdentifier } from '../../../record/next-identifier';
import type { Field } from '../../../spec/field';
import { t, translated } from '../../../words/language';
import type { OfferedValue, Surroundings } from './draft';
import { freshIdentifier } from './fresh-identifier';
import { fictionalNumbers } from './phone-numbers';
import { commonTimeShifts, nameOfTimeShift } from './time-shifts';

/**
 * Values that are in no record yet, for fields whose values people would otherwise make up: identifiers, phone numbers
 * that nobody has, time shifts. `used` are those that near records have.
 */
export function madeValues(
  field: Field,
  used: readonly OfferedValue[],
  around: Surroundings,
): readonly OfferedValue[] {
  if (field.role === 'phoneNumber') {
    return fictionalNumbers(used.map(({ json }) => json)).map(({ number, place }) =>
      text(number, t`fictional, ${translated(place)}`),
    );
  }
  if (field.role === 'utcOffset') return timeShifts();
  // No object of Configuration Server has the number 0.
  if (field.kind === 'dbid' && used.length === 0) {
    return [{ kind: 'value', json: JSON.stringify(field.example), detail: t`example of a DBID` }];
  }
  return identifiers(field, around);
}

/** Whether there are values for a field that are in no record yet. */
export function hasMadeValues(field: Field): boolean {
  return (
    field.role === 'phoneNumber' || field.role === 'utcOffset' || field.kind === 'dbid' || field.isIdentifier
  );
}

function timeShifts(): readonly OfferedValue[] {
  return [...commonTimeShifts].map(([minutes, english]) => {
    const place = translated(english);
    const name = nameOfTimeShift(minutes);
    return { kind: 'value', json: String(minutes), detail: place, words: place, ...(name ? { name } : {}) };
  });
}

/** The next identifier after those of the file, and one that has nothing to do with them. */
function identifiers(field: Field, { document, index, now, taken }: Surroundings): readonly OfferedValue[] {
  if (!field.isIdentifier) return [];
  const next = nextIdentifier(document, index, field.name, false, taken);
  const parts = field.shapes[0]?.fresh;
  return [
    ...(next ? [text(next.id, t`next free after ${shortened(next.after)}`)] : []),
    ...(parts ? [text(freshIdentifier(parts, document, index, now), t`fresh ID`)] : []),
  ];
}

/** An identifier, or its end where it is too long to stand beside another one. */
function shortened(id: string): string {
  return id.length > 8 ? `…${id.slice(-4)}` : id;
}

function text(value: string, detail: string): OfferedValue {
  return { kind: 'value', json: JSON.stringify(value), detail };
}
