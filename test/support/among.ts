import type { CheckedDocument } from '../../server/check/check';
import { runThrough } from '../../server/check/run-through';
import type { DocumentForm } from '../../server/document/form';
import { phoneCall } from '../../server/spec/phone-call';
import type { RecordType } from '../../server/spec/record-type';
import { engine } from './engines';

/** Checks texts, and their records among each other: as files of these names, by name. */
export function checkAmong(
  texts: Readonly<Record<string, string>>,
  {
    form = 'json',
    type = phoneCall,
    isWhole = false,
  }: { form?: DocumentForm; type?: RecordType; isWhole?: boolean } = {},
): ReadonlyMap<string, CheckedDocument> {
  const among = engine.amongRecords(() => isWhole);
  const alone = Object.entries(texts).map(
    ([name, text]) => [name, engine.checkText(text, form, type)] as const,
  );
  for (const [name, { document }] of alone) among.index.put(name, document);
  runThrough(among.judging());
  return new Map(alone.map(([name, checked]) => [name, among.open(name, checked)]));
}
