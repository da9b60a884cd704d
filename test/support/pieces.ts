/*
 * Pieces that random texts are put together from. What a test is about it adds itself: members, records, what other
 * tools write.
 */

/** The signs of JSON, white space and comments, and what is taken for them. */
export const signs: readonly string[] = [
  ...'{}[],:"\\ ',
  '\n',
  '\r\n',
  '\r',
  '\t',
  "'",
  '/',
  '//',
  '/*',
  '*/',
  '}, {',
];

/** Values, whole, cut off and in words of other languages. */
export const odds: readonly string[] = [
  'null',
  'tr',
  'True',
  'STOPPED',
  '1',
  '01',
  '+1',
  '.5',
  '1.',
  '-',
  '=',
  '::',
  ',,',
];

/** Characters that are no JSON outside of strings, and half a one. */
export const characters: readonly string[] = ['\u00a0', '\ufeff', '\u0001', '\ud83d', '\ude00'];
