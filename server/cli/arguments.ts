import { parseArgs } from 'node:util';
import { nearestNames } from '../config/nearest-names';

/** The options that a command takes, by name without dashes: with a value, with one each time, or a mere switch. */
export type OptionKinds = Readonly<Record<string, 'value' | 'values' | 'switch'>>;

/** What was written after a command's name. */
export interface Arguments {
  readonly operands: readonly string[];
  /** Switches that are there have the value ''. */
  readonly options: ReadonlyMap<string, string>;
  /** All values of the options that may be there several times, in their order; empty for one that is not there. */
  readonly all: (option: string) => readonly string[];
}

/** A command line that makes no sense. Its message says what to write; it is for people and needs no stack. */
export class UsageError extends Error {}

/**
 * Reads what follows a command's name. Options and operands may be mixed; after `--` all are operands, and `-` is
 * one everywhere. Of an option that is there twice, and takes one value, the last one counts.
 *
 * @throws UsageError for an unknown option and for a value that is missing or too much
 */
export function readArguments(words: readonly string[], kinds: OptionKinds): Arguments {
  const operands: string[] = [];
  const options = new Map<string, string>();
  const values = new Map<string, string[]>();
  const { tokens } = parseArgs({
    args: [...words],
    // Node's own messages change between versions and do not say which option may be meant.
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(kinds).map(([name, kind]) => [name, { type: kind === 'switch' ? 'boolean' : 'string' }]),
    ),
  });
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const kind = Object.hasOwn(kinds, name) && rawName.startsWith('--') ? kinds[name] : undefined;
    if (kind === undefined) throw new UsageError(unknownOption(rawName, Object.keys(kinds)));
    if (kind === 'switch' && value !== undefined) throw new UsageError(`${rawName} takes no value.`);
    // The parser takes whatever follows; an option there means that the value was forgotten.
    const isForgotten = value === undefined || value === '' || (!inlineValue && /^-./.test(value));
    if (kind !== 'switch' && isForgotten) throw new UsageError(`${rawName} needs a value.`);
    options.set(name, value ?? '');
    if (kind === 'values') values.set(name, [...(values.get(name) ?? []), value ?? '']);
  }
  return { operands, options, all: (option) => values.get(option) ?? [] };
}

function unknownOption(rawName: string, known: readonly string[]): string {
  const [nearest] = nearestNames(rawName.replace(/^-+/, ''), known);
  const proposal = nearest === undefined ? '' : ` Did you mean --${nearest}?`;
  return `There is no option ${rawName}.${proposal}`;
}
