import { explain, summary, typeAndUnit } from '../server/spec/describe';
import type { Field } from '../server/spec/field';
import { phoneCall } from '../server/spec/phone-call';

const { fields, udataKeys } = phoneCall;

/** Gives the content of docs/fields.md. Each field has a heading, so that its name is its anchor. */
export function fieldsPage(): string {
  const parts = [
    '# Fields of a phone call record',
    '<!-- Written by `npm run generate` from schemas/; change it there. -->',
    introduction(),
    overview(),
    ...fields.map(section),
    '## Well-known keys of udata',
    'Routing and the agent desktop are known to write these keys. Any other key is as good.',
    udataTable(),
  ];
  return `${parts.join('\n\n')}\n`;
}

function introduction(): string {
  const mandatory = fields.filter((field) => field.mandatory).length;
  const conditional = fields.filter((field) => field.describes !== undefined).length;
  return (
    `A record describes one phone call as the Genesys Universal Contact Server stores it. It has ${fields.length} ` +
    `fields: ${mandatory} are mandatory, ${conditional} become mandatory when another field is present, and the ` +
    'others are optional. `null` is never a value; leave the field out.'
  );
}

function overview(): string {
  const rows = fields.map(
    (field) => `| ${field.index + 1} | [\`${field.name}\`](#${field.name}) | ${cells(field).join(' | ')} |`,
  );
  return ['| # | field | type | mandatory |', '| ---: | :--- | :--- | :--- |', ...rows].join('\n');
}

function cells(field: Field): [type: string, mandatory: string] {
  const type = typeAndUnit(field);
  if (field.mandatory) return [type, '**yes**'];
  return [type, field.describes === undefined ? 'no' : `with \`${field.describes}\``];
}

function section(field: Field): string {
  return `## ${field.name}\n\n*${summary(field)}*\n\n${explain(field, { areAllValuesShown: true })}`;
}

function udataTable(): string {
  const rows = udataKeys.map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`);
  return ['| key | meaning |', '| :--- | :--- |', ...rows].join('\n');
}
