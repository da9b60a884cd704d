/** Loads a bundle by the name that others require it by, such as `./common.js`; each is run once. */
export type LoadBundle = (name: string) => Promise<unknown>;

/** What bundles get that is no file beside them, and which of them stand for others. */
export interface Surroundings {
  /** By the names that they are required by. */
  readonly modules?: Readonly<Record<string, unknown>>;
  readonly twins?: Readonly<Record<string, string>>;
}

/**
 * What a browser has instead of Node's `require`, so that the same bundles run in both. Their folder's address ends with a
 * slash. They are fetched and run as VS Code itself does it with extensions there. What a bundle needs at once is loaded
 * before it; what it asks for later, which the build writes in an arrow function, it gets as a promise: it waits for that
 * either way.
 */
export function bundlesAt(folder: string, { modules = {}, twins = {} }: Surroundings = {}): LoadBundle {
  const loading = new Map<string, Promise<unknown>>();
  const loaded = new Map<string, unknown>();
  return load;

  function load(wanted: string): Promise<unknown> {
    const name = twins[wanted] ?? wanted;
    const known = loading.get(name) ?? run(name);
    loading.set(name, known);
    return known;
  }

  async function run(name: string): Promise<unknown> {
    const address = folder + name.replace('./', '');
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} cannot be loaded: ${response.status}`);
    const code = await response.text();
    await Promise.all(
      [...code.matchAll(/(?<!>)\brequire\("(\.\/[^"]+)"\)/g)].map(([, need = '']) => load(need)),
    );
    const module = { exports: {} };
    new Function('module', 'exports', 'require', `${code}\n//# sourceURL=${address}`)(
      module,
      module.exports,
      required,
    );
    loaded.set(name, module.exports);
    return module.exports;
  }

  function required(wanted: string): unknown {
    if (wanted.startsWith('./')) return loaded.get(twins[wanted] ?? wanted) ?? load(wanted);
    if (wanted in modules) return modules[wanted];
    throw new Error(`${wanted} is not there in a browser`);
  }
}
