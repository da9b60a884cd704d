import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import otherNamesOfFields from '../../schemas/other-names.json';
import { editDistance } from '../../server/spec/edit-distance';
import { phoneCall } from '../../server/spec/phone-call';

const { fields, fieldMeant, meaningOf, nearestFields } = phoneCall;

/** An unknown name, and the proposals for it, best first. */
const proposals: readonly (readonly [name: string, proposed: string])[] = [
  // Case and separators.
  ['interactionId', 'interaction_id'],
  ['InteractionID', 'interaction_id'],
  ['startDate', 'start_date'],
  ['mediaType', 'media_type'],
  ['subtype', 'sub_type'],
  ['time_shift', 'timeshift'],
  ['phone-number', 'phone_number'],
  ['Creator App Id', 'creator_app_id'],
  ['UData', 'udata'],
  // Slips of the keyboard: left out, doubled, swapped, replaced.
  ['custmer_id', 'customer_id'],
  ['durration', 'duration'],
  ['statsu', 'status'],
  ['end_dat', 'end_date'],
  ['en_date', 'end_date'],
  ['typ', 'type'],
  ['strat_date', 'start_date'],
  ['stuctured_txt', 'structured_text'],
  ['connection_id', 'tconnection_id'],
  ['binary_contnet_size', 'binary_content_size'],
  // Cut short, or going on for a little.
  ['start', 'start_date'],
  ['phone', 'phone_number'],
  ['customer', 'customer_id'],
  ['phone_num', 'phone_number'],
  ['sub', 'sub_type'],
  ['binary', 'binary_content, binary_content_mime, binary_content_size'],
  ['structured', 'structured_text, structured_text_mime'],
  ['binary_content_mime_type', 'binary_content_mime'],
  ['structuredTextUrl', 'structured_text'],
  // Nothing rather than nonsense.
  ['established_date', ''],
  ['agent_id', ''],
  ['user_id', ''],
  ['call_id', ''],
  ['order_id', ''],
  ['customer_id_type', ''],
  ['duration_seconds', ''],
  ['status_text', ''],
  ['text_color', ''],
  ['time', ''],
  ['object', ''],
  ['direction', ''],
  ['queue', ''],
  ['idx', ''],
  ['x', ''],
  ['', ''],
  ['_', ''],
  ['RTenant', ''],
  ['__proto__', ''],
  ['constructor', ''],
];

for (const [name, proposed] of proposals) {
  test(`for ${JSON.stringify(name)} the proposal is ${proposed || 'nothing'}`, () => {
    assert.equal(named(nearestFields(name)), proposed);
  });
}

test('fields that the record has already are not proposed', () => {
  assert.equal(
    named(nearestFields('binary', new Set(['binary_content']))),
    'binary_content_mime, binary_content_size',
  );
  assert.equal(named(nearestFields('custmer_id', new Set(['customer_id']))), '');
});

test('another spelling of a field that is there already stands for nothing else', () => {
  assert.equal(named(nearestFields('structured-text', new Set(['structured_text']))), '');
});

/** The vendor's other names for the fields, by field, as its public pages have them. */
const otherNames: readonly (readonly [field: string, ...names: string[]])[] = [
  ['interaction_id', 'ixnId', 'ixn_id', 'IXNID', 'interactionId', 'INTERACTION-ID'],
  ['customer_id', 'ContactId', 'contactId', 'contact_id'],
  ['entity_type', 'EntityTypeId', 'entityTypeId'],
  ['type', 'TypeId', 'typeId'],
  ['sub_type', 'SubtypeId', 'subtypeId'],
  ['media_type', 'MediaTypeId', 'mediaTypeId', 'mediaType'],
  ['parent_id', 'ParentId', 'parentInteractionId'],
  ['allow_children', 'CanBeParent', 'canBeParent', 'can_be_parent'],
  ['structured_text_mime', 'StructTextMimeType', 'structTextMimetype'],
  ['udata', 'AllAttributes', 'allAttributes', 'userData', 'user-data', 'UDATA'],
  ['duration', 'callDuration', 'CALL_DURATION'],
  ['category_id', 'CategoryId'],
  ['tconnection_id', 'TConnectionId'],
];

test('names of other interfaces surely mean their field', () => {
  for (const [field, ...names] of otherNames) {
    for (const name of names) {
      assert.equal(fieldMeant(name)?.name, field, name);
      assert.equal(named(nearestFields(name)), field, name);
    }
  }
});

test('a vague name is a guess: proposed, but not sure', () => {
  const vague = [
    ['id', 'interaction_id'],
    ['State', 'status'],
    ['ownerInformation', 'owner_id'],
  ] as const;
  for (const [name, field] of vague) {
    assert.deepEqual([fieldMeant(name), meaningOf(name)?.field.name], [undefined, field], name);
    assert.equal(named(nearestFields(name)), field, name);
    assert.equal(named(nearestFields(name, new Set([field]))), '', name);
  }
});

test('slips of the keyboard, and names of nothing here, have no meaning', () => {
  for (const name of ['entity_typ', 'entity.type', 'TheComment', 'TenantId', 'Lang', 'identity', '']) {
    assert.equal(meaningOf(name), undefined, name);
  }
});

test('no two fields are meant by one name', () => {
  const all: string[] = fields.map(({ name }) => name);
  for (const names of Object.values(otherNamesOfFields)) all.push(...Object.values(names).flat());
  const normalised = all.map((name) => name.toLowerCase().replaceAll('_', ''));
  assert.deepEqual(normalised.toSorted(), [...new Set(normalised)].toSorted());
  for (const field of fields) assert.equal(fieldMeant(field.name), field);
});

test('a hostile name costs nothing', () => {
  assert.deepEqual(nearestFields('interaction_id'.repeat(1_000_000)), []);
  assert.equal(meaningOf('_'.repeat(10_000_000)), undefined);
});

test('every single slip in every field is proposed first, or another field that is as near', () => {
  const slip = fc.record({
    field: fc.constantFrom(...fields.filter((field) => field.name.length > 5)),
    at: fc.nat(),
    letter: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
    kind: fc.constantFrom('insert', 'remove', 'replace'),
  });
  fc.assert(
    fc.property(slip, ({ field, at, letter, kind }) => {
      const offset = at % field.name.length;
      const middle = kind === 'insert' ? letter + field.name[offset] : kind === 'replace' ? letter : '';
      const name = field.name.slice(0, offset) + middle + field.name.slice(offset + 1);
      if (fieldMeant(name)) return;
      assert.ok(nearestFields(name).includes(field), name);
    }),
    { numRuns: 5000 },
  );
});

test('the distance of two texts is that of the textbook', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(word, word, (left, right) => {
      assert.equal(editDistance(left, right), distanceByDefinition(left, right));
    }),
    { numRuns: 2000 },
  );
});

/** The restricted Damerau-Levenshtein distance, straight from its recursive definition. */
function distanceByDefinition(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length;
  const shorterLeft = left.slice(0, -1);
  const shorterRight = right.slice(0, -1);
  const choices = [
    distanceByDefinition(shorterLeft, right) + 1,
    distanceByDefinition(left, shorterRight) + 1,
    distanceByDefinition(shorterLeft, shorterRight) + (left.at(-1) === right.at(-1) ? 0 : 1),
  ];
  if (left.length > 1 && right.length > 1 && left.at(-1) === right.at(-2) && left.at(-2) === right.at(-1)) {
    choices.push(distanceByDefinition(left.slice(0, -2), right.slice(0, -2)) + 1);
  }
  return Math.min(...choices);
}

function named(proposed: readonly { readonly name: string }[]): string {
  return proposed.map((field) => field.name).join(', ');
}

test('among fields as near, the one of about the same length comes first', () => {
  for (const name of ['binary_content_mim', 'binary_content_siz', 'structured_text_mim']) {
    assert.equal(nearestFields(name)[0]?.name, `${name}e`);
  }
});
