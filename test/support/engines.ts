import assert from 'node:assert/strict';
import type { CheckedDocument } from '../../server/check/check';
import { openDocument } from '../../server/document/document';
import type { DocumentForm, Reading } from '../../server/document/form';
import { createEngine } from '../../server/engine';
import { phoneCall } from '../../server/spec/phone-call';
import type { RecordType } from '../../server/spec/record-type';
import { allFindings, scannerOnly } from './whole';

/** Any number but the one that is taken where none is given. */
export const HASH_SEED = 7;

/** What editor and command line find, but for the platform's way to write bytes. A rule that fails is a failed test. */
export const engine = createEngine({ hashSeed: HASH_SEED, onRuleFailed: fail });

/** The same without the fast reader: the tolerant scanner reads every record, and each rule looks at each of them. */
export const plainEngine = createEngine({
  makeReader: () => scannerOnly,
  hashSeed: HASH_SEED,
  onRuleFailed: fail,
});

/** Checks a text as the product does, and makes sure that reading fast and asking few rules only spare work. */
export function checkText(
  text: string,
  form: DocumentForm | Reading = 'json',
  type: RecordType = phoneCall,
): CheckedDocument {
  const checked = engine.check(openDocument(text, form, type));
  assert.deepEqual(allFindings(checked), allFindings(plainEngine.check(openDocument(text, form, type))));
  return checked;
}

/** Reads a document at once. */
export function settled(text: string, form: DocumentForm | Reading = 'json', type: RecordType = phoneCall) {
  return engine.read(openDocument(text, form, type));
}

function fail(rule: string, error: unknown): void {
  throw new Error(`The rule ${rule} fails.`, { cause: error });
}
