import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readProjectFile } from '../../server/config/project-file';
import { phoneCall } from '../../server/spec/phone-call';
import { type RecordFragment, withFragment } from '../../server/spec/record-fragment';
import type { RecordType } from '../../server/spec/record-type';

/** What a project file states of records, in which `⟦` and `⟧` mark where problems stand, as checked here. */
function read(marked: string): { record: RecordFragment | undefined; type: RecordType; messages: string[] } {
  const ranges: string[] = [];
  let text = '';
  for (const [index, part] of `{"record":${marked}}`.split(/[⟦⟧]/).entries()) {
    if (index % 2 === 1) ranges.push(`${text.length} ${part}`);
    text += part;
  }
  const { problems, record } = readProjectFile(text, phoneCall);
  const told = problems.map(({ start, end }) => `${start} ${text.slice(start, end)}`);
  const messages = problems.map(({ message }) => message);
  assert.deepEqual(told, ranges, messages.join('\n'));
  for (const message of messages) assert.match(message, /^[^\n]{1,150}\.$|\?$/);
  return { record, messages, type: record ? withFragment(phoneCall, record, 'team.json') : phoneCall };
}

/** What is stated of one field, the others being the specification's. */
function field(name: string, marked: string) {
  const { type, messages } = read(`{"properties":{"${name}":${marked}}}`);
  return { messages, field: type.fieldNamed(name) };
}

/** Each text and what is said of what is marked in it, of a new field `x` unless it says which. */
type Refusals = readonly (readonly [marked: string, ...messages: string[]])[];

function refused(cases: Refusals, frame: (marked: string) => string): void {
  for (const [marked, ...messages] of cases) assert.deepEqual(read(frame(marked)).messages, messages, marked);
}

const ofX = (marked: string) => `{"properties":{"x":${marked}}}`;
const ofFields = (marked: string) => `{"properties":{${marked}}}`;

describe('what a project file states of records', () => {
  test('fields of a team follow those of the specification, in the order in which they are stated', () => {
    const { type, messages } = read(`{
      "$schema": "http://json-schema.org/draft-07/schema#",
      "$comment": "ours", "title": "Our calls", "description": "…", "type": "object",
      "properties": {
        "zone": { "type": "string", "title": "Zone", "examples": ["north", "south"] },
        "constructor": { "type": "boolean", "default": true },
        "__proto__": { "type": "number", "minimum": 0.5, "maximum": 1e3 },
        "attempts": { "type": "integer", "minimum": 1, "$comment": "counted by the dialler" },
        "called_back": { "type": "string", "format": "date-time" },
        "ticket": { "format": "uri", "description": "In *our* desk, see \`udata\`." },
        "code": { "type": "string", "pattern": "^[A-Z]{2}$", "minLength": 2, "maxLength": 2 },
        "tags": { "type": "array", "examples": [["a"]] },
        "score": { "type": "object", "properties": { "value": { "type": "number" } }, "required": ["value"] }
      },
      "required": ["zone", "subject"],
      "dependencies": { "code": ["zone", "score"] },
      "dependentRequired": { "code": ["tags"], "outcome": ["subject"] }
    }`);
    assert.deepEqual(messages, []);
    const first = phoneCall.fields.length;
    const own = type.fields.slice(first);
    assert.deepEqual(
      own.map(({ name, kind, type: typeName, index }) => [name, kind, typeName, index]),
      [
        ['zone', 'string', 'string', first],
        ['constructor', 'boolean', 'boolean', first + 1],
        ['__proto__', 'number', 'number', first + 2],
        ['attempts', 'integer', 'integer', first + 3],
        ['called_back', 'dateTime', 'date/time', first + 4],
        ['ticket', 'url', 'url', first + 5],
        ['code', 'string', 'string', first + 6],
        ['tags', 'array', 'array', first + 7],
        ['score', 'object', 'object', first + 8],
      ],
    );
    assert.deepEqual(
      type.mandatory.map(({ name }) => name),
      [
        ...['customer_id', 'interaction_id', 'status', 'entity_type', 'type', 'media_type', 'creator_app_id'],
        ...['start_date', 'subject', 'zone'],
      ],
    );
    assert.deepEqual(type.fieldNamed('code')?.companions, ['zone', 'score', 'tags']);
    assert.deepEqual(type.fieldNamed('subject')?.mandatoryWith, ['outcome']);
    assert.equal(type.fieldNamed('called_back')?.pattern?.test('2013-11-25T19:02:22.000Z'), true);
    assert.equal(type.fieldNamed('ticket')?.description, 'In \\*our\\* desk, see `udata`.');
    assert.deepEqual(type.fieldNamed('__proto__')?.limits, { minimum: 0.5, maximum: 1000 });
    assert.equal(type.fieldNamed('constructor')?.default, true);
    assert.equal(type.fieldNamed('zone')?.title, 'Zone');
    assert.equal(type.fieldNamed('zone')?.example, 'north');
    assert.deepEqual(
      type.fieldNamed('score')?.members?.mandatory.map(({ name }) => name),
      ['value'],
    );
    assert.deepEqual(
      own.map(({ statedBy, source }) => [statedBy, source]),
      own.map(() => ['team.json', undefined]),
    );
  });

  test('the type of a new field is what the rest implies', () => {
    const implied: readonly (readonly [stated: string, kind: string])[] = [
      ['{"enum":["a","b"]}', 'string'],
      ['{"enum":[1,2.0]}', 'integer'],
      ['{"enum":[1,2.5]}', 'number'],
      ['{"enum":[true]}', 'boolean'],
      ['{"oneOf":[{"const":1,"title":"ONE"},{"const":2}]}', 'integer'],
      ['{"format":"date-time"}', 'dateTime'],
      ['{"format":"uri"}', 'url'],
      ['{"pattern":"a"}', 'string'],
      ['{"minLength":1}', 'string'],
      ['{"maximum":1}', 'number'],
      ['{"properties":{}}', 'object'],
      ['{"required":[]}', 'object'],
    ];
    for (const [stated, kind] of implied) assert.equal(field('x', stated).field?.kind, kind, stated);
    const message = 'Say which "type" "x" has: it cannot be told from the rest.';
    for (const stated of [
      '{}',
      '{"description":"a"}',
      '{"examples":["a"]}',
      '{"enum":["a",1]}',
      '{"default":1}',
    ])
      assert.deepEqual(read(`{"properties":{⟦"x"⟧:${stated}}}`).messages, [message], stated);
  });

  test('a list of values closes the field, with names and meanings where they are stated', () => {
    const tier = field('tier', '{"enum":["gold","silver"]}').field;
    assert.deepEqual(tier?.codes, [
      { value: 'gold', name: '', meaning: '' },
      { value: 'silver', name: '', meaning: '' },
    ]);
    assert.equal(tier?.example, 'gold');
    const level = field(
      'level',
      '{"oneOf":[{"const":1,"title":" A\\n[x](command:y)","description":"see [x](command:y)"},{"const":-0}]}',
    ).field;
    assert.deepEqual(level?.codes, [
      { value: 1, name: 'A [x] (command:y)', meaning: 'see \\[x\\](command:y)' },
      { value: -0, name: '', meaning: '' },
    ]);
    assert.deepEqual(
      field('open', '{"type":"boolean","enum":[true]}').field?.codes.map(({ value }) => value),
      [true],
    );
  });

  test('the codes of the specification keep their names unless the team has others', () => {
    const spec = phoneCall.fieldNamed('status')?.codes ?? [];
    assert.deepEqual(field('status', '{"enum":[3,2]}').field?.codes, [spec[3], spec[2]]);
    assert.deepEqual(field('status', '{"oneOf":[{"const":3,"title":"DONE"},{"const":2}]}').field?.codes, [
      { ...spec[3], name: 'DONE' },
      spec[2],
    ]);
    const media = field('media_type', '{"enum":["email","chat"]}').field;
    assert.deepEqual(
      media?.codes.map(({ value }) => value),
      ['email', 'chat'],
    );
    assert.deepEqual([media?.knownValues, media?.example], [[], 'email']);
    // And what is out of bounds is no code any more.
    assert.deepEqual(field('status', '{"minimum":2}').field?.codes, spec.slice(2));
    assert.equal(field('outcome', '{"pattern":"^[a-z]+$"}').field?.example, undefined);
  });

  test('user data and objects have fields, too', () => {
    const { type } = read(`{"properties":{"udata":{"type":"object","required":["Segment"],"properties":{
      "Segment":{"enum":["gold"]},"startDate":{"type":"string"},"$schema":{"type":"string"},
      "inner":{"dependencies":{"n":["m"],"m":["n"]},"properties":{"n":{"type":"integer"},"m":{"minimum":1}}}}}}}`);
    const { members, kind } = type.fieldNamed('udata') ?? {};
    assert.equal(kind, 'list');
    assert.deepEqual(
      members?.fields.map(({ name, mandatory }) => [name, mandatory]),
      [
        ['Segment', true],
        ['startDate', false],
        ['$schema', false],
        ['inner', false],
      ],
    );
    assert.deepEqual(members?.fieldNamed('inner')?.members?.fieldNamed('m')?.companions, ['n']);
  });

  test('what is not supported is refused by its name', () => {
    refused(
      [
        ['{"type":"string",⟦"allOf"⟧:[]}', '"allOf" is not supported here.'],
        ['{"type":"string",⟦"$ref"⟧:"#/a"}', '"$ref" is not supported here.'],
        [
          '{"type":"string",⟦"if"⟧:{},⟦"then"⟧:{}}',
          '"if" is not supported here.',
          '"then" is not supported here.',
        ],
        ['{"type":"array",⟦"items"⟧:{}}', '"items" is not supported here.'],
        ['{"type":"object",⟦"additionalProperties"⟧:false}', '"additionalProperties" is not supported here.'],
        ['{"type":"string",⟦"const"⟧:"a"}', '"const" is not supported here: use "enum".'],
        [
          '{"type":"integer",⟦"exclusiveMinimum"⟧:true}',
          '"exclusiveMinimum" is not supported here: use "minimum".',
        ],
        ['{"type":"string",⟦"patern"⟧:"a"}', 'There is no keyword "patern": did you mean "pattern"?'],
        ['{"type":"string",⟦"example"⟧:"a"}', 'There is no keyword "example": did you mean "examples"?'],
        ['{"type":"string",⟦"x-refers-to"⟧:"a"}', 'There is no keyword "x-refers-to": remove it.'],
        ['{"format":⟦"email"⟧}', 'The format "email" is not supported: "date-time" and "uri" are.'],
        ['{"type":⟦"strng"⟧}', 'There is no type "strng": did you mean "string"?'],
        [
          '{"type":⟦"null"⟧}',
          'There is no type "null": write "string", "integer", "number", "boolean", "array" or "object".',
        ],
        ['{"type":⟦["string"]⟧}', 'A type is one word such as "string", not a list.'],
        ['{"oneOf":[{"const":1,⟦"titel"⟧:"A"}]}', 'There is no keyword "titel": did you mean "title"?'],
        ['⟦true⟧', 'A field is an object such as { "type": "string" }, not true.'],
        ['{⟦"$ref"⟧:"#/a"}', '"$ref" is not supported here.'],
      ],
      ofX,
    );
    refused(
      [
        ['{⟦"allOf"⟧:[]}', '"allOf" is not supported here.'],
        ['{⟦"enum"⟧:[]}', '"enum" is not supported here.'],
        ['{⟦"additionalProperties"⟧:false}', '"additionalProperties" is not supported here.'],
        ['{⟦"propertys"⟧:{}}', 'There is no keyword "propertys": did you mean "properties"?'],
        ['{"type":⟦"array"⟧}', 'A record is of the type "object", not "array".'],
        ['{"title":⟦1⟧}', '"title" is a text in quotes, not 1.'],
        [
          '{"properties":⟦[]⟧}',
          '"properties" is an object such as { "crm_id": { "type": "string" } }, not a list.',
        ],
        ['⟦[]⟧', '"record" is an object such as { "required": ["duration"] }, not a list.'],
        ['⟦null⟧', '"record" is an object such as { "required": ["duration"] }, not null.'],
      ],
      (marked) => marked,
    );
  });

  test('what does not fit the type is refused', () => {
    refused(
      [
        ['{"type":"integer",⟦"pattern"⟧:"a"}', '"pattern" is for strings, and "x" is an integer.'],
        ['{"type":"string",⟦"minimum"⟧:1}', '"minimum" is for numbers, and "x" is a string.'],
        ['{"type":"boolean",⟦"maxLength"⟧:1}', '"maxLength" is for strings, and "x" is a boolean.'],
        ['{"type":"string",⟦"properties"⟧:{}}', '"properties" is for objects, and "x" is a string.'],
        ['{"type":"array",⟦"enum"⟧:[[]]}', '"enum" is for single values, and "x" is a list.'],
        ['{"type":"string","required":⟦true⟧}', 'List "x" in the "required" beside "properties".'],
        ['{"type":"integer","minimum":⟦"1"⟧}', '"minimum" is a number, not "1".'],
        ['{"type":"integer","minimum":⟦null⟧}', '"minimum" is a number, not null.'],
        ['{"minimum":2,"maximum":⟦1⟧}', '1 is below the least value: write 2 or more.'],
        [
          '{"type":"integer","minimum":1.5,"maximum":⟦1.6⟧}',
          '1.6 is below the least value: write 2 or more.',
        ],
        ['{"type":"number","minimum":1.5,"maximum":1.6}'],
        ['{"minLength":2,"maxLength":⟦1⟧}', '"maxLength" is a whole number, 2 or more, not 1.'],
        ['{"minLength":⟦-1⟧}', '"minLength" is a whole number, 0 or more, not -1.'],
        ['{"maxLength":⟦1.5⟧}', '"maxLength" is a whole number, 0 or more, not 1.5.'],
        ['{"pattern":⟦1⟧}', '"pattern" is a text in quotes, not 1.'],
        ['{"pattern":⟦"(a"⟧}', 'This pattern cannot be used: unterminated group.'],
      ],
      ofX,
    );
  });

  test('values are right by themselves, by the specification, and by the rest', () => {
    refused(
      [
        ['{"type":"string","default":⟦1⟧}', '1 is not a string.'],
        ['{"type":"string","default":⟦null⟧}', 'null is never a value.'],
        ['{"type":"string","enum":["a",⟦null⟧,⟦1⟧]}', 'null is never a value.', '1 is not a string.'],
        ['{"type":"integer","examples":[1,2.0,⟦2.5⟧]}', '2.5 is not an integer.'],
        ['{"pattern":"^a","examples":["ab",⟦"b"⟧]}', '"b" does not match the "pattern".'],
        ['{"pattern":"^a","enum":["ab",⟦"b"⟧]}', '"b" does not match the "pattern".'],
        ['{"enum":["a","b"],"default":⟦"c"⟧}', '"c" is not one of "a", "b".'],
        ['{"maxLength":1,"examples":["😀",⟦"ab"⟧]}', '"ab" is longer than 1 character.'],
        ['{"maximum":1,"examples":[⟦2⟧]}', '2 is above 1.'],
        [
          '{"format":"date-time","examples":[⟦"2013"⟧]}',
          '"2013" is not of this form: YYYY-MM-DDTHH:mm:ss.SSSZ, UTC.',
        ],
        ['{"enum":["a","b",⟦"a"⟧]}', '"a" is there already: remove one.'],
        ['{"enum":[1,⟦1.0⟧]}', '1.0 is there already: remove one.'],
        ['{"enum":⟦[]⟧}', 'An empty "enum" would leave no value: list them, such as ["gold"].'],
        ['{"type":"string","enum":⟦"a"⟧}', '"enum" is a list of values such as ["gold"], not "a".'],
        ['{"enum":["a"],⟦"oneOf"⟧:[]}', '"oneOf" says what "enum" says: remove one.'],
        ['{"oneOf":[{"const":1},⟦{}⟧]}', 'Its value is missing: write { "const": "gold" }.'],
        ['{"oneOf":[{"const":1},⟦2⟧]}', 'A value is stated as { "const": "gold" } here, not 2.'],
        ['{"type":"string","examples":⟦"a"⟧}', '"examples" is a list of values such as ["gold"], not "a".'],
        [
          '{"required":["a"],"properties":{"a":{"type":"string"}},"examples":[⟦{}⟧,{"a":"b"},⟦{"a":1}⟧]}',
          'An object lacks "a".',
          'An object has a wrong "a": it is not a string.',
        ],
      ],
      ofX,
    );
  });

  test('numbers that would be rounded are refused', () => {
    refused(
      [
        [
          '{"type":"integer","maximum":⟦9007199254740993⟧}',
          '9007199254740993 cannot be held without rounding it.',
        ],
        ['{"enum":[1,⟦-9007199254740992⟧]}', '-9007199254740992 cannot be held without rounding it.'],
        ['{"type":"number","default":⟦1e400⟧}', '1e400 cannot be held without rounding it.'],
        ['{"type":"number","default":⟦1e-400⟧}', '1e-400 cannot be held without rounding it.'],
        [
          '{"type":"number","default":⟦0.1000000000000000055⟧}',
          '0.1000000000000000055 cannot be held without rounding it.',
        ],
        [
          '{"type":"array","examples":[["9007199254740993",[⟦9007199254740993⟧]]]}',
          '9007199254740993 cannot be held without rounding it.',
        ],
      ],
      ofX,
    );
    for (const right of ['9007199254740991', '-0', '0.10', '1.50e1', '1e15', '0e9', '0.000001'])
      assert.deepEqual(read(ofX(`{"type":"number","default":${right}}`)).messages, [], right);
  });

  test('it narrows the specification and never loosens it', () => {
    refused(
      [
        ['"duration":{"type":⟦"string"⟧}', '"duration" is an integer: its type is "integer".'],
        ['"duration":{"type":⟦"number"⟧}', '"duration" is an integer: its type is "integer".'],
        ['"start_date":{"type":"string","format":"date-time"}'],
        [
          '"structured_text":{"format":⟦"date-time"⟧}',
          '"structured_text" has no format: state a "pattern" of it.',
        ],
        ['"outcome":{"format":⟦"uri"⟧}', '"outcome" has no format: state a "pattern" of it.'],
        ['"duration":{"minimum":⟦-1⟧}', '-1 is below what the specification allows: write 0 or more.'],
        ['"duration":{"maximum":⟦-1⟧}', '-1 is below the least value: write 0 or more.'],
        ['"duration":{"minimum":1,"maximum":3600}'],
        ['"status":{"enum":[3,⟦4⟧]}', '4 is not one of 0, 1, 2, 3.'],
        ['"status":{"oneOf":[{"const":⟦"3"⟧},{"const":3}]}', '"3" is not an integer.'],
        ['"status":{⟦"minimum"⟧:4}', 'No value of "status" would be left.'],
        [
          '"start_date":{"enum":[⟦"2013-11-25"⟧,"2013-11-25T19:02:22.000Z"]}',
          '"2013-11-25" is not of this form: YYYY-MM-DDTHH:mm:ss.SSSZ, UTC.',
        ],
        [
          '"structured_text_mime":{"examples":[⟦"html"⟧]}',
          '"html" is not of this form: type/subtype, parameters allowed.',
        ],
        ['"customer_id":{"enum":["a",⟦" "⟧]}', '" " is empty.'],
        ['"outcome":{"enum":["a",""]}'],
        [
          '"allow_children":{"default":⟦false⟧}',
          'Without "allow_children", true holds: that is its default.',
        ],
        ['"udata":{"type":⟦"array"⟧}', '"udata" is an object: its type is "object".'],
        ['⟦"$schema"⟧:{"type":"string"}', '"$schema" names a schema for other tools: it cannot be a field.'],
        ['⟦"startDate"⟧:{"type":"string"}', '"startDate" stands for "start_date": state more of that one.'],
        ['⟦"ContactId"⟧:{"type":"string"}', '"ContactId" stands for "customer_id": state more of that one.'],
        ['⟦""⟧:{"type":"string"}', 'A field needs a name.'],
        ['⟦"a\\u200bb"⟧:{"type":"string"}', '"a\ufffdb" has a character that nobody sees: leave it out.'],
        ['⟦"a\\ud800"⟧:{"type":"string"}', '"a\\ud800" has a character that nobody sees: leave it out.'],
      ],
      ofFields,
    );
    assert.deepEqual(
      read('{"properties":{"x":{"type":"string"}},"required":["x"],"dependencies":{}}').messages,
      [],
    );
  });

  test('names in lists are those of fields', () => {
    refused(
      [
        [
          '{"required":⟦"duration"⟧}',
          '"required" is a list of names such as ["duration"] here, not "duration".',
        ],
        ['{"required":[⟦1⟧]}', 'The name of a field is a text in quotes, not 1.'],
        ['{"required":["duration",⟦"duration"⟧]}', '"duration" is there already: remove one.'],
        ['{"required":[⟦"outcom"⟧]}', 'There is no field "outcom": did you mean "outcome"?'],
        ['{"required":[⟦"weather"⟧]}', 'There is no field "weather": state it in "properties".'],
        ['{"dependencies":{⟦"outcom"⟧:["duration"]}}', 'There is no field "outcom": did you mean "outcome"?'],
        ['{"dependencies":{"outcome":[⟦"outcome"⟧]}}', '"outcome" cannot depend on itself.'],
        [
          '{"dependencies":{"outcome":⟦{}⟧}}',
          '"outcome" is a list of names such as ["duration"] here, no schema.',
        ],
        [
          '{"dependentRequired":⟦[]⟧}',
          '"dependentRequired" is an object such as { "a": ["b"] }, not a list.',
        ],
        // A field that is not right is there all the same: its own problem is enough.
        [
          '{"required":["x"],"properties":{"x":{"type":⟦"strng"⟧}}}',
          'There is no type "strng": did you mean "string"?',
        ],
        [
          '{"properties":{"udata":{"required":[⟦"duration"⟧]}}}',
          'There is no field "duration": state it in "properties".',
        ],
        [
          '{"properties":{"x":{"type":"string"},⟦"x"⟧:{"type":"integer"}}}',
          '"x" is there already: remove one, only the last one counts.',
        ],
      ],
      (marked) => marked,
    );
  });

  test('what is right beside something wrong counts', () => {
    const { field: duration } = field(
      'duration',
      '{"minimum":⟦-5⟧,"maximum":3600,⟦"allOf"⟧:[],"title":"Length"}',
    );
    assert.deepEqual([duration?.limits, duration?.title], [{ maximum: 3600 }, 'Length']);
    const { type } = read(
      '{"required":[⟦"a"⟧,"outcome"],"properties":{"b":⟦1⟧,"c":{"enum":["x",⟦1⟧],"type":"string"}}}',
    );
    assert.equal(type.fieldNamed('outcome')?.mandatory, true);
    assert.equal(type.fieldNamed('b'), undefined);
    assert.deepEqual(
      type.fieldNamed('c')?.codes.map(({ value }) => value),
      ['x'],
    );
    // Syntax errors, too.
    const { record, problems } = readProjectFile(
      '{"record":{"required":["outcome",],"properties":{"d":{"type":"string"',
      phoneCall,
    );
    assert.deepEqual([record?.required, [...(record?.properties.keys() ?? [])]], [['outcome'], ['d']]);
    assert.ok(problems.length > 0);
    assert.deepEqual(
      readProjectFile(
        '{"record":{"properties":{"x":{"type":"array","default":[1,]}}}}',
        phoneCall,
      ).record?.properties.get('x'),
      { kind: 'array' },
    );
  });

  test('a name that two fields of a team are spelled like stands for neither surely', () => {
    const { type } = read('{"properties":{"tier_a":{"type":"string"},"tier-a":{"type":"integer"}}}');
    assert.equal(type.fieldMeant('tierA'), undefined);
    assert.equal(type.meaningOf('tierA')?.by, 'vague-name');
    assert.equal(type.fieldMeant('startDate')?.name, 'start_date');
  });

  test('a fragment that no reader would make makes a record type all the same', () => {
    const type = withFragment(
      phoneCall,
      {
        properties: new Map([['x', {}]]),
        required: ['nothing', 'x'],
        dependencies: new Map([
          ['nothing', ['x']],
          ['x', ['nothing', 'subject']],
        ]),
      },
      'team.json',
    );
    const x = type.fieldNamed('x');
    assert.deepEqual(
      [x?.kind, x?.mandatory, x?.mandatoryWith, x?.companions],
      ['string', true, [], ['subject']],
    );
    assert.deepEqual(type.fieldNamed('subject')?.mandatoryWith, ['x']);
    assert.equal(type.fields.length, phoneCall.fields.length + 1);
  });

  test('nobody who asks for no record type is told of it', () => {
    const { record, problems } = readProjectFile('{"record":1}', undefined);
    assert.deepEqual([record, problems], [undefined, []]);
  });
});
