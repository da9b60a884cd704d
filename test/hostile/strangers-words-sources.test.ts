// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of sources.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';

/*
 * Each call that shows a text to people shows words of ours, or strangers' words through `server/words/harmless.ts`: all
 * calls in the sources are looked at, also those that are written tomorrow.
 */

/** Calls whose first argument is shown as it is. */
const messages =
  /\b(?:show(?:Information|Warning|Error)Message|setStatusBarMessage|process\.std(?:out|err)\.write)\(/g;

/** Calls that make what shows texts: items of the status, code lenses, lists to pick from, and the server's messages. */
const makers =
  /\b(?:createLanguageStatusItem|new (?:\w+\.)*CodeLens|command: \{ title|showQuickPick|createQuickPick|ShowMessageNotification\.type)\b/;

/** Functions that write what they are given, which is a report: its parts are made harmless where they are put together. */
const writers: Readonly<Record<string, readonly string[]>> = {
  'server/cli/output.ts': ['text', 'more'],
};

const files = ['client', 'server'].flatMap((folder) =>
  readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => join(folder, path).replaceAll('\\', '/')),
);

test('what is shown, or written to a terminal, holds no raw words of strangers', () => {
  const seen: string[] = [];
  const wrong: string[] = [];
  for (const file of files) {
    const source = sourceOf(file);
    for (const { index, 0: call } of source.matchAll(messages)) {
      const shown = firstArgument(source, index + call.length);
      seen.push(shown);
      if (!isClean(shown, source) && !writers[file]?.includes(shown)) wrong.push(`${file}: ${call}${shown}`);
    }
  }
  assert.ok(seen.length >= 6, `${seen.length} calls`);
  assert.deepEqual(wrong, []);
});

test('what makes texts to be shown knows how to make them harmless', () => {
  const made = files.filter((file) => makers.test(sourceOf(file)) && !file.endsWith('library.ts'));
  assert.ok(made.length >= 3, made.join());
  assert.deepEqual(
    made.filter(
      (file) => ![file, ...importedBy(file)].some((each) => /words\/harmless'/.test(sourceOf(each))),
    ),
    [],
  );
});

test('raw words are seen', () => {
  const source = 'const clean = harmless(a);\nconst raw = a;';
  for (const shown of [
    'a',
    '`x ${a}`',
    '`${raw}`',
    '"a" + a.b',
    '`${harmless(a)} ${a}`',
    't`x ${a}`',
    'f(harmless(a))',
  ]) {
    assert.ok(!isClean(shown, source), shown);
  }
  for (const shown of [
    '"x"',
    "'x'",
    '`x`',
    't`x ${clean}`',
    'harmless(`x ${a}`)',
    '`${visible(a)} ${clean}`',
    'clean',
  ]) {
    assert.ok(isClean(shown, source), shown);
  }
  assert.equal(firstArgument('f(`a, ${g(b, c)}`, "d")', 2), '`a, ${g(b, c)}`');
});

/** Whether a text is made of literals and of what was made harmless. */
function isClean(shown: string, source: string): boolean {
  if (/^(?:'[^']*'|"[^"]*")$/.test(shown)) return true;
  if (/^(?:harmless|visible)\(/.test(shown)) return true;
  if (/^\w+$/.test(shown)) return new RegExp(`const ${shown} = (?:harmless|visible)\\(`).test(source);
  // In the language of the client, or as it is.
  if (!/^t?`.*`$/s.test(shown)) return false;
  return [...shown.matchAll(/\$\{/g)].every(({ index }) => {
    const inside = firstArgument(shown, index + 2);
    // A choice between two literals is one.
    const choice = /^[^?]*\? ('[^']*'|`[^`$]*`) : ('[^']*'|`[^`$]*`)$/.test(inside);
    return choice || isClean(inside, source);
  });
}

/** The text from a place up to the comma or bracket that ends it. */
function firstArgument(source: string, start: number): string {
  let depth = 0;
  let quote = '';
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at);
    if (quote !== '') {
      if (character === '\\') at++;
      else if (quote === '`' && source.startsWith('${', at)) at += 2 + firstArgument(source, at + 2).length;
      else if (character === quote) quote = '';
    } else if (/['"`]/.test(character)) quote = character;
    else if (/[([{]/.test(character)) depth++;
    else if (depth === 0 && /[)\]},]/.test(character)) return source.slice(start, at).trim();
    else if (/[)\]}]/.test(character)) depth--;
  }
  return source.slice(start);
}

/** The files of ours that a file imports. */
function importedBy(file: string): string[] {
  return [...sourceOf(file).matchAll(/from '(\.[^']+)'/g)]
    .map((match) => `${join(dirname(file), match[1] ?? '')}.ts`.replaceAll('\\', '/'))
    .filter((path) => existsSync(join(projectFolder, path)));
}

function sourceOf(file: string): string {
  const text = readFileSync(join(projectFolder, file), 'utf8');
  return text.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '');
}
