import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

export type LanguageId = 'interaction-json' | 'interaction-jsonl';

/** One token: its text and its scopes from the outermost to the innermost, without the scope of the language. */
export interface Token {
  line: number;
  text: string;
  scopes: string[];
}

const scopeNames: Record<LanguageId, string> = {
  'interaction-json': 'source.json.interaction',
  'interaction-jsonl': 'source.json.interaction.lines',
};

const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));

/**
 * Splits a text into tokens with the grammar file of a language and the very library that VS Code runs.
 * Blank tokens are left out.
 */
export async function tokenise(text: string, language: LanguageId): Promise<Token[]> {
  const grammar = await loadGrammar(language);
  let state = INITIAL;
  return text.split(/\r?\n/).flatMap((line, index) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens
      .map(({ startIndex, endIndex, scopes }) => ({
        line: index,
        text: line.slice(startIndex, endIndex),
        scopes: scopes.slice(1),
      }))
      .filter((token) => token.text.trim() !== '');
  });
}

/**
 * The kinds of token that decide how VS Code treats typing, one letter for each UTF-16 unit of a line:
 * `"` inside of a string, `.` elsewhere.
 */
export async function stringMap(line: string, language: LanguageId): Promise<string> {
  const grammar = await loadGrammar(language);
  const { tokens } = grammar.tokenizeLine2(line, INITIAL);
  let map = '';
  for (let index = 0; index < tokens.length; index += 2) {
    const end = tokens[index + 2] ?? line.length;
    map = map.padEnd(end, isString(tokens[index + 1] ?? 0) ? '"' : '.');
  }
  return map;
}

/** VS Code keeps the kind of a token in two bits of its metadata; 2 is a string. */
function isString(metadata: number): boolean {
  return ((metadata >>> 8) & 3) === 2;
}

async function loadGrammar(language: LanguageId) {
  const registry = new Registry({
    onigLib: loadWASM(wasm).then(() => ({ createOnigScanner, createOnigString })),
    loadGrammar: async (scopeName) => readGrammar(scopeName),
  });
  const grammar = await registry.loadGrammar(scopeNames[language]);
  if (!grammar) throw new Error(`there is no grammar for ${language}`);
  return grammar;
}

function readGrammar(scopeName: string) {
  const language = (Object.keys(scopeNames) as LanguageId[]).find((id) => scopeNames[id] === scopeName);
  if (!language) return null;
  const path = new URL(`../../syntaxes/${language}.tmLanguage.json`, import.meta.url);
  return parseRawGrammar(readFileSync(path, 'utf8'), path.pathname);
}
