import type { Severity } from '../rules/rule';

/** How text can be made to stand out on a terminal. */
export type Paint = 'bold' | 'dim' | Severity;

/** Puts terminal codes around a text, or gives it as it is. */
export type Painter = (paint: Paint, text: string) => string;

const codes: Readonly<Record<Paint, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  error: [31, 39],
  warning: [33, 39],
  information: [34, 39],
  hint: [36, 39],
};

/** No codes at all. */
export const plain: Painter = (_paint, text) => text;

const coloured: Painter = (paint, text) => {
  const [on, off] = codes[paint];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};

/**
 * Chooses whether output has colours: on a terminal unless `NO_COLOR` is set, and wherever `FORCE_COLOR` asks for
 * it (`0` and `false` ask for none). An empty variable counts as one that is not set.
 */
export function painterFor(
  isTerminal: () => boolean,
  environment: Readonly<Record<string, string | undefined>>,
): Painter {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = environment;
  if (force) return force === '0' || force === 'false' ? plain : coloured;
  return !no && terminal !== 'dumb' && isTerminal() ? coloured : plain;
}
