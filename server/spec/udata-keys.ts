import meanings from '../../schemas/udata-keys.json';

/** A key of user data that Genesys components are known to write. Any other key is as good. */
export interface UdataKey {
  readonly name: string;
  /** One line of plain text. */
  readonly meaning: string;
}

/** The well-known keys of `udata`, those that routing writes first. */
export const udataKeys: readonly UdataKey[] = Object.freeze(
  Object.entries(meanings).map(([name, meaning]) => Object.freeze({ name, meaning })),
);

const keysByName: ReadonlyMap<string, UdataKey> = new Map(udataKeys.map((key) => [key.name, key]));

/** Gives the well-known key of exactly this name, or undefined. */
export function udataKeyNamed(name: string): UdataKey | undefined {
  return keysByName.get(name);
}
