/** A part of the JSON language service for which the package declares no types. */
declare module 'vscode-json-languageservice/lib/esm/utils/format' {
  import type { FormattingOptions, Range, TextDocument, TextEdit } from 'vscode-json-languageservice';

  /** What the service's `format` does. */
  export function format(
    document: TextDocument,
    options: FormattingOptions,
    range: Range | undefined,
  ): TextEdit[];
}
