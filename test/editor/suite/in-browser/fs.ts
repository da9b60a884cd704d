// What the tests use of `node:fs`, for a browser: its files are those in memory, and reports go to the console.
import { existsInMemory, writeInMemory } from '../memory-files';

export const mkdirSync = (): void => undefined;
export const writeFileSync = (path: string, text: string): void =>
  writeInMemory(path, new TextEncoder().encode(text));
export const existsSync = existsInMemory;
export const appendFileSync = (_file: string, text: string): void => console.log(text);
