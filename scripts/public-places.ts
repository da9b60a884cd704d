/** What package.json may say of where the project is public; nothing, as long as it is not. */
export interface PublicFields {
  readonly repository?: unknown;
  readonly bugs?: unknown;
  readonly homepage?: unknown;
}

/** Where the project is public. Addresses are of the newest state of its main branch. */
export interface PublicPlaces {
  /** The repository's address, without `.git`. */
  readonly repository: string;
  /** The owner and the name of the repository, as `owner/name`. */
  readonly name: string;
  readonly homepage: string;
  /** The address of the page that shows a file, by its path in the project. */
  readonly pageOf: (path: string) => string;
  /** The address of what is in a file. */
  readonly contentOf: (path: string) => string;
}

/** By the host of a repository: what stands between its address and the path of a file. */
const hosts: readonly (readonly [host: RegExp, page: string, content: string])[] = [
  [/^github\./, 'blob/HEAD', 'raw/HEAD'],
  [/^gitlab\./, '-/blob/HEAD', '-/raw/HEAD'],
];

/**
 * Reads where the project is public from package.json: the one place in which that is said, and from which links, pictures
 * and reports have it. Returns undefined where none of the three fields is filled in. Throws with the reason where only some
 * are, or where one has another form than the example in it.
 */
export function publicPlaces({ repository, bugs, homepage }: PublicFields): PublicPlaces | undefined {
  const given = [repository, bugs, homepage];
  if (given.every((field) => field === undefined)) return undefined;
  if (given.includes(undefined))
    throw new Error('package.json has to say all of repository, bugs and homepage, or none of them.');
  const { type, url } = repository as Record<string, unknown>;
  const [, address, host = '', name] =
    (typeof url === 'string' && /^(https:\/\/([^/\s]+)\/([^/\s]+(?:\/[^/\s]+)+))\.git$/.exec(url)) || [];
  if (type !== 'git' || address === undefined || name === undefined)
    throw new Error(
      'repository in package.json has to look like { "type": "git", "url": "https://github.com/owner/name.git" }.',
    );
  const [, page, content] = hosts.find(([pattern]) => pattern.test(host)) ?? [];
  if (page === undefined)
    throw new Error(`scripts/public-places.ts has to say how ${host} addresses the files of a repository.`);
  if (!isAddress((bugs as Record<string, unknown>).url))
    throw new Error(`bugs in package.json has to look like { "url": "${address}/issues" }.`);
  if (!isAddress(homepage)) throw new Error(`homepage in package.json has to look like "${address}".`);
  return {
    repository: address,
    name,
    homepage,
    pageOf: (path) => `${address}/${page}/${path}`,
    contentOf: (path) => `${address}/${content}/${path}`,
  };
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https:\/\/\S+$/.test(value);
}
