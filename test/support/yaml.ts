import assert from 'node:assert/strict';

/** What YAML stands for. All scalars are texts here. */
export type Yaml = string | readonly Yaml[] | { readonly [key: string]: Yaml };

/**
 * Reads the YAML that our own files are written in: maps, lists, plain and quoted scalars on one line, and texts after `|`. Anything
 * else fails.
 */
export function readYaml(text: string): Yaml {
  const lines = text.split('\n').map((line) => ({ indent: line.search(/\S|$/), words: line.trim(), line }));
  let at = 0;
  skip();
  const value = block(0);
  assert.equal(at, lines.length, `line ${at + 1} belongs to nothing: ${lines[at]?.line}`);
  return value;

  function skip(): void {
    while (at < lines.length && /^(?:#.*)?$/.test(lines[at]?.words ?? '')) at++;
  }

  function block(indent: number): Yaml {
    return lines[at]?.words.startsWith('- ') ? list(indent) : map(indent);
  }

  function list(indent: number): Yaml {
    const items: Yaml[] = [];
    while (lines[at]?.indent === indent && lines[at]?.words.startsWith('- ')) {
      const first = lines[at] as { indent: number; words: string };
      const words = first.words.slice(2);
      // A map begins in the line of its dash.
      if (/^[\w-]+:(?: |$)/.test(words)) {
        lines[at] = { ...first, indent: indent + 2, words, line: '' };
        items.push(map(indent + 2));
      } else {
        items.push(scalar(words));
        at++;
        skip();
      }
    }
    return items;
  }

  function map(indent: number): Yaml {
    const members: Record<string, Yaml> = {};
    while (lines[at]?.indent === indent) {
      const { words } = lines[at] as { words: string };
      const [, key = '', value = ''] = /^([\w-]+):(?: +(.*))?$/.exec(words) ?? assert.fail(words);
      assert.ok(!(key in members), `${key} twice`);
      at++;
      if (value === '|') {
        members[key] = literal(indent);
      } else if (value !== '') {
        members[key] = scalar(value);
      } else {
        skip();
        const next = lines[at]?.indent ?? 0;
        assert.ok(next > indent || lines[at]?.words.startsWith('- '), `${key} has no value`);
        members[key] = block(next);
      }
      skip();
    }
    return members;
  }

  function literal(indent: number): string {
    const own = lines[at]?.indent ?? 0;
    assert.ok(own > indent);
    const taken: string[] = [];
    for (; at < lines.length; at++) {
      const { indent: next, words, line } = lines[at] as { indent: number; words: string; line: string };
      if (words !== '' && next < own) break;
      taken.push(line.slice(own));
    }
    return `${taken.join('\n').trimEnd()}\n`;
  }
}

function scalar(words: string): string {
  const [, quoted] = /^'((?:[^']|'')*)'$/.exec(words) ?? [];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  // What these begin has another meaning there, and so have a colon and a hash in the middle.
  assert.doesNotMatch(words, /^["&*!|>%@`{[]|^[?-](?: |$)|: | #/, words);
  return words;
}
