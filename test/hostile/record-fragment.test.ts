import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { lexer, walkTokens } from 'marked';
import { readProjectFile } from '../../server/config/project-file';
import { phoneCall } from '../../server/spec/phone-call';
import { withFragment } from '../../server/spec/record-fragment';
import { asMarkdown } from '../../server/words/as-markdown';
import { visible } from '../../server/words/harmless';

/** Longer than any message that people read. */
const longestMessage = 500;

/** Reads what stands in a project file, and looks at what every reader of it relies on. */
function read(text: string) {
  const { record, problems } = readProjectFile(text, phoneCall);
  for (const { start, end, message } of problems) {
    assert.ok(0 <= start && start <= end && end <= text.length);
    assert.ok(message.length <= longestMessage && visible(message) === message, message);
    assert.doesNotMatch(message, /\]\(\s*<?[a-z][a-z\d+.-]*:/i);
  }
  const type = record && withFragment(phoneCall, record, 'team.json');
  for (const [index, { name }] of phoneCall.fields.entries())
    assert.ok(!type || type.fields[index]?.name === name);
  return { record, problems, type };
}

describe('hostile workspace: what a project file states of records', () => {
  test('any JSON value neither throws nor changes what fields there are', () => {
    const word = fc.constantFrom(
      ...['properties', 'required', 'dependencies', 'type', 'enum', 'oneOf', 'const', 'title', 'description'],
      ...[
        'pattern',
        'minimum',
        'maximum',
        'minLength',
        'maxLength',
        'format',
        'default',
        'examples',
        '$schema',
      ],
      ...[
        'string',
        'integer',
        'object',
        'udata',
        'status',
        'start_date',
        'customerId',
        '__proto__',
        'constructor',
      ],
      ...['', ' ', '\u2028', '\u202e', '\ud800', '](', '[a](command:b)', '(', 'x'.repeat(300)],
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 7, depthSize: 'small', withCrossShrink: true },
        { weight: 2, arbitrary: fc.oneof(word, fc.constantFrom(0, -1, 2.5, 1e300, true, null)) },
        { weight: 4, arbitrary: fc.dictionary(word, tie('tree'), { maxKeys: 5, noNullPrototype: true }) },
        { weight: 1, arbitrary: fc.array(tie('tree'), { maxLength: 4 }) },
      ),
    }));
    const deep = tree.map((value) => ({ properties: { a: value, udata: value } }));
    const cut = fc.tuple(fc.nat(), fc.boolean());
    fc.assert(
      fc.property(fc.oneof(tree, deep), cut, (value, [at, isCut]) => {
        const text = `{"record":${JSON.stringify(value)}}`;
        read(isCut ? text.slice(0, at % text.length) + text.slice((at % text.length) + 1) : text);
      }),
      { numRuns: 1000 },
    );
  });

  test('one that is made to overwhelm is read in no time, and what is too much is told', () => {
    const many = (count: number, make: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => make(index)).join();
    const long = 'y'.repeat(50);
    const cases: Readonly<Record<string, string>> = {
      braces: '{'.repeat(100_000),
      objects: '{"properties":{"a":'.repeat(10_000),
      'fields in fields': `${'{"properties":{"a":'.repeat(8)}{"type":"string"}${'}}'.repeat(8)}`,
      keywords: `{${many(10_000, (n) => `"keyword${n}":1`)}}`,
      fields: `{"properties":{${many(3000, (n) => `"f${n}":{"type":"string"}`)}}}`,
      names: `{"properties":{${many(900, (n) => `"f${long}${n}":{"type":"string"}`)}},"required":[${many(1100, (n) => `"g${long}${n}"`)}]}`,
      owners: `{"properties":{${many(900, (n) => `"f${long}${n}":{"type":"string"}`)}},"dependencies":{${many(900, (n) => `"f${long}${n}":["g${long}${n}"]`)}}}`,
      codes: `{"properties":{"a":{"enum":[${many(1001, String)}]}}}`,
      'a long code': `{"properties":{"a":{"enum":["${'x'.repeat(300)}"]}}}`,
      'a long name': `{"properties":{"${'x'.repeat(300)}":{"type":"string"}}}`,
      'a long description': `{"properties":{"a":{"type":"string","description":"${'`|'.repeat(3000)}"}}}`,
      'a long example': `{"properties":{"a":{"type":"array","examples":[${'['.repeat(1500)}${']'.repeat(1500)}]}}}`,
      'a catastrophic pattern': `{"properties":{"a":{"type":"string","pattern":"^(a+)+$","default":"${'a'.repeat(1900)}!"}}}`,
      'a long pattern': `{"properties":{"a":{"type":"string","pattern":"${'a?'.repeat(5000)}"}}}`,
      'a megabyte': `{"properties":{"a":{"description":"${'x'.repeat(1 << 20)}"}}}`,
      'the same key': `{"properties":{${many(5000, () => '"f":{"type":"string"}')}}}`,
    };
    for (const [name, stated] of Object.entries(cases)) {
      const before = performance.now();
      const { problems } = read(`{"record":${stated}}`);
      assert.ok(problems.length > 0, name);
      // A fifth of it where nothing else runs: the time is there to tell what grows with the square.
      assert.ok(performance.now() - before < 5000, `${name} takes ${performance.now() - before} ms`);
    }
  });

  test('limits hold where they are said to', () => {
    const fields = (count: number) =>
      Array.from({ length: count }, (_, n) => `"f${n}":{"type":"string"}`).join();
    const { type, problems } = read(
      `{"record":{"properties":{${fields(1001)}},"required":["f1000","f999"]}}`,
    );
    assert.equal(type?.fields.length, phoneCall.fields.length + 1000);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['There are more than 1000 fields: this one and later ones do not count.'],
    );
    assert.equal(type?.fieldNamed('f999')?.mandatory, true);
    const codes = Array.from({ length: 1000 }, (_, n) => n).join();
    assert.deepEqual(read(`{"record":{"properties":{"a":{"enum":[${codes}]}}}}`).problems, []);
    const nested = (depth: number) =>
      `{"record":${'{"properties":{"a":'.repeat(depth)}{"type":"string"}${'}}'.repeat(depth)}}`;
    assert.deepEqual(read(nested(6)).problems, []);
    assert.deepEqual(
      read(nested(7)).problems.map(({ message }) => message),
      ['Objects are more than 6 deep here: these fields do not count.'],
    );
  });

  test('names that every object has are names as others', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    const properties = names.map((name) => `"${name}":{"enum":["a"]}`).join();
    const { type, problems } = read(
      `{"record":{"properties":{${properties},"udata":{"properties":{${properties}},"required":["__proto__"]}},"required":["__proto__"],"dependencies":{"constructor":["toString"]}}}`,
    );
    assert.deepEqual(problems, []);
    for (const name of names) assert.equal(type?.fieldNamed(name)?.codes[0]?.value, 'a');
    assert.equal(type?.fieldNamed('__proto__')?.mandatory, true);
    assert.equal(type?.fieldNamed('udata')?.members?.fieldNamed('__proto__')?.mandatory, true);
    assert.equal(read('{"record":{"required":["__proto__","toString"]}}').problems.length, 2);
    assert.equal(
      read('{"record":{"properties":{"a":{"format":"constructor","type":"__proto__"}}}}').problems.length,
      2,
    );
  });

  test('nothing in a description is more than text', () => {
    const pieces = fc.constantFrom(
      ...[
        '`',
        '``',
        '\\',
        '|',
        '*',
        '_',
        '~',
        '#',
        '- ',
        '> ',
        '1. ',
        '+ ',
        '---',
        '===',
        '    ',
        '\t',
        '\n',
        '\n\n',
      ],
      ...[
        '[a](command:b)',
        '![a](https://example.org/a.png)',
        '[a]',
        '](',
        '[a]: command:b',
        '![](',
        ')',
        '<b>',
      ],
      ...['<img src=x onerror=y>', '<a href="command:b">', '<!--', '<command:b>', '&lt;', '&#96;', '&amp'],
      ...[
        'https://example.org',
        'HTTPS://example.org',
        'www.example.org',
        'WWW.a.b',
        'a@example.org',
        'ftp://a.b',
      ],
      ...['\u2028', '\0', '\u202e', '\u200b', '\ud800', ' ', 'a', 'é', 'a_b', '`a`', '` `', '`|`'],
    );
    const hostile = fc.array(fc.oneof({ weight: 6, arbitrary: pieces }, fc.string({ maxLength: 3 })), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(hostile, (parts) => {
        const markdown = asMarkdown(parts.join(''));
        assert.ok(!markdown.includes('\n') && visible(markdown) === markdown);
        for (const shown of [markdown, `Before ${markdown}`, `| a | b |\n| - | - |\n| ${markdown} | c |`]) {
          let cells = 0;
          walkTokens(lexer(shown), (token) => {
            const isText = ['paragraph', 'text', 'escape', 'codespan', 'space', 'table'].includes(token.type);
            assert.ok(isText, `${token.type} in ${JSON.stringify(shown)}`);
            if (token.type === 'table')
              cells = (token as unknown as { rows: unknown[][] }).rows[0]?.length ?? 0;
          });
          if (shown.startsWith('| a')) assert.equal(cells, 2, shown);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
