import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckedDocument } from '../../server/check/check';
import type { DocumentForm } from '../../server/document/form';
import { checkText } from './engines';

/** A text in which one `|` marks a place: the text without it, and the UTF-16 offset of the place. */
export function marked(text: string): { readonly text: string; readonly offset: number } {
  const offset = text.indexOf('|');
  if (offset < 0 || text.indexOf('|', offset + 1) >= 0) throw new Error(`Exactly one | is needed: ${text}`);
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

export { settled } from './engines';

export function checked(text: string, form: DocumentForm = 'json'): CheckedDocument {
  return checkText(text, form);
}

/** Records that have a bit of everything, to be cut off anywhere. */
export const recordsToCut: readonly string[] = [
  `{
  "interaction_id": "00002b81KDM00A01", "status": 3, "entity_type": 3.0,
  "text": "a \\"quoted\\" \\u00e9 \\\\ text", "start_date": "2026-03-02T08:15:30.000Z",
  "timeshift": -300, "binary_content": "https://u@media.example.com:8080/a.wav",
  "udata": { "ServiceType": "x", "a": { "b": [1, [2, {}], null] }, "ServiceType": true }
}`,
  '[{"udata": [{"key": "CaseID", "type": "str", "value": "y"}], "stat": 1, \'x\': 01, "type" "Inbound"}, "z", {}]',
  '{"$schema": "s", "named": {"status": 1, "type": "Inbound"}, "list": [{"status": 2, "type": "q"}, {"n": 1}], "page": {"n": [1]}}',
  '{"status":1,"type":"Inbound"}\n{"a": {"status": 1, "type": "x"}, "b": [\n{"duration": 12.5}\n\nnull',
];

/** The files of the examples folder, as the editor reads them. */
export function examples(): readonly {
  readonly name: string;
  readonly text: string;
  readonly form: DocumentForm;
}[] {
  const folder = join(__dirname, '../../examples');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.jsonl?$/.test(name))
    .map((name) => ({
      name,
      text: readFileSync(join(folder, name), 'utf8'),
      form: name.endsWith('l') ? ('lines' as const) : ('json' as const),
    }));
}
