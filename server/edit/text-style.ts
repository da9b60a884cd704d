/** How a file is laid out; what is inserted follows it. */
export interface TextStyle {
  /** The file's line ending. */
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** One level of indentation, such as two spaces or a tab. */
  readonly indentUnit: string;
  /** The white space in front of the line that the record starts on. */
  readonly recordIndent: string;
  /** False where a line break would break the file or its style: JSON Lines, and files that stand on one line. */
  readonly mayBreakLines: boolean;
}
