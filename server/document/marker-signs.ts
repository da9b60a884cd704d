/**
 * What a line that marks a part of a merge conflict begins with: seven signs, or as many more as git is told to write, or takes
 * for the base of a conflict that has one in itself.
 */
export const MARKER_SIGNS = /([<|=>])\1{6,31}(?![^ \r\n])/;

/** So many UTF-16 code units say whether they stand there. */
export const LONGEST_MARKER = 33;
