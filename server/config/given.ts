/** A place in the text of a project file; UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What an editor's settings have no place for. */
export const NOWHERE: Span = { start: 0, end: 0 };

/**
 * Something in the configuration where it stands: a value in an editor's settings, or a part of a project file's text.
 * What is wrong with it is told there.
 */
export interface Given {
  /** What it is called; '' in a list. */
  readonly name: string;
  /** The string, number or boolean that it is; something else where it is none. */
  readonly value: unknown;
  /** Where its value stands in the text of a project file. */
  readonly span: Span;
  /** How a message shows it. */
  readonly shown: () => string;
  /** What is in a list; undefined where it is none. */
  readonly elements: () => readonly Given[] | undefined;
  /** What is in an object; undefined where it is none. */
  readonly members: () => readonly Given[] | undefined;
  /** The same of an object whose members are settings by themselves: those that somebody has set. */
  readonly settings: () => readonly Given[] | undefined;
  /** How many problems are told so far. */
  readonly told: () => number;
  /** Tells what is wrong with it; `isBeyondSchema` where its kind's schema does not. */
  readonly tell: (message: string, isBeyondSchema?: boolean) => undefined;
  /** Tells what is wrong with its name. */
  readonly tellName: (message: string, isBeyondSchema?: boolean) => undefined;
  /** Names that a wrong one may stand for, best first. */
  readonly nearest: (name: string, known: readonly string[]) => readonly string[];
  /** Tells that it is something else than it has to be: `a whole number`. */
  readonly mustBe: (right: string) => undefined;
}
