import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunksWithFindings, countFindings } from '../../server/check/check';
import { editDocument } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import { checkText, engine } from '../support/engines';

const good =
  '{"customer_id":"c","interaction_id":"i","status":2,"entity_type":3,"type":"Inbound","media_type":"voice",' +
  '"creator_app_id":1,"start_date":"2021-03-04T09:15:31.000Z"}';
const camel = '{"customerId":"c","interactionId":"i","status":3,"entityType":3,"uData":{"a":{"b":1}}}';

/** What a text holds: how many records, and whether anything is found in it. */
const texts: readonly (readonly [text: string, records: number, isFound: boolean, form?: DocumentForm])[] = [
  // Records in another style, with an object in them.
  ['{"CustomerId":"c1","InteractionId":"i1","Status":3,"EntityType":3,"UData":{"k":"v"}}', 1, true],
  ['{"interactionId":"i1","customerId":"c1","entityType":3,"mediaType":"voice","uData":{"k":"v"}}', 1, true],
  ['[{"interactionId":"i1","customerId":"c1","entityType":3,"userData":{"k":"v"}}]', 1, true],
  ['{"INTERACTION-ID":"i1","customer-id":"c1","user-data":{"interaction_id":{"customer_id":"x"}}}', 1, true],
  ['{"interactionId":"i","allAttributes":{"interaction_id":{"customer_id":"x"}}}', 1, true],
  ['{"customerId":"c","attachedData":{"x":{"y":1}}}', 1, true],
  ['{"id":"i1","contact":{"name":"x"},"state":"Done"}', 1, true],
  ['[{"_id":{"$oid":"5f"},"Customer":"c"}]', 1, true],
  [`${camel}\n${camel}\n`, 2, true, 'lines'],
  [`{"first":${camel},"second":${camel}}`, 2, true],
  // No file, line or element is a container of nothing.
  ['{}', 1, true],
  ['{"foo":{"bar":1}}', 1, true],
  ['[{"foo":{"bar":1}},{"foo":[{"bar":1}]}]', 2, true],
  ['{"foo":{"a":1}}\n{"foo":[{"a":1}]}\n', 2, true, 'lines'],
  ['{"name":"x","tags":[]}', 1, true],
  ['{"custId":"c","data":[]}', 1, true],
  ['{"customer_id":"c","interaction_id":"i","interactions":[]}', 1, true],
  ['{"items":[1,2]}', 1, true],
  ['{"error":{"status":404,"message":"no"}}', 1, true],
  // Who called, beside the calls.
  [`{"customer":{"customer_id":"c1","first_name":"A"},"interactions":[${good}]}`, 1, false],
  [`{"result":{"interaction":${good},"customer":{"customer_id":"x","email":"y"}}}`, 1, false],
  [`{"request":{"customer_id":"c1"},"response":${good}}`, 1, false],
  ['{"customer":{"customer_id":"c1","first_name":"A"}}', 1, true],
  [`{"customer":{"customer_id":"c1","interaction_id":"i"},"interactions":[${good}]}`, 2, true],
  [`{"calls":[{"customer_id":"c1"},${good}]}`, 2, true],
  // Parts of an export beside its records: what it is of, its schema, its state.
  [
    `[{"type":"header","version":"5.2.1","comment":"x"},{"type":"database","name":"ucs"},{"type":"table","name":"calls","database":"ucs","data":[${good},${good}]}]`,
    2,
    false,
  ],
  [
    '[{"type":"header","version":"5.2.1","comment":"x"},{"type":"database","name":"u"},{"type":"table","name":"c","database":"u","data":[]}]',
    0,
    false,
  ],
  [
    '[{"type":"header","version":"5.2.1","comment":"x"},{"type":"table","name":"c","database":"u","data":[{"status":1}]}]',
    1,
    true,
  ],
  [
    `{"type":"SCHEMA","stream":"c","schema":{"properties":{"interaction_id":{"type":"string"},"status":{"type":"integer"}}},"key_properties":["interaction_id"]}\n{"type":"RECORD","stream":"c","record":${good}}\n{"type":"STATE","value":{"bookmarks":{"c":"x"}}}\n`,
    1,
    false,
    'lines',
  ],
  [
    `{"type":"LOG","log":{"level":"INFO","message":"x"}}\n{"type":"RECORD","record":{"stream":"c","data":${good}}}\n{"type":"STATE","state":{"data":{}}}\n`,
    1,
    false,
    'lines',
  ],
  [`{"type":"STATE","interactions":[${good}]}\n`, 1, false, 'lines'],
  ['{"type":"log","status":2}\n', 1, true, 'lines'],
  // A part says something besides; what two fields say is a record's.
  ['[{"type":"header"},{"type":"database","name":"u"},{"type":"table","name":"c","data":[]}]', 1, true],
  [`[{"status":"database"},{"duration":{"name":"x"},"text":{"type":"x"}},${good}]`, 3, true],
  [`{"count":null,"state":"header"}\n${good}\n{"type":"schema"}\n{"message":null}\n`, 4, true, 'lines'],
  ['{"type":"header","subject":"x","version":2}\n{"type":"log","status":"trace"}\n', 2, true, 'lines'],
  ['{"outcome":"{\\"interaction_id\\":\\"a\\",\\"status\\":1}"}\n', 1, true, 'lines'],
  ['{"type":"header","version":2,"comment":"x"}', 1, true],
  ['{"type":"inbound","name":"x"}\n', 1, true, 'lines'],
  ['{"status":"ok","code":200}\n', 1, true, 'lines'],
  ['{"interactions":[{"type":"state","name":"x"}]}', 1, true],
  // Null where a list was to be, and all else is said by the wrapper.
  ['{"data":null,"errors":[{"message":"x","path":["calls"]}]}', 0, false],
  ['{"data":null}', 1, true],
  ['{"data":null,"foo":1,"errors":[]}', 1, true],
  ['{"data":null,"status":1,"errors":[]}', 1, true],
  // A record that is written as text in a wrapper is told there.
  ...[good, `[${good}]`, ` { "customer_id" : "c",\n"status":2}\n`].flatMap((json) => {
    const text = JSON.stringify(json);
    return [
      [`{"statusCode":200,"body":${text}}`, 0, true],
      [`{"Type":"Notification","Message":${text}}`, 0, true],
      [`{"Messages":[{"MessageId":"m","Body":${text}}]}`, 0, true],
      [`{"topic":"t","value":${text}}\n{"topic":"t","value":${text}}\n`, 0, true, 'lines'],
    ] as const;
  }),
  ['{"body":"{\\"a\\":1}"}', 1, true],
  ['{"customer_id":"c","status":1,"body":"{\\"customer_id\\":\\"c\\",\\"status\\":1}"}', 1, true],
  // Empty lists of records, and what is said about them.
  ['[]', 0, false],
  ['{"interactions":[]}', 0, false],
  ['{"phone_calls":[]}', 0, false],
  ['{"interactions":null}', 0, false],
  ['{"status":"ok","data":{"Calls":null,"total":0}}', 0, false],
  ['{"customer_id":"c","status":3,"calls":null}', 1, true],
  ['{"x":null}', 1, true],
  ['{"items":[],"total":0}', 0, false],
  ['{"data":{"interactions":[]}}', 0, false],
  ['{"morning":[],"evening":[]}', 0, false],
  ['{"status":"ok","duration":12,"interactions":[]}', 0, false],
  ['{"customer_id":"c","interactions":[]}', 0, false],
  ['{"@odata.context":"u","value":[]}', 0, false],
  ['{"_links":{"self":{"href":"u"}},"page":{"size":2},"_embedded":{"interactions":[]}}', 0, false],
  ['{"took":3,"timed_out":false,"_shards":{"total":1},"hits":{"total":{"value":0},"hits":[]}}', 0, false],
  ['{"data":{"calls":{"edges":[],"pageInfo":{"hasNextPage":false}}}}', 0, false],
  ['[{"interactions":[]},{"interactions":[]}]', 0, false],
  ['{"interactions":[]}\n{"interactions":[]}\n', 0, false, 'lines'],
  // What a wrapper says of itself can be empty.
  ['{"_embedded":{"interactions":[]},"_links":{}}', 0, false],
  ['{"total":0,"paging":{},"items":[]}', 0, false],
  ['{"data":[],"errors":{}}', 0, false],
  ['{"meta":{},"interactions":null}', 0, false],
  [`{"interactions":[${good}],"meta":{}}`, 1, false],
  [`{"headers":{},"first":${good},"page_info":{}}`, 1, false],
  [`{"interactions":[${good}],"errors":[{}],"_links":{"self":{}}}`, 1, false],
  [`{"interactions":[${good}],"meta":{"stats":[[{}]],"next":{"x":{}}}}`, 1, false],
  [`{"interactions":[${good}],"page":{"content":[{}]}}`, 2, true],
  [`{"interactions":[${good}],"meta":{"first":{"status":3}}}`, 2, true],
  ['{"meta":{}}', 1, true],
  // Lines about the others.
  [
    `{"index":{"_index":"calls","_id":"1"}}\n${good}\n{"delete":{"_id":"1"}}\n{"create":{}}\n${good}`,
    2,
    false,
    'lines',
  ],
  [`{"type":"header","version":2}\n${good}\n{"count":1,"success":true}`, 1, false, 'lines'],
  [
    `{"type":"SCHEMA","stream":"calls","schema":{"properties":{}},"key_properties":[]}\n${good}`,
    1,
    false,
    'lines',
  ],
  [`{"type":"Inbound"}\n${good}\n{"status":3,"type":"Inbound","version":1}`, 3, true, 'lines'],
  [`{"type":"header","version":2,"dog":1}\n${good}`, 2, true, 'lines'],
  [`{"_id":"65a","type":"Inbound"}\n{"_id":"65b"}`, 2, true, 'lines'],
  [
    '{"_comment":"later","status":3}\n{"state":"done","status":3}\n{"status":"ok","code":200}',
    3,
    true,
    'lines',
  ],
  ['{"x":{"state":"closed","type":"Inbound","status":3}}', 1, true],
  [`[{"index":{"_id":1}},${good}]`, 2, true],
  [`{"subject":"x","title":"y"}\n${good}\n{"version":1,"message":"{}"}`, 3, true, 'lines'],
  ['{"links":{},"first":{}}', 1, true],
  // Wrappers with records, and what stands beside those.
  [`{"interactions":[${good},${good}]}`, 2, false],
  [`{"status":"ok","duration":12,"interactions":[${good}]}`, 1, false],
  [`{"customer_id":"c","name":"Acme","interactions":[${good}]}`, 1, false],
  [
    `{"interactions":[${good}],"links":[{"rel":"n","href":"u","type":"GET"}],"meta":{"status":"ok","count":1}}`,
    1,
    false,
  ],
  [`{"_links":{"self":{"href":"u"}},"_embedded":{"interactions":[${good}]},"page":{"size":2}}`, 1, false],
  [`{"hits":{"total":{"value":1},"hits":[{"_type":"_doc","_id":"1","_source":${good}}]}}`, 1, false],
  [`{"data":[{"type":"interactions","id":"1","attributes":${good}}],"meta":{"total":1}}`, 1, false],
  [`{"data":{"calls":{"edges":[{"node":${good},"cursor":"x"}],"pageInfo":{"hasNextPage":false}}}}`, 1, false],
  [`{"log":{"version":"1.2","creator":{"name":"x"},"entries":[{"response":{"content":${good}}}]}}`, 1, false],
  [`{"interactions":[${good},{"foo":1},${good}]}`, 3, true],
  [`{"data":[${good},{"custId":"x","extra":{"a":1}}]}`, 2, true],
  [`{"interactions":[${camel},${good}]}`, 2, true],
  [`{"interactions":[${good}],"next":{"foo":{"bar":1}}}`, 1, false],
  // Empty answers, with what their interfaces say besides.
  ['{"status":"success","code":200,"data":[]}', 0, false],
  ['{"responseHeader":{"status":0,"QTime":1},"response":{"numFound":0,"start":0,"docs":[]}}', 0, false],
  ['{"jsonapi":{"version":"1.0"},"data":[],"meta":{"total":0}}', 0, false],
  [
    '{"content":[],"pageable":{"sort":{}},"totalPages":0,"last":true,"size":20,"number":0,"empty":true}',
    0,
    false,
  ],
  [
    '{"current_page":1,"data":[],"first_page_url":"u","from":null,"per_page":15,"to":null,"total":0}',
    0,
    false,
  ],
  // A status that is none of a record's is that of an answer.
  ['{"status":"success","data":null}', 0, false],
  ['{"status":"success","data":[]}', 0, false],
  ['{"status":200,"data":[]}', 0, false],
  ['{"status":"pending","data":[]}', 1, true],
  ['{"status":"In Process","data":null}', 1, true],
  ['{"status":"success","data":null,"note":"x"}', 1, true],
  ['{"status":"success","message":"x"}', 1, true],
  // How long a list is that is left out, or what kind of list it is.
  ['{"_links":{"self":{"href":"u"}},"page":{"size":20,"totalElements":0}}', 0, false],
  ['{"_links":{"self":{"href":"u"}},"count":0}', 0, false],
  ['{"count":0}', 1, true],
  ['{"page":{"size":20},"note":"x"}', 1, true],
  ['[{"total":0,"page":1}]', 1, true],
  ['{"sys":{"type":"Array"},"total":0,"items":[]}', 0, false],
  [`{"sys":{"type":"Array"},"total":1,"items":[${good}]}`, 1, false],
  ['{"type":"Collection","features":[],"data":[]}', 0, false],
  ['{"@context":"u","@type":"hydra:Collection","hydra:member":[],"hydra:totalItems":0}', 0, false],
  ['{"status":3,"data":[]}', 1, true],
  ['{"status":3,"code":1,"note":"x","data":[]}', 1, true],
  ['{"duration":3,"entity_type":3,"code":1,"data":[]}', 1, true],
  ['{"title":"x","message":"y","note":"z","data":[]}', 1, true],
  ['{"total":1,"size":2,"note":"z","tags":[]}', 1, true],
  // What else stands beside records, by its type and its ID.
  [
    `{"data":[{"type":"calls","id":"1","attributes":${good},"relationships":{"customer":{"data":{"type":"customers","id":"9"}},` +
      '"agents":{"data":[{"type":"agents","id":"7"}]}}}],"included":[{"type":"customers","id":"9","attributes":{"name":"x"}}]}',
    1,
    false,
  ],
  [
    `{"schema":{"fields":[{"name":"index","type":"integer"}],"primaryKey":["index"]},"data":[${good}]}`,
    1,
    false,
  ],
  [`{"results":[{"columns":[{"name":"ID","type":"NUMBER"}],"items":[${good}]}]}`, 1, false],
  [`{"calls":[${good}],"included":[{"type":"Inbound","media_type":"voice","id":"9"}]}`, 2, true],
  [`{"calls":[${good}],"included":[{"type":"Inbound"}]}`, 2, true],
  [`{"calls":[${good}],"first":{"type":"Inbound","id":"9"}}`, 2, true],
  // The names of fields as attributes of XML have them are no words of wrappers.
  ...['@', '$'].map((sign): (typeof texts)[number] => [
    `${good.replaceAll(/"(?=\w+":)/g, `"${sign}`)}\n{"${sign}interaction_id":"i","total":1}\n`,
    2,
    true,
    'lines',
  ]),
  // What a message says of its form.
  [
    `{"schema":{"type":"struct","fields":[{"type":"string","optional":true,"field":"status"}]},"payload":{"after":${good}}}`,
    1,
    false,
  ],
  [`{"schema":{"type":"struct","fields":[],"optional":false,"name":"call"},"payload":${good}}`, 1, false],
  // Lists in lists.
  [`{"foo":[[${good}],[${good},${good}]]}`, 3, false],
  [`{"data":[[[${good}]]],"calls":[${good}]}`, 2, false],
  [`{"data":[[{"status":9,"interaction_id":"i"}]],"calls":[${good}]}`, 2, true],
  [`{"data":[[1,2],[3,4]],"tags":["a"],"calls":[${good}]}`, 1, false],
];

for (const [text, records, isFound, form = 'json'] of texts) {
  test(`${records} records, ${isFound ? 'findings' : 'none'}: ${text.replaceAll(good, 'R')}`, () => {
    const checked = checkText(text, form);
    const { document } = checked;
    const found = countFindings(checked);
    assert.deepEqual([document.count - 1, found.size > 0], [records, isFound], JSON.stringify([...found]));
  });
}

/** Containers with members of one name, with R for a record, and what is told of each key that was there before. */
const repeats: readonly (readonly [text: string, keys: readonly string[], form?: DocumentForm])[] = [
  ['{"interactions":[R],"interactions":[R]}', ['"interactions"']],
  ['{"interactions":[R],"interactions":[]}', ['"interactions"']],
  ['{"interactions":[],"interactions":[R]}', ['"interactions"']],
  ['{"interactions":[R],"total":1,"total":2}', ['"total"']],
  ['{"a":R,"b":R,"a":R,"a":R}', ['"a"', '"a"']],
  ['{"a":R,"\\u0061":R}', ['"\\u0061"']],
  ['{"data":{"calls":[R],"calls":[R]}}', ['"calls"']],
  ['[{"calls":[R],"calls":[R]},{"calls":[R]}]', ['"calls"']],
  ['{"calls":[R],"calls":[R]}\n{"calls":[R]}\n', ['"calls"'], 'lines'],
  ['{"x":{"calls":[R]},"y":{"calls":[R]},"calls":[R]}', []],
  ['{"a":R,"A":R}', []],
  // Both sides of a merge conflict have the same names.
  ['{"b":R,\n<<<<<<< a\n"a":R\n=======\n"a":R\n>>>>>>> b\n}', []],
];

for (const [text, keys, form = 'json'] of repeats) {
  test(`members of one name around records are told: ${text}`, () => {
    const checked = checkText(text.replaceAll('R', good), form);
    const told = [...chunksWithFindings(checked)].flatMap(({ findings }) =>
      findings.filter(({ rule }) => rule === 'duplicate-field').map(({ message }) => message),
    );
    assert.deepEqual(
      told,
      keys.map((key) => `Duplicate ${key}: readers keep only the last one.`),
    );
  });
}

test('what members without their brace do alike is told once', () => {
  const groovy = `[${good.slice(1, -1).replaceAll(/"(\w+)":/g, '$1:')}]`;
  const told = [...chunksWithFindings(checkText(groovy, 'json'))].flatMap(({ findings }) => findings);
  assert.deepEqual(
    told.map(({ message }) => message),
    ['Missing "{" before this key.', 'Keys need double quotes in JSON: "customer_id" and 7 more.'],
  );
});

test('a member that gets the name of a later one is told with that', () => {
  const text = `{"a":[${good}],"c":[${good},${good}],"b":[${good}]}`;
  const before = checkText(text, 'json');
  const edited = engine.check(editDocument(before.document, 2, 3, 'b'), before);
  assert.deepEqual([...countFindings(edited)], [['duplicate-field', 1]]);
  const back = engine.check(editDocument(edited.document, 2, 3, 'a'), edited);
  assert.deepEqual([...countFindings(back)], []);
});
