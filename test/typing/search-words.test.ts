import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import authoring from '../../schemas/authoring.json';
import { searchWords } from '../../server/features/complete/what/search-words';
import type { Occasion } from '../../server/features/complete/where/occasion';
import type { CompletionItem } from '../../server/features/complete/write/item';
import { phoneCall } from '../../server/spec/phone-call';
import { cursorIn, itemsAt } from '../support/completing';
import { fuzzyScore } from './fuzzy-score';

const { fields } = phoneCall;

/** The rows of the list at the `|` in a text, as VS Code sorts them by what was typed. */
function rowsAt(marked: string, occasion: Occasion = 'typing'): readonly string[] {
  const { text, offset } = cursorIn(marked);
  return rowsFor(itemsAt(marked, 'json', occasion), (item) => text.slice(item.edit.start, offset));
}

function rowsFor(
  items: readonly CompletionItem[],
  typed: (item: CompletionItem) => string,
): readonly string[] {
  return items
    .flatMap((item) => {
      const score = fuzzyScore(typed(item), item.filterText);
      return score === undefined ? [] : [{ label: item.label, score }];
    })
    .sort((one, other) => other.score - one.score)
    .map(({ label }) => label);
}

/** The rows of the list that opened at the quote of a key, once more was typed: editors ask no more. */
function rowsAfterQuote(typed: string): readonly string[] {
  return rowsFor(itemsAt('{"|"}', 'json', 'typing'), () => typed);
}

function firstRow(marked: string): string | undefined {
  return rowsAt(marked)[0];
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
      assert.equal(rowsAfterQuote(word)[0], field);
    });
  }

  for (const { name } of fields) {
    test(`by the name of ${name}, in all spellings`, () => {
      const camelCase = name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      const pascalCase = camelCase.charAt(0).toUpperCase() + camelCase.slice(1);
      for (const typed of [name, camelCase, pascalCase, name.replaceAll('_', ''), name.toUpperCase()]) {
        assert.equal(firstRow(`{"${typed}|"}`), name, typed);
        assert.equal(rowsAfterQuote(typed)[0], name, typed);
      }
      for (const separator of ['-', ' ']) {
        const typed = name.replaceAll('_', separator);
        assert.equal(firstRow(`{"${typed}|"}`), name, typed);
        assert.equal(rowsAt(`{"${typed}|"}`, 'asked')[0], name, typed);
      }
    });
  }
});

describe('a field is found by a search word only where that starts so', () => {
  const rows: readonly (readonly [typed: string, fields: readonly string[]])[] = [
    ['rec', ['binary_content', 'binary_content_mime', 'binary_content_size']],
    ['record', ['binary_content', 'binary_content_mime', 'binary_content_size']],
    ['time', ['timeshift', 'duration', 'start_date', 'end_date']],
    ['start time', ['start_date']],
    ['start-ti', ['start_date']],
    ['agen', ['owner_id']],
    ['hang', ['stopped_reason']],
  ];
  for (const [typed, expected] of rows) {
    test(typed, () => {
      const found = rowsAt(`{"${typed}|"}`).filter((name) => fields.some((field) => field.name === name));
      assert.deepEqual(found.slice(0, expected.length).toSorted(), expected.toSorted(), typed);
      assert.deepEqual(found.includes('stopped_reason'), expected.includes('stopped_reason'));
    });
  }

  test('by the fifth letter the first row of a list that opened at the quote is one that is meant', () => {
    for (const { searchWords: own = [] } of Object.values<{ searchWords?: string[] }>(authoring.fields)) {
      for (const word of own) {
        for (let length = 5; length <= word.length; length++) {
          const typed = word.slice(0, length);
          const [first] = rowsAfterQuote(typed);
          const means = fields.find(({ name }) => name === first);
          const isMeant = means && searchWords(means, typed).toLowerCase().includes(typed.toLowerCase());
          assert.ok(isMeant, `${typed} finds ${first}`);
        }
      }
    }
  });
});
