import { asMarkdown } from '../words/as-markdown';
import { codeSpan } from '../words/code-span';
import { harmless } from '../words/harmless';
import { anyOf } from '../words/quote';
import { explain, typeAndUnit } from './describe';
import type { Field, Members } from './field';
import type { RecordType } from './record-type';

/**
 * A page of Markdown about all fields of a record type, those in other fields after the one that holds them. Each has a
 * heading, so that its name is its anchor. `note` is for who reads the source of the page and wants to change it.
 */
export function fieldsPage(type: RecordType, note: string): string {
  const anchorOf = createAnchors();
  const title = `Fields of a ${type.noun} record`;
  anchorOf(title);
  const sections = sectionsOf(type, [], anchorOf);
  const parts = [
    `# ${title}`,
    `<!-- ${note} -->`,
    introduction(type),
    ...(type.fields.some(isStated) ? [whoStates(type)] : []),
    overview(type, sections),
    ...sections.flatMap(withInner).map(sectionText),
    '## Well-known keys of udata',
    'Routing and the agent desktop are known to write these keys. Any other key is as good.',
    udataTable(type),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What the page says of one field. */
interface Section {
  readonly field: Field;
  /** The names of the fields that it lies in, and its own. */
  readonly path: readonly string[];
  /** Empty where its name has no character that anchors are made of. */
  readonly anchor: string;
  readonly inner: readonly Section[];
}

function sectionsOf(
  { fields }: Members,
  above: readonly string[],
  anchorOf: (heading: string) => string,
): readonly Section[] {
  return fields.map((field) => {
    const path = [...above, field.name];
    const anchor = anchorOf(pathText(path));
    return { field, path, anchor, inner: field.members ? sectionsOf(field.members, path, anchorOf) : [] };
  });
}

function withInner(section: Section): readonly Section[] {
  return [section, ...section.inner.flatMap(withInner)];
}

function introduction({ fields, noun, storedBy }: RecordType): string {
  const mandatory = fields.filter((field) => field.mandatory).length;
  const conditional = fields.filter((field) => !field.mandatory && field.mandatoryWith.length > 0).length;
  return (
    `A record describes one ${noun} as ${storedBy} stores it. It has ${fields.length} ` +
    `fields: ${mandatory} are mandatory, ${conditional} become mandatory when another field is present, and the ` +
    'others are optional. `null` is never a value; leave the field out.'
  );
}

function whoStates({ fields }: RecordType): string {
  const files = new Set(fields.flatMap(({ statedBy }) => statedBy ?? []));
  const added = fields.filter(isAdded).length;
  const narrowed = fields.filter(isStated).length - added;
  const what = [
    added > 0 ? `adds ${added} of them` : '',
    narrowed > 0 ? `states more of ${narrowed} that the specification has` : '',
  ].filter(Boolean);
  return `${[...files].map(code).join(', ')} ${what.join(' and ')}.`;
}

/** Whether a team states anything of a field. */
function isStated({ statedBy }: Field): boolean {
  return statedBy !== undefined;
}

/** Whether a team states the field itself. */
function isAdded({ statedBy, source }: Field): boolean {
  return statedBy !== undefined && source === undefined;
}

function overview(type: RecordType, sections: readonly Section[]): string {
  const rows = sections.map((section) => `| ${section.field.index + 1} ${row(section, type.fields)}`);
  const [titles, lines] = heads(type.fields);
  return [`| # ${titles}`, `| ---: ${lines}`, ...rows].join('\n');
}

/** The fields in a field, as rows of a table. */
function innerTable({ field: { members }, inner }: Section): readonly string[] {
  if (!members || inner.length === 0) return [];
  return [[...heads(members.fields), ...inner.map((section) => row(section, members.fields))].join('\n')];
}

function heads(fields: readonly Field[]): [titles: string, lines: string] {
  return fields.some(isStated)
    ? ['| field | type | mandatory | stated by |', '| :--- | :--- | :--- | :--- |']
    : ['| field | type | mandatory |', '| :--- | :--- | :--- |'];
}

function row({ field, anchor }: Section, siblings: readonly Field[]): string {
  const name = code(field.name);
  const cells = [anchor === '' ? name : `[${name}](#${anchor})`, typeAndUnit(field), mandatoryCell(field)];
  if (siblings.some(isStated)) cells.push(statedByCell(field));
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function mandatoryCell({ mandatory, mandatoryWith }: Field): string {
  if (mandatory) return '**yes**';
  return mandatoryWith.length === 0 ? 'no' : `with ${anyOf(mandatoryWith.map(code))}`;
}

function statedByCell(field: Field): string {
  if (field.statedBy === undefined) return 'the specification';
  return isAdded(field) ? code(field.statedBy) : `the specification, ${code(field.statedBy)}`;
}

function sectionText(section: Section): string {
  const { field, path } = section;
  const level = Math.min(path.length + 1, 6);
  const parts = [
    `${'#'.repeat(level)} ${plainOrCode(pathText(path))}`,
    `*${field.title ? `${asMarkdown(field.title)} · ` : ''}${typeAndUnit(field)} · ${dutyText(field)}*`,
    explain(field, { areAllValuesShown: true }),
    ...innerTable(section),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function dutyText({ mandatory, mandatoryWith }: Field): string {
  if (mandatory) return 'mandatory';
  return mandatoryWith.length === 0 ? 'optional' : `mandatory with ${anyOf(mandatoryWith.map(plainOrCode))}`;
}

function udataTable({ udataKeys }: RecordType): string {
  const rows = udataKeys.map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`);
  return ['| key | meaning |', '| :--- | :--- |', ...rows].join('\n');
}

/** A field with those that it lies in before it: `udata.tier`, `udata."the tier"`. */
function pathText(path: readonly string[]): string {
  return path
    .map((name) => (path.length === 1 || /^[\w$-]+$/.test(name) ? name : JSON.stringify(name)))
    .join('.');
}

/** A name as Markdown shows it: as it is where that does nothing else. */
function plainOrCode(name: string): string {
  return /^[a-z0-9]+(?:[_.-][a-z0-9]+)*$/i.test(name) ? name : code(name);
}

function code(text: string): string {
  return codeSpan(harmless(text.trim() === '' ? JSON.stringify(text) : text));
}

/** Makes the anchors of headings as those do who show Markdown: of several headings that are alike each has its own. */
function createAnchors(): (heading: string) => string {
  const counts = new Map<string, number>();
  return (heading) => {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const before = counts.get(anchor) ?? 0;
    counts.set(anchor, before + 1);
    return before === 0 || anchor === '' ? anchor : `${anchor}-${before}`;
  };
}
