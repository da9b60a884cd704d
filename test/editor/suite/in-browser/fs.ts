// What the tests use of `node:fs`, for a browser: its files are those in memory, and reports go to the console.
import { deleteInMemory, existsInMemory, readInMemory, writeInMemory } from '../memory-files';

export const mkdirSync = (): void => undefined;
export const writeFileSync = (path: string, text: string): void =>
  writeInMemory(path, new TextEncoder().encode(text));
export const readFileSync = (path: string): string => new TextDecoder().decode(readInMemory(path));
export const existsSync = existsInMemory;
export const rmSync = deleteInMemory;
export const appendFileSync = (_file: string, text: string): void => console.log(text);
