import assert from 'node:assert/strict';

/** An element of a document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text that stands directly in it. */
  readonly text: string;
}

/** What XML 1.0 calls Char, and nothing else. */
const characters = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads an XML 1.0 document of elements, attributes and texts, and fails where it is not well-formed. What documents have besides
 * (document types, comments, CDATA) fails, too.
 */
export function readXml(document: string): XmlElement {
  assert.match(document, characters, 'characters that XML cannot hold');
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  assert.ok(document.startsWith(declaration), document.slice(0, 60));
  let at = declaration.length;
  const root = element();
  assert.equal(document.slice(at).trim(), '', 'text after the root');
  return root;

  function take(pattern: RegExp): RegExpExecArray {
    const sticky = new RegExp(pattern.source, 'uy');
    sticky.lastIndex = at;
    const found = sticky.exec(document);
    assert.ok(found, `expected ${pattern} at ${JSON.stringify(document.slice(at, at + 60))}`);
    at = sticky.lastIndex;
    return found;
  }

  function element(): XmlElement {
    const [, name = ''] = take(/<([A-Za-z][\w.-]*)/);
    const attributes: Record<string, string> = {};
    for (;;) {
      const [, key, value = ''] = take(/(?:\s+([A-Za-z][\w.-]*)="([^"<]*)"|\s*(?=\/?>))/);
      if (key === undefined) break;
      assert.ok(!(key in attributes), `${key} twice`);
      // Readers make spaces of what is not written as a reference.
      attributes[key] = decode(value.replaceAll(/[\t\n\r]/g, ' '));
    }
    const [end] = take(/\/?>/);
    const children: XmlElement[] = [];
    let text = '';
    if (end === '/>') return { name, attributes, children, text };
    for (;;) {
      const [between] = take(/[^<]*/);
      assert.ok(!between.includes(']]>'), ']]> in a text');
      text += decode(between.replaceAll(/\r\n?/g, '\n'));
      if (document.startsWith('</', at)) break;
      children.push(element());
    }
    take(new RegExp(`</${name}\\s*>`));
    return { name, attributes, children, text };
  }
}

function decode(text: string): string {
  return text.replaceAll(/&([^;]*;?)/g, (whole, reference: string) => {
    const [, decimal, hexadecimal, name = ''] = /^(?:#(\d+)|#x([\da-f]+)|(\w+));$/i.exec(reference) ?? [];
    const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : undefined;
    const character = code === undefined ? entities[name] : String.fromCodePoint(code);
    assert.ok(character !== undefined && characters.test(character), `${whole} stands for nothing`);
    return character;
  });
}
