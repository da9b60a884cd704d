/** A text without so much white space at the start of its lines, but for the first one; as it is where one has less. */
export function lessFarIn(text: string, indent: string): string {
  // CR LF makes two lines of one, the second of which is blank.
  const [first = '', ...lines] = text.split(/(?<=[\r\n])/);
  if (!lines.every((line) => line.startsWith(indent) || line.trim() === '')) return text;
  return first + lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('');
}
