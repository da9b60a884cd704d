/** What the server needs from the place it runs in: Node, or a web worker that asks its client. */
export interface Host {
  /** The text of a file, or undefined where there is none or it cannot be read. */
  readonly readFile: (uri: string) => Promise<string | undefined>;
  /** The time now as the specification writes it: `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  readonly now: () => string;
  /** The address of the documentation of the rules, which anchors of rule ids are put behind. */
  readonly rulesPage: string;
}
