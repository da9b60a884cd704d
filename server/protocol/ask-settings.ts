import type { Connection } from './connection';

/** Asks a client for sections of the settings that hold for a file or folder. Rejects where it has none to give. */
export async function askSettings(
  connection: Connection,
  scopeUri: string,
  sections: readonly string[],
): Promise<readonly unknown[]> {
  const items = sections.map((section) => ({ scopeUri, section }));
  const answers = await connection.sendRequest('workspace/configuration', { items });
  return Array.isArray(answers) ? answers : [];
}
