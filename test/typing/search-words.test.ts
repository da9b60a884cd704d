import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fields } from '../../server/spec/field';
import { cursorIn, itemsAt } from '../features/completing';
import { fuzzyScore } from './fuzzy-score';

/** The first row of the list at the `|` in a text, as VS Code sorts it by what was typed. */
function firstRow(marked: string): string | undefined {
  const { text, offset } = cursorIn(marked);
  const rows = itemsAt(marked, 'json', 'typing').flatMap(({ label, edit, filterText }) => {
    const score = fuzzyScore(text.slice(edit.start, offset), filterText);
    return score === undefined ? [] : [{ label, score }];
  });
  return rows.sort((one, other) => other.score - one.score)[0]?.label;
}

/** What people type, and the field that they mean. */
const words: readonly (readonly [string, string])[] = [
  ['agent', 'owner_id'],
  ['operator', 'owner_id'],
  ['recording', 'binary_content'],
  ['audio', 'binary_content'],
  ['bytes', 'binary_content_size'],
  ['begin', 'start_date'],
  ['start', 'start_date'],
  ['created', 'start_date'],
  ['finish', 'end_date'],
  ['endTime', 'end_date'],
  ['caller', 'phone_number'],
  ['ani', 'phone_number'],
  ['contact', 'customer_id'],
  ['client', 'customer_id'],
  ['guid', 'interaction_id'],
  ['connId', 'tconnection_id'],
  ['state', 'status'],
  ['direction', 'type'],
  ['channel', 'media_type'],
  ['conversation', 'thread_id'],
  ['ticket', 'external_id'],
  ['application', 'creator_app_id'],
  ['length', 'duration'],
  ['seconds', 'duration'],
  ['timezone', 'timeshift'],
  ['disposition', 'outcome'],
  ['title', 'subject'],
  ['hangup', 'stopped_reason'],
  ['note', 'text'],
  ['html', 'structured_text'],
  ['attachedData', 'udata'],
];

describe('the first row is the field that is meant', () => {
  for (const [word, field] of words) {
    test(`by ${word}`, () => {
      assert.equal(firstRow(`{"${word}|"}`), field);
      assert.equal(firstRow(`{${word}|}`), field);
    });
  }

  for (const { name } of fields) {
    test(`by the name of ${name}, as it is and in camelCase`, () => {
      const camelCase = name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      const pascalCase = camelCase.charAt(0).toUpperCase() + camelCase.slice(1);
      for (const typed of [name, camelCase, pascalCase, name.replaceAll('_', ''), name.toUpperCase()]) {
        assert.equal(firstRow(`{"${typed}|"}`), name, typed);
      }
    });
  }
});
