import { type Painter, painterFor, plain } from './paint';

/** How texts for people can look where they go. */
export interface Look {
  readonly paint: Painter;
  /** How many columns a line may have; undefined where it does not matter. */
  readonly columns: number | undefined;
  /** Makes a text lead to an address, where that can be; it is asked for only then. */
  readonly link: (text: string, address: () => string) => string;
}

/** What a file or a pipe takes. */
export const plainLook: Look = { paint: plain, columns: undefined, link: (text) => text };

/** What is known of a place where texts go. */
export interface Surroundings {
  readonly isTerminal: () => boolean;
  /** The columns of a terminal, where they are known. */
  readonly columns: () => number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How texts can look there: in colours, as wide as the terminal, and with links, if it knows them. */
export function lookOf({ isTerminal, columns, environment }: Surroundings): Look {
  const paint = painterFor(isTerminal, environment);
  return {
    paint,
    columns: isTerminal() ? columns() : undefined,
    // Links are made of the same codes as colours: who wants none of these wants none of those.
    link: paint !== plain && knowsLinks(environment, isTerminal) ? linked : plainLook.link,
  };
}

function linked(text: string, address: () => string): string {
  return `\u001b]8;;${address()}\u001b\\${text}\u001b]8;;\u001b\\`;
}

/** Terminals that do not know links may show what they are made of, so they are for those that are known to. */
function knowsLinks(environment: Surroundings['environment'], isTerminal: () => boolean): boolean {
  const { FORCE_HYPERLINK: force, TERM_PROGRAM: program = '', TERM: terminal = '' } = environment;
  if (force) return force !== '0' && force !== 'false';
  if (!isTerminal() || environment.CI) return false;
  const { VTE_VERSION: vte, WT_SESSION: windows, KONSOLE_VERSION: konsole } = environment;
  return (
    /^(?:vscode|iTerm\.app|WezTerm|ghostty|Hyper)$/.test(program) ||
    /kitty|alacritty|foot|ghostty/.test(terminal) ||
    Number(vte) >= 5000 ||
    Boolean(windows ?? konsole)
  );
}
