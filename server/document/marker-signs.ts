/** Seven signs, or as many more as git is told to write, or takes for the base of a conflict that has one in itself. */
const MARKER = /^([<|=>])\1{6,31}(?![^ \r\n])/;

/** So many UTF-16 code units from its start on say whether a marker stands there. */
export const LONGEST_MARKER = 33;

/** With how many signs a line at `at` begins that marks a part of a merge conflict; 0 where it marks none. */
export function markerSigns(text: string, at: number): number {
  return MARKER.exec(text.slice(at, at + LONGEST_MARKER))?.[0].length ?? 0;
}
