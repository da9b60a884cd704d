/** The value of a JSON string token; undefined for any other text. */
export function parseString(token: string | undefined): string | undefined {
  if (!token?.startsWith('"')) return undefined;
  try {
    return JSON.parse(token) as string;
  } catch {
    return undefined;
  }
}
