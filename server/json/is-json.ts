/** Whether a text is one JSON value, to the letter; what is nested too deep to be read is none. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
