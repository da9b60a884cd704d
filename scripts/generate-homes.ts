import { homes, walk } from '../docs/editors.json';

/**
 * Returns the table of the homes for docs/editors.md: a row for each, a column for each kind of step of the walk, with how
 * it is done there.
 */
export function homesTable(): string {
  const kinds = [...new Set(walk.steps.map((step) => step.do))].filter((kind) => kind !== 'look');
  const rows = homes.map(({ name, version, walked, does }) => [
    `**${name}**<br>${version}`,
    walked === 'npm test' ? '`npm test`' : walked,
    ...kinds.map((kind) => (does as Readonly<Record<string, string>>)[kind] ?? '–'),
  ]);
  const header = ['', 'walked by', ...kinds.map((kind) => (kind === 'open' ? 'problems' : kind))];
  return [header, header.map(() => ':---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
