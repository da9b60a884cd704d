import type { Entry } from '../document/record';
import { unescaping } from '../json/escaped';
import { singleQuotedText } from '../json/other-quotes';
import type { OpenRecord } from '../record/open-record';

/**
 * What a value says, apart from how it is written: JSON has one way to write a string, the writers of records have many,
 * from `ISODate("…")` over `{"$date": …}` to the typographic quotes of a word processor.
 */
export interface Literal {
  /** `nothing` is null under any name, a `placeholder` stands for a value that is to come; `milliseconds` since 1970; `parts` are year, month, day and so on; `words` are what has no reading of its own. */
  readonly kind:
    | 'string'
    | 'number'
    | 'boolean'
    | 'nothing'
    | 'placeholder'
    | 'milliseconds'
    | 'parts'
    | 'words';
  /** The text of a string with its escapes resolved; of others as it is written. */
  readonly text: string;
}

/** What a member's value says; undefined for objects and arrays that are more than the wrapper of one value. */
export function literalOf(record: OpenRecord, entry: Entry): Literal | undefined {
  switch (entry.kind) {
    case 'string':
      return entry.intact ? { kind: 'string', text: record.stringValue(entry) } : undefined;
    case 'number':
    case 'boolean':
      return { kind: entry.kind, text: record.valueText(entry) };
    case 'null':
      return { kind: 'nothing', text: 'null' };
    case 'object':
      return unwrapped(record, entry) ?? timestamp(record, entry);
    case 'array': {
      const [inner, ...more] = record.nested(entry);
      // Readers of XML make a list of whatever could be there twice.
      if (more.length === 0) return inner && inner.kind !== 'array' ? literalOf(record, inner) : undefined;
      const parts = record.valueText(entry).slice(1, -1).replaceAll(/\s/g, '');
      return /^\d{4}(?:,\d{1,2}){2,5}$/.test(parts) ? { kind: 'parts', text: parts } : undefined;
    }
    case 'invalid':
      return literalOfWords(record.valueText(entry));
    default:
      return undefined;
  }
}

/**
 * How exports of databases and writers of typed values say the type of a value: `{"$date": …}`, `{"S": …}`, `{"string": …}`; what
 * readers of XML name it; and the first row of a table that was written column by column.
 */
const WRAPPERS: ReadonlySet<string> = new Set(
  (
    '$date $numberLong $numberInt $numberDouble $numberDecimal $oid $uuid $symbol S N BOOL string int long double boolean ' +
    'stringValue integerValue doubleValue booleanValue timestampValue #text _text value @value $ $t 0'
  ).split(' '),
);

/** The value that an object wraps to say its type. */
function unwrapped(record: OpenRecord, entry: Entry): Literal | undefined {
  const [inner, ...more] = record.nested(entry);
  if (!inner?.intact || more.length > 0 || !WRAPPERS.has(inner.key)) return undefined;
  const literal = literalOf(record, inner);
  if (inner.key !== '$date' || literal === undefined) return literal;
  const isNumber = literal.kind === 'number' || (inner.kind === 'object' && /^-?\d+$/.test(literal.text));
  return isNumber ? { kind: 'milliseconds', text: literal.text } : literal;
}

/** Seconds since 1970 and the nanoseconds beyond them, as stores of documents write a time. */
function timestamp(record: OpenRecord, entry: Entry): Literal | undefined {
  const parts = record.nested(entry);
  const textOf = (name: RegExp) => {
    const part = parts.find(({ key, kind, intact }) => intact && kind === 'number' && name.test(key));
    return part ? record.valueText(part) : '';
  };
  return parts.length === 2 ? timeOf(textOf(/^_?seconds$/), textOf(/^_?nano(?:second)?s$/)) : undefined;
}

function timeOf(seconds: string, nanoseconds: string): Literal | undefined {
  if (!/^\d{9,11}$/.test(seconds) || !/^\d{1,9}$/.test(nanoseconds)) return undefined;
  const fraction = nanoseconds.padStart(9, '0');
  return { kind: 'milliseconds', text: `${seconds}${fraction.slice(0, 3)}.${fraction.slice(3)}` };
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Names that stand for `null` and no more. */
export const NULL =
  /^(?:null|none|nil|undef|undefined|void 0|<(?:null|none|nil|undefined)>|\((?:null|none|nil)\))$/i;

/** Names of nothing in tables, and what is no number or no time. */
const NOTHING = /^(?:nan|nat|<na>|n\/a|#n\/a|na|#null!|pd\.na|np\.nan|math\.nan|number\.nan)$/i;

/** What templates, formats and people write where a value is to be put in. */
const PLACEHOLDER =
  /^(?:\{\{.*\}\}|\{%.*%\}|[$#@%]\{.*\}|<[%?].*[%?]>|<[^<>"]*>|\$\(.*\)|\$[A-Za-z_]\w*|%\w+%|%(?:\(\w+\))?[sdifr]|__\w+__|\?+|@\w+|\.{3,}|\u2026+|to-?do|tbd|tba|fixme|x{3,})$/is;

/** What a text says that stands where a value belongs, without quotes. */
export function literalOfWords(words: string): Literal {
  if (JSON_NUMBER.test(words)) return { kind: 'number', text: words };
  if (/^(?:true|false)$/i.test(words)) return { kind: 'boolean', text: words };
  if (NULL.test(words) || NOTHING.test(words)) return { kind: 'nothing', text: words };
  const [, member] = /^<[\w.]+: (-?\d{1,15})>$/.exec(words) ?? [];
  if (member !== undefined) return { kind: 'number', text: member };
  if (PLACEHOLDER.test(words)) return { kind: 'placeholder', text: words };
  return quoted(words) ?? prefixed(words) ?? called(words) ?? { kind: 'words', text: words };
}

/** Text that was escaped once too often, and its quotes with it: `\"Inbound\"`, `&quot;Inbound&quot;`. */
function quoted(words: string): Literal | undefined {
  const quote = /^(\\"|&quot;).*\1$/s.exec(words)?.[1];
  return quote === undefined ? undefined : argumentOf(unescaping(quote)(words));
}

/** A string with what says in other languages how it is meant: `u'abc'`; one with holes in it (`f"…"`) is none. */
function prefixed(words: string): Literal | undefined {
  const [, prefix = '', string = ''] = /^([uUrRbBNE@]{1,2})(["'].*["'])$/s.exec(words) ?? [];
  if (prefix === '') return undefined;
  // Raw strings have no escapes.
  return argumentOf(/[rR@]/.test(prefix) ? string.replaceAll('\\', '\\\\') : string);
}

/** Functions that make a date of milliseconds; of a number others make one in units of their own. */
const MILLISECONDS = /^(?:new )?Date$/;

/** Functions that make a date of a text. */
const DATES = /^(?:new )?(?:Date|ISODate|Date\.parse|Timestamp|pd\.Timestamp|Instant\.parse)$/;

/** Functions that say the type of a number or an ID. */
const TYPES =
  /^(?:new )?(?:NumberLong|NumberInt|NumberDecimal|Long|Int32|Int64|Double|Decimal|Decimal128|BigInt|Number|int|float|ObjectId|UUID|GUID|String|str)$/;

/** Python's dates: year, month, day and so on as numbers. */
const PARTS = /^(?:datetime\.)?(?:datetime|date)$/;

/** The value that a call of a known function makes: `NumberLong(5)`, `ISODate("…")`. */
function called(words: string): Literal | undefined {
  const [, name = '', inside = ''] = /^([\w$. ]+)\((.*)\)$/s.exec(words) ?? [];
  const utc = /^(?:new Date\(Date\.UTC\(([\d, ]+)\)\)|Date\.UTC\(([\d, ]+)\))$/.exec(words);
  const ofScript = utc ?? /^new Date\((\d{4},[\d, ]+)\)$/.exec(words);
  if (ofScript) return dateOfScript(ofScript[1] ?? ofScript[2] ?? '', utc !== null);
  // What a database counts within a second is no part of the time.
  const [, seconds = ''] = /^(?:new )?Timestamp\((\d+), ?0\)$/.exec(words) ?? [];
  if (seconds !== '') return timeOf(seconds, '0');
  const isDate = DATES.test(name);
  if (isDate || TYPES.test(name)) {
    const argument = argumentOf(inside.trim());
    if (argument?.kind !== 'number' || !MILLISECONDS.test(name)) return argument;
    return { kind: 'milliseconds', text: argument.text };
  }
  return PARTS.test(name) ? dateOfParts(inside) : undefined;
}

function argumentOf(text: string): Literal | undefined {
  if (JSON_NUMBER.test(text)) return { kind: 'number', text };
  if (/^'(?:[^'\\]|\\.|'')*'$/s.test(text)) {
    const string = singleQuotedText(text);
    return string === undefined ? undefined : { kind: 'string', text: string };
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? { kind: 'string', text: value } : undefined;
  } catch {
    return undefined;
  }
}

/** JavaScript's dates, whose months count from 0: `2026, 2, 1` is the first of March. */
function dateOfScript(inside: string, isUtc: boolean): Literal | undefined {
  const [year = '', month = '', day = '1', ...time] = inside.split(',').map((part) => part.trim());
  if (time.length > 3) return undefined;
  const [hour = '0', ...rest] = time;
  return dateOfParts([year, String(Number(month) + 1), day, hour, ...rest].join(','), isUtc ? '+00:00' : '');
}

/** The zone of Python's dates: UTC, or so many days, hours, minutes and seconds from it. */
const ZONE =
  /,\s*tzinfo=(?:(?:datetime\.)?(?:timezone\.utc|UTC)|(?:datetime\.)?timezone\((?:datetime\.)?timedelta\(([^()]*)\)\))$/;

/** `2021, 3, 4, 10, 15, 31, 500000, tzinfo=datetime.timezone.utc` as a date, written as Python shows it. */
function dateOfParts(inside: string, known = ''): Literal | undefined {
  const [zoneText = '', distance] = ZONE.exec(inside.trim()) ?? [];
  const parts = inside
    .trim()
    .slice(0, inside.trim().length - zoneText.length)
    .split(',')
    .map((part) => part.trim());
  const [year = '', month = '', day = '', hour, minute = '0', second = '0', micro] = parts;
  if (parts.length < 3 || parts.length > 7 || parts.some((part) => !/^\d{1,6}$/.test(part))) return undefined;
  const zone = zoneText === '' ? known : zoneOf(distance);
  if (zone === undefined) return undefined;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (hour === undefined) return { kind: 'string', text: date };
  const fraction = Number(micro ?? 0) > 0 ? `.${micro?.padStart(6, '0')}` : '';
  return { kind: 'string', text: `${date} ${two(hour)}:${two(minute)}:${two(second)}${fraction}${zone}` };
}

const SECONDS: ReadonlyMap<string, number> = new Map([
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
  ['seconds', 1],
]);

/** `days=-1, seconds=68400` as `-05:00`; undefined where that is no whole number of minutes. */
function zoneOf(distance = ''): string | undefined {
  let seconds = 0;
  for (const part of distance.split(',').filter((each) => each.trim() !== '')) {
    const [, unit = '', count = ''] = /^\s*(\w+)=(-?\d{1,5})\s*$/.exec(part) ?? [];
    const size = SECONDS.get(unit);
    if (size === undefined) return undefined;
    seconds += size * Number(count);
  }
  const minutes = Math.abs(seconds) / 60;
  if (!Number.isInteger(minutes)) return undefined;
  return `${seconds < 0 ? '-' : '+'}${two(String(Math.floor(minutes / 60)))}:${two(String(minutes % 60))}`;
}

function two(part: string): string {
  return part.padStart(2, '0');
}
