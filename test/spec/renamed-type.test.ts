import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { hover } from '../../server/features/hover/hover';
import { rules } from '../../server/rules/rules';
import { phoneCall, phoneCallSource } from '../../server/spec/phone-call';
import { type RecordType, type RecordTypeSource, recordTypeOf } from '../../server/spec/record-type';
import { check, fixesOf } from '../support/checking';
import { itemsAt } from '../support/completing';
import { checkText } from '../support/engines';
import { exampleRecord } from '../support/example-record';

/*
 * Nothing depends on what a field is called: a type whose names are written in another alphabet, as long and as alike as
 * before, is checked, mended, completed and shown as phone calls are.
 */

/** ROT13: each name has another one of the same length, and names are as far from each other as before. */
function renamed(name: string): string {
  return name.replaceAll(/[A-Za-z]/g, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
  });
}

function isField(word: string): boolean {
  return phoneCall.fieldNamed(word) !== undefined;
}

/** Whether a key is one of a field, or like one. */
function isLikeField(key: string): boolean {
  return isField(key) || phoneCall.fieldMeant(key) !== undefined || phoneCall.nearestFields(key).length > 0;
}

/** A text of records with other keys. */
function inRecords(text: string): string {
  return text.replaceAll(/[A-Za-z]\w*(?=["'”]?\s*[:：=]|" ")/g, (key) =>
    isLikeField(key) ? renamed(key) : key,
  );
}

/** Words that people read, with other names of fields in quotes and in code, and of those that are no other words. */
function inWords(text: string): string {
  return text
    .replaceAll(/(["`])([A-Za-z]\w*)\1/g, (whole, quote: string, word: string) =>
      isLikeField(word) ? `${quote}${renamed(word)}${quote}` : whole,
    )
    .replaceAll(/(?<!["`])\b[a-z]+_\w+/g, (word) => (isField(word) ? renamed(word) : word));
}

function withNames<Value>(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [renamed(name), value]));
}

function withWords<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (key, part) =>
    key === 'description' && typeof part === 'string' ? inWords(part) : part,
  );
}

function renamedSource({ record, otherNames, authoring, ...rest }: RecordTypeSource): RecordTypeSource {
  const names = (list: readonly string[] = []) => list.map(renamed);
  const fields = Object.entries(authoring.fields).map(([name, { refersTo, goesWith, refines, ...facts }]) => [
    renamed(name),
    {
      ...facts,
      ...(refersTo && { refersTo: names(refersTo) }),
      ...(goesWith && { goesWith: goesWith.map((one) => ({ ...one, field: renamed(one.field) })) }),
      ...(refines && { refines: renamed(refines) }),
    },
  ]);
  return {
    ...rest,
    record: {
      ...record,
      required: names(record.required),
      dependencies: withNames(
        Object.fromEntries(
          Object.entries(record.dependencies).map(([name, others]) => [name, names(others)]),
        ),
      ),
      properties: withNames(withWords(record.properties)),
    },
    otherNames: withNames(
      Object.fromEntries(
        Object.entries(otherNames).map(([name, { sure, vague }]) => [
          name,
          { sure: names(sure), vague: names(vague) },
        ]),
      ),
    ),
    authoring: {
      ...authoring,
      fields: Object.fromEntries(fields),
      writingOrder: names(authoring.writingOrder),
      templates: authoring.templates.map(({ optional, values, likely, ...template }) => ({
        ...template,
        ...(optional && { optional: names(optional) }),
        ...(values && { values: withNames(values) }),
        ...(likely && { likely: withNames(likely) }),
      })),
    },
  };
}

const other: RecordType = recordTypeOf(renamedSource(phoneCallSource));

/** What is told of a text, and what each fix makes of it. */
function told(text: string, type: RecordType) {
  return check(text, 'json', type).map((finding) => ({
    rule: finding.rule,
    range: [finding.start, finding.end],
    names: finding.fields ?? [finding.field ?? ''],
    // Where a message has the name without quotes it is not known which word that is.
    message: finding.message.replace(/ is not an? [a-z ]+/, ''),
    fixes: fixesOf(finding).map(({ title, edits, isSafe }) => ({
      title,
      isSafe,
      text: applyEdits(text, edits),
    })),
  }));
}

test('what rules say of their examples, and how they mend them', () => {
  for (const rule of rules) {
    if (rule.exampleProject !== undefined) continue;
    const { bad, good } = rule.examples(exampleRecord);
    for (const text of [...bad.map((example) => example.text), ...good]) {
      // A pair may have a member of the name of a field that is none.
      if (text.includes('{ "key": ')) continue;
      const expected = told(text, phoneCall).map(({ names, message, fixes, ...rest }) => ({
        ...rest,
        names: names.map((name) => (isLikeField(name) ? renamed(name) : name)),
        message: inWords(message),
        fixes: fixes.map((fix) => ({ ...fix, title: inWords(fix.title), text: inRecords(fix.text) })),
      }));
      assert.deepEqual(told(inRecords(text), other), expected, `${rule.id}: ${text}`);
    }
  }
});

/** Records that use all that is special about single fields. */
const records: readonly string[] = [
  exampleRecord([
    '"duration": 195',
    '"sub_type": "OutboundNew"',
    '"parent_id": "00001a57JGQ00BW7"',
    '"thread_id": "00001a57JGQ00BW8"',
    '"tconnection_id": "01AHV6MG58E8L0G2048000DAES00000V"',
    '"end_date": "2013-11-25T19:05:37.000Z"',
    '"timeshift": 60',
    '"binary_content": "https://ucs.example.com/recordings/8.wav"',
    '"binary_content_mime": "audio/wav"',
    '"binary_content_size": 3120044',
    '"udata": { "ServiceType": "Support" }',
  ]),
  exampleRecord(['"entity_type": 1', '"media_type": "email"'], ['type', 'status', 'start_date']),
  exampleRecord(
    ['"end_date": "2013-11-25T19:05:37.000Z"', '"sub_type": "InternalConferenceInvite"'],
    ['status', 'type'],
  ),
];

test('what hovers say', () => {
  for (const text of records) {
    const checked = checkText(text);
    const others = checkText(inRecords(text), 'json', other);
    for (let offset = 0; offset < text.length; offset++) {
      const expected = hover(checked, offset, () => 'error');
      const told = hover(others, offset, () => 'error');
      const markdown = expected && inWords(expected.markdown);
      assert.deepEqual(told, expected && { ...expected, markdown }, text.slice(offset));
    }
  }
});

test('what is offered, at each place of a record', () => {
  const text = `[\n${records.join(',\n')}\n]`;
  const places = [...text.matchAll(/(?<=": )|(?<=,\n)|(?<=\n)(?=\])/g)].map(({ index }) => index);
  for (const at of places) {
    // What is made of the text around it is another one for another text.
    const marked = (whole: string) => `${whole.slice(0, at)}|${whole.slice(at)}`;
    const shownOf = (type: RecordType, whole: string) =>
      itemsAt(marked(whole), 'json', 'asked', type)
        .filter(({ detail }) => detail !== 'fresh ID')
        .map(({ label, edit, isLikeliest }) => [label, edit.plain, isLikeliest]);
    const expected = shownOf(phoneCall, text).map(([label, plain, isLikeliest]) => [
      isField(String(label)) ? renamed(String(label)) : label,
      inRecords(String(plain)),
      isLikeliest,
    ]);
    assert.deepEqual(shownOf(other, inRecords(text)), expected, text.slice(at, at + 60));
  }
});
