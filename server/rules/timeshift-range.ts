import { utcOffset } from '../values/amounts';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { type CheckedValue, defineValueRule } from './common/checked-values';
import { brokenLimit } from './common/limits';
import { valueFix } from './common/value-fixes';

export default defineValueRule({
  id: 'timeshift-range',
  severity: 'warning',
  source: 'judgement',
  summary: 'A time shift leads to no time that a clock anywhere shows.',
  why:
    'Time zones lie between UTC-12:00 and UTC+14:00, that is -720 and 840 minutes. What lies beyond is most often in another unit, and ' +
    'the local time that desktops show is days off.',
  examples: (exampleRecord) => ({
    bad: [
      { text: exampleRecord(['"timeshift": 3600']), fixed: exampleRecord(['"timeshift": 60']) },
      {
        text: exampleRecord(['"timeshift": 900']),
        whyNoFix: 'No time zone is a quarter of an hour from UTC.',
      },
      {
        text: exampleRecord(['"timeshift": 5000']),
        whyNoFix: 'It is no usual time shift in any other unit.',
      },
    ],
    good: [exampleRecord(['"timeshift": 840']), exampleRecord(['"timeshift": -720'])],
  }),
  quiet: ['known-keys', 'values-usual'],
  isWrong: (value) =>
    value.field.usualRange !== undefined && !isUsual(value, numberOf(value)) && !brokenLimit(value),
  say: ({ field }) =>
    t`${quote(field.name)} must lie between ${field.usualRange?.least ?? ''} and ${field.usualRange?.greatest ?? ''} minutes.`,
  *fix(value) {
    for (const [unit, inOne] of UNITS) {
      const minutes = numberOf(value) / inOne;
      if (minutes % QUARTER === 0 && Math.abs(minutes) >= HOUR && isUsual(value, minutes)) {
        const title = t`${minutes} (${utcOffset(minutes) ?? ''}, read as ${unit()})`;
        yield valueFix(value.entry, String(minutes), title);
      }
    }
  },
});

/** Units that other programs count the same in, and how many of one a minute has. */
const UNITS = [
  [() => t`seconds`, 60],
  [() => t`milliseconds`, 60_000],
] as const;

/** Time zones are that many minutes apart, but none is nearer to UTC than an hour. */
const QUARTER = 15;
const HOUR = 60;

function numberOf({ record, entry }: CheckedValue): number {
  return Number(record.valueText(entry));
}

function isUsual({ field }: CheckedValue, number: number): boolean {
  const { least, greatest } = field.usualRange ?? { least: -Infinity, greatest: Infinity };
  return number >= least && number <= greatest;
}
