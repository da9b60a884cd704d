import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type Client, fullCapabilities, startClient } from '../support/client';
import { type TypedText, typedTexts } from './texts';
import { type Habits, type } from './typist';

/*
 * The typing law: whatever record somebody types, the text is what was typed. At each key the list of suggestions is
 * followed as VS Code opens, filters and closes it; a list that is open at Enter, Tab or a commit character would take
 * the key. `TYPING_RUNS=20000` looks at other texts, and at more of them.
 */

const runs = process.env.TYPING_RUNS;
const count = Number(runs ?? 1000);
/** So many texts are typed at once: the server has something to do meanwhile. */
const atOnce = 8;

describe('typing is never overruled', { timeout: 600_000 }, () => {
  let client: Client;
  before(async () => {
    const experimental = { interactionData: { snippetChoices: true, suggestCommand: true } };
    client = await startClient({ capabilities: { ...fullCapabilities, experimental } });
  });
  after(() => client.stop());

  test(`${count} generated texts`, async () => {
    const texts = fc.sample(typedTexts, { numRuns: count, ...(runs ? {} : { seed: 8 }) });
    let next = 0;
    let lists = 0;
    const typeSome = async () => {
      for (let index = next++; index < texts.length; index = next++) {
        const opened = await checkTyping(client, texts[index] as TypedText, index).catch((error) => {
          // Nobody types on.
          next = texts.length;
          throw error;
        });
        lists += opened;
      }
    };
    const results = await Promise.allSettled(Array.from({ length: atOnce }, typeSome));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    // Lists open all the time: the law does not hold for want of suggestions.
    assert.ok(lists > count * 5, `${lists} lists opened`);
  });
});

async function checkTyping(client: Client, { text, languageId, shape }: TypedText, index: number) {
  const habits: Habits = { languageId, closes: index % 2 === 0, late: index % 4 < 2 ? 0 : index % 23 };
  const typed = await type(client, `file:///calls/${index}`, text, habits);
  const told = () => `${shape}, ${JSON.stringify(habits)}: ${JSON.stringify(text)}`;
  assert.deepEqual(typed.taken, [], told());
  assert.deepEqual(typed.heaps, [], told());
  assert.equal(typed.text, text, told());
  return typed.lists;
}
