import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';
import { textsIn, textsOfProduct } from '../../scripts/texts';
import { speak, t } from '../../server/words/language';

const folder = join(projectFolder, 'l10n');
const english = textsOfProduct();

/** What is put into a text, in any order. */
function placesIn(text: string): readonly string[] {
  return (text.match(/\{\d\}/g) ?? []).sort();
}

for (const file of readdirSync(folder)) {
  const words: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(folder, file), 'utf8'));

  test(`${file} has all texts of the product and no others, each with all that is put into it`, () => {
    assert.deepEqual([...english].filter((text) => words[text] === undefined).sort(), [], 'missing');
    assert.deepEqual(
      Object.keys(words)
        .filter((text) => !english.has(text))
        .sort(),
      [],
      'stale',
    );
    for (const [text, translated] of Object.entries(words)) {
      assert.deepEqual(placesIn(translated), placesIn(text), text);
      // A text that goes on with another one, or ends a sentence, does so in any language.
      assert.equal(/^\s*/.exec(translated)?.[0], /^\s*/.exec(text)?.[0], text);
      assert.equal(/[\s.?!]*$/.exec(translated)?.[0], /[\s.?!]*$/.exec(text)?.[0], text);
    }
  });
}

test('the manifest has each of its texts in each language', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(projectFolder, name), 'utf8'));
  const { contributes } = read('package.json');
  const names = [...JSON.stringify(contributes).matchAll(/"%((?:[^"\\]|\\.)+)%"/g)].map(([, text]) =>
    JSON.parse(`"${text}"`),
  );
  for (const file of ['bundle.l10n.json', ...readdirSync(folder)]) {
    const texts = read(file.replace('bundle.l10n', 'package.nls'));
    assert.deepEqual(new Set(Object.keys(texts)), new Set(names), file);
    for (const [english, text] of Object.entries(texts)) {
      const links = (one: unknown) => String(one).match(/\]\([^)]*\)/g);
      assert.deepEqual(links(text), links(english), english);
    }
  }
  const { markdownDescription } = contributes.configuration[4].properties['interactionData.rules.syntax'];
  assert.match(
    read('package.nls.de.json')[markdownDescription.slice(1, -1)],
    /^Der Text ist kein gültiges JSON\. Kein Programm .* \[Mehr\]\(command:/,
  );
});

test('a text says in another language what it says in English, with the values where they belong there', (context) => {
  context.after(() => speak(undefined));
  const say = (name: string, count: number) => t`Remove ${count} of "${name}" {2}`;
  assert.equal(say('a {0} $& {1}', 2), 'Remove 2 of "a {0} $& {1}" {2}');
  speak((text) => ({ 'Remove {0} of "{1}" {2}': '{1}: {0} entfernen' })[text]);
  assert.equal(say('a {0} $& {1}', 2), 'a {0} $& {1}: 2 entfernen');
  speak(() => undefined);
  assert.equal(say('a', 2), 'Remove 2 of "a" {2}');
});

test('the texts of a source are those after the tag, in each other as well, as they are read there', () => {
  const source = [
    'const a = t`One \\`x\\` #{b ? t`two #{`}`}` : `three`} {`; at`no`; // t, `no`',
    "t`four #{{ a: '`' }.a}`;",
  ];
  assert.deepEqual(textsIn(source.join('\n').replaceAll('#{', '${')), [
    'One `x` {0} {',
    'two {0}',
    'four {0}',
  ]);
});
