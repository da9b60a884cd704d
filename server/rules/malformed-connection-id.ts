import type { Shape } from '../spec/facts';
import { malformed } from '../values/identifiers';
import { visible } from '../values/visible';
import { t, translated } from '../words/language';
import { quote } from '../words/quote';
import { type CheckedValue, defineValueRule } from './common/checked-values';
import { brokenLimit } from './common/limits';
import { textFix } from './common/value-fixes';

export default defineValueRule({
  id: 'malformed-connection-id',
  severity: 'hint',
  source: 'judgement',
  summary: 'A connection ID is not 16 hexadecimal digits.',
  why:
    'T-Server makes no other connection IDs, so with this one the call is found in no log. Most often it is a call UUID, which is ' +
    'another identifier of the same call. It is a hint because a test may take any text for one; an empty text says nothing.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"tconnection_id": "01AHV6MG58E8L0G2048000DAES00000V"']),
        whyNoFix: 'The connection ID of the call is not in the record.',
      },
      {
        text: exampleRecord(['"tconnection_id": "006a02114a3ce00"']),
        whyNoFix: 'Which digit is lost is known only where the identifier comes from.',
      },
      {
        text: exampleRecord(['"tconnection_id": "0x006a02114a3ce001"']),
        fixed: exampleRecord(['"tconnection_id": "006a02114a3ce001"']),
      },
    ],
    good: [exampleRecord(['"tconnection_id": "006A02114A3CE001"']), exampleRecord(['"tconnection_id": ""'])],
  }),
  quiet: ['known-keys', 'values-usual'],
  isWrong: (value) =>
    value.field.shapes[0]?.isExact === true &&
    !brokenLimit(value) &&
    malformed(value.field, textOf(value)) !== undefined,
  say(value) {
    const { field } = value;
    const wanted = field.shapes[0] as Shape;
    const name = translated(wanted.name);
    const mistaken = malformed(field, textOf(value))?.mistakenFor;
    if (mistaken) return t`${quote(field.name)} is a ${translated(mistaken.name)}, not a ${name}.`;
    return t`${quote(field.name)} is not a ${name} (${translated(wanted.form)}).`;
  },
  fix(value) {
    // White space around it, or how programs write that a number is hexadecimal.
    const bare = visible(textOf(value)).replace(/^0x/i, '');
    return value.field.shapes.some(({ pattern }) => pattern.test(bare))
      ? [textFix(value.entry, bare, false)]
      : [];
  },
});

function textOf({ record, entry }: CheckedValue): string {
  return record.stringValue(entry);
}
