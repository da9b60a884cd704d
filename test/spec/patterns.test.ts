import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { phoneCall } from '../../server/spec/phone-call';
import { textPattern } from '../../server/spec/text-pattern';

const { fieldNamed } = phoneCall;

const date = patternOf('start_date');
const url = patternOf('structured_text');
const mimeType = patternOf('structured_text_mime');

test('a date is what JavaScript itself writes for that moment', () => {
  const part = (least: number, most: number, digits: number) =>
    fc.integer({ min: least, max: most }).map((value) => String(value).padStart(digits, '0'));
  const anyDate = fc
    .tuple(
      part(0, 9999, 4),
      part(0, 13, 2),
      part(0, 32, 2),
      part(0, 25, 2),
      part(0, 61, 2),
      part(0, 61, 2),
      part(0, 999, 3),
    )
    .map(
      ([year, month, day, hour, minute, second, ms]) =>
        `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`,
    );
  fc.assert(
    fc.property(anyDate, (text) => assert.equal(date.test(text), isDateByRoundTrip(text), text)),
    { numRuns: 20_000 },
  );
});

test('every year has the days that JavaScript gives it', () => {
  for (let year = 0; year <= 9999; year++) {
    for (const day of ['02-28', '02-29', '02-30', '04-30', '04-31', '12-31']) {
      const text = `${String(year).padStart(4, '0')}-${day}T00:00:00.000Z`;
      assert.equal(date.test(text), isDateByRoundTrip(text), text);
    }
  }
});

test('every day of every month, hour, minute and second is judged as JavaScript does', () => {
  for (const year of ['1900', '2000', '2023', '2024']) {
    for (let month = 0; month <= 13; month++) {
      for (let day = 0; day <= 32; day++) {
        const text = `${year}-${two(month)}-${two(day)}T12:00:00.000Z`;
        assert.equal(date.test(text), isDateByRoundTrip(text), text);
      }
    }
  }
  for (let value = 0; value <= 99; value++) {
    for (const time of [`${two(value)}:00:00`, `00:${two(value)}:00`, `00:00:${two(value)}`]) {
      const text = `2024-05-06T${time}.789Z`;
      assert.equal(date.test(text), isDateByRoundTrip(text), text);
    }
  }
});

test('another way to write a moment is no date of the specification', () => {
  const others = [
    '2013-11-25T19:02:22Z',
    '2013-11-25T19:02:22.0Z',
    '2013-11-25T19:02:22.0000Z',
    '2013-11-25T19:02:22.000',
    '2013-11-25T19:02:22.000z',
    '2013-11-25t19:02:22.000Z',
    '2013-11-25 19:02:22.000Z',
    '2013-11-25T19:02:22,000Z',
    '2013-11-25T19:02:22.000+00:00',
    '2013-11-25 21:02:22.000+0200',
    '2013-11-25T24:00:00.000Z',
    '2016-12-31T23:59:60.000Z',
    '+002013-11-25T19:02:22.000Z',
    '13-11-25T19:02:22.000Z',
    '2013-11-5T19:02:22.000Z',
    ' 2013-11-25T19:02:22.000Z',
    '2013-11-25T19:02:22.000Z ',
    '2013-11-25T19:02:22.000Z\n',
    '２０１３-11-25T19:02:22.000Z',
    '1385406142000',
    '',
  ];
  for (const text of others) assert.equal(date.test(text), false, text);
});

const goodUrls = [
  'http://host',
  'HTTP://HOST',
  'https://example.com/',
  'Https://example.com:8443/a/b.html?c=d&e[]=f#g',
  'https://example.com?x',
  'https://example.com#x',
  'http://localhost:8080/ucs/10.1/interactions',
  'http://10.0.0.1/a',
  'http://[2001:db8::1]:80/a',
  'http://user:secret@host/a',
  'http://user%40mail@host/a',
  'http://my_host/a',
  'http://a.b-c.d~e/',
  'http://example.com/a%20b%C3%A4',
  'http://example.com/ä/日本/😀',
  'http://bücher.example/',
  "http://h/a;b=c,d$e!f'(g)*+h",
  'http://h//a//b',
  'http://h/a?u=http://other:80/@x',
  'ftp://ftp.example.com/a.wav',
  'FTP://anonymous:x@ftp.example.com:21/a;type=i',
  'file:///a/b.wav',
  'file:///C:/calls/a.wav',
  'file://server/share/a.wav',
  'file://localhost/a',
  'file:/a/b',
  'file:/',
  'FILE:///',
  'file:////server/share/a.wav',
];

const badUrls = [
  '',
  'host',
  'example.com/a',
  '//example.com/a',
  '/a/b',
  'a/b',
  'http:',
  'http:/host/a',
  'http:host',
  'http://',
  'http:///a',
  'http://?a',
  'http://#a',
  'http://:80/',
  'http://user@/a',
  'http://host:/a',
  'http://http://host/',
  'http://host:port/',
  'http://host:123456/',
  'http://host:80:80/',
  'http://a@b@c/',
  'http://[::1/',
  'http://::1/',
  'http://[x]/',
  'http://host/a b',
  'http://ho st/',
  ' http://host/',
  'http://host/ ',
  'http://host/\n',
  'http://host/a\tb',
  'http://host/\u0000',
  'http://host/\u007f',
  'http://host/\u0085',
  'http://host/\u00a0',
  'http://host/\u2028',
  'http://host/\u200b',
  'http://host/\ufeff',
  'http://host/<a>',
  'http://host/"a"',
  'http://host/{id}',
  'http://host/a|b',
  'http://host/a^b',
  'http://host/`a`',
  'http://host\\a',
  'file:a.wav',
  'file:',
  'file://',
  'file://server',
  'file://C:/a',
  'file:///C:\\a',
  'C:\\a.wav',
  'httpss://host/',
  'ttp://host/',
  'ftps://host/',
  'sftp://host/',
  'ws://host/',
  'mailto:a@example.com',
  'data:text/plain,a',
  'urn:x:y',
  'javascript:alert(1)',
  'http//host',
  'http;//host',
];

test('absolute http, https, ftp and file URLs are URLs', () => {
  for (const text of goodUrls) {
    assert.equal(url.test(text), true, text);
    assert.doesNotThrow(() => new URL(text), text);
  }
});

test('anything else is no URL', () => {
  for (const text of badUrls) assert.equal(url.test(text), false, JSON.stringify(text));
});

test('as bytes the same ones are URLs', () => {
  const read = textPattern(url.source);
  assert.ok(!('refused' in read));
  for (const text of [...goodUrls, ...badUrls].filter((one) => /^[ -~]*$/.test(one))) {
    const bytes = Buffer.from(`"${text}"`);
    assert.equal(read.testBytes(bytes, 1, bytes.length - 1), goodUrls.includes(text), text);
  }
});

test('web addresses of every make are URLs, and none survives a white space or control character', () => {
  const address = fc.webUrl({
    validSchemes: ['http', 'https', 'ftp'],
    withQueryParameters: true,
    withFragments: true,
  });
  const intruder = fc.constantFrom(' ', '\t', '\n', '\r', '\u0001', '\u001f', '\u00a0', '\u2003', '\u3000');
  fc.assert(
    fc.property(address, fc.nat(), intruder, (text, at, character) => {
      assert.equal(url.test(text), true, text);
      const offset = at % (text.length + 1);
      assert.equal(url.test(text.slice(0, offset) + character + text.slice(offset)), false, text);
    }),
    { numRuns: 3000 },
  );
});

test('what is a URL here is one for the URL parser of the platform too', () => {
  // Not URL.canParse: once optimised, that of Node 20 refuses letters beyond ASCII in a host.
  // Digits stand in ports alone: the platform takes a host whose last part is a number for an IPv4 address.
  const pieces = [
    'http',
    'file',
    'ftp',
    ':',
    ':80',
    '/',
    '//',
    '?',
    '#',
    '@',
    'a',
    '.b',
    '%41',
    'é',
    '&=',
    '..',
  ];
  const sample = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom('http://', 'ftp://', 'file://', ''), sample, (start, rest) => {
      const text = start + rest;
      if (url.test(text)) assert.doesNotThrow(() => new URL(text), text);
    }),
    { numRuns: 5000 },
  );
});

const goodMimeTypes = [
  'text/html',
  'TEXT/HTML',
  'text/html; charset=utf-8',
  'text/html;charset=utf-8',
  'text/html ; charset=utf-8',
  'text/html; charset="utf-8"',
  'text/plain; charset=us-ascii; format=flowed; delsp=yes',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.genesys+json',
  'application/x-www-form-urlencoded',
  'multipart/mixed; boundary="a b;c=\\"d\\"/\\\\"',
  'multipart/mixed; boundary=""',
  'audio/x-wav',
  'audio/G722',
  'audio/l16; rate=8000',
  'image/svg+xml',
  'message/rfc822',
  '1d-interleaved/parityfec',
  `a/${'b'.repeat(127)}`,
];

const badMimeTypes = [
  '',
  'html',
  'text',
  'text/',
  '/html',
  'text//html',
  'text/html/x',
  'text html',
  'text / html',
  ' text/html',
  'text/html ',
  'text/html\n',
  'text/html;',
  'text/html; ',
  'text/html; charset',
  'text/html; charset=',
  'text/html; =utf-8',
  'text/html; charset = utf-8',
  'text/html; charset=utf 8',
  'text/html; charset="utf-8',
  'text/html; charset="a"b',
  'text/html, text/plain',
  'text/html charset=utf-8',
  '*/*',
  'text/*',
  '.wav/x',
  'text/ht ml',
  'text/hтml',
  'audio/wav;\nrate=1',
  'multipart/mixed; boundary="a\u0000"',
  `a/${'b'.repeat(128)}`,
];

test('of all characters a URL has none that is white space, a control character, or one that URLs leave out', () => {
  const isLeftOut = /[\s\p{Cc}\u200B"<>\\^`{|}]/u;
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    assert.equal(url.test(`http://h/${character}x`), !isLeftOut.test(character), code.toString(16));
  }
});

test('a MIME type has up to 19 parameters, with up to 29 escaped characters in each', () => {
  for (const [count, isOne] of [
    [19, true],
    [20, false],
  ] as const)
    assert.equal(mimeType.test(`a/b${'; c=d'.repeat(count)}`), isOne);
  const quoted = (count: number) => `; c="${'x\\"'.repeat(count)}"`;
  assert.equal(mimeType.test(`a/b${quoted(29).repeat(19)}`), true);
  assert.equal(mimeType.test(`a/b${quoted(30)}`), false);
});

test('a type and a subtype, with parameters or without, are a MIME type', () => {
  for (const text of goodMimeTypes) assert.equal(mimeType.test(text), true, text);
});

test('anything else is no MIME type', () => {
  for (const text of badMimeTypes) assert.equal(mimeType.test(text), false, JSON.stringify(text));
});

/** Texts on which a pattern that goes back over what it has read would take hours or overflow its stack. */
const hostile: readonly (readonly [pattern: RegExp, start: string, repeated: string, end: string])[] = [
  [date, '2013-11-25T19:02:22.', '0', 'Z'],
  [date, '', '2013-11-25T19:02:22.000Z', ''],
  [url, 'http://', 'a', ' '],
  [url, 'http://', 'a:', ' '],
  [url, 'http://', '@', ' '],
  [url, 'http://', 'a@', ' '],
  [url, 'http://', '%20', ' '],
  [url, 'http://a', ':80', '/'],
  [url, 'http://a:', '1', ''],
  [url, 'http://[', ':', ''],
  [url, 'http://a/', 'a', ' '],
  [url, 'http://a/', '/?#', ' '],
  [url, 'http://a/', '%20', '"'],
  [url, 'file:', '/', ' '],
  [url, 'file://', 'a', ' '],
  [url, '', 'http://', ''],
  [mimeType, '', 'a', ''],
  [mimeType, 'a/b', ' ', ''],
  [mimeType, 'a/b;', ' ', ''],
  [mimeType, 'a/b', ' ;', ''],
  [mimeType, 'a/b', '; c=d', ' '],
  [mimeType, 'a/b; c=', 'd', ' '],
  [mimeType, 'a/b; ', 'c', ''],
  [mimeType, 'a/b; c="', '\\"', ''],
  [mimeType, 'a/b; c="', 'd', ''],
  [mimeType, 'a/b; c="', '"; c="', ''],
];

for (const [pattern, start, repeated, end] of hostile) {
  test(`a million times ${JSON.stringify(repeated)} after ${JSON.stringify(start)} is refused at once`, () => {
    assert.equal(pattern.test(start + repeated.repeat(1_000_000) + end), false);
  });
}

test('a very long URL is still a URL', () => {
  assert.equal(url.test(`http://host/${'a%20'.repeat(1_000_000)}`), true);
});

/** Whether a text is exactly what JavaScript writes for the moment that it reads in it. */
function isDateByRoundTrip(text: string): boolean {
  const moment = new Date(text);
  return text.length === 24 && !Number.isNaN(moment.getTime()) && moment.toISOString() === text;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function patternOf(name: string): RegExp {
  const pattern = fieldNamed(name)?.pattern;
  assert.ok(pattern, `${name} has a pattern`);
  return pattern;
}
