import type { Field } from '../spec/field';
import type { RecordType } from '../spec/record-type';

/*
 * What an object is: a record; a container, which holds records or empty lists of them; or a bystander, something beside
 * the records of a container, such as its page counter. The whole decision is `isContainer` and `isBystander` below, as
 * the table in ARCHITECTURE.md has it. The costs of error are not even: a record that nobody sees is the worst, then a
 * false alarm about a sound wrapper, then a finding too few inside of something odd.
 */

/** What is known of an object's members when it was read. */
export interface Evidence {
  /** How many keys are fields: by their exact names, in another spelling, or by another interface's name. */
  fields: number;
  /** How many of those other formats have as well: `status`, `type` and the like. */
  commonFields: number;
  /** Whether one of them is the ID of an interaction, which only records have. */
  hasId: boolean;
  /** How many keys are words of wrappers: `total`, `next` and the like. */
  wrapperWords: number;
  /** How many of these name what is wrapped, so that a record can be in it as a text. */
  contentWords: number;
  /** How many of them say how long a list is. */
  pageWords: number;
  /** How many of them say how a whole file is made: `version`, `schema`. */
  headWords: number;
  /** How many keys are neither, and how many of these exports have in their own parts: `name`, `comment`. */
  strangeKeys: number;
  exportKeys: number;
  /** Whether something in a member other than udata is no bystander: a record, a container, or the start of one. */
  holdsRecords: boolean;
  /** Whether something in it is a record beyond doubt. */
  holdsClearRecords: boolean;
  /** How many members are empty lists, and whether one of them is named after records, or has a name for any list. */
  emptyLists: number;
  hasEmptyRecordList: boolean;
  hasEmptyNamedList: boolean;
  /** Whether null stands where a list of records is wanted: some languages write an empty list like that. */
  hasNullRecordList: boolean;
  /** Whether null stands under a name for any list. */
  hasNullNamedList: boolean;
  /** The field that the key means which was added last, and whether that is its exact name. */
  at: Field | undefined;
  isAtExact: boolean;
  /** Whether such a field says that this is a part of an export: one beside its records (its head, its schema, its log), or any. */
  saysHead: boolean;
  saysPart: boolean;
  /** Whether one with codes has none of them: the status of an answer. */
  saysAnswer: boolean;
  /** Whether a text in it is a record that was written as text. */
  hidesRecord: boolean;
  /** Whether its text has a defect. */
  isBroken: boolean;
}

/** With this many fields an object is a record, whatever else it holds. */
export const FIELDS_BEYOND_DOUBT = 4;

/** With this many it is one unless what it holds says otherwise; fewer say nothing against a container. */
const FIELDS_OF_A_RECORD = 2;

/** Whether an object is a record by its own keys, whatever it holds. */
export function isBeyondDoubt({ fields, hasId }: Evidence): boolean {
  return fields >= FIELDS_BEYOND_DOUBT || (hasId && fields >= FIELDS_OF_A_RECORD);
}

/** Whether an object is a container of records rather than a record. */
export function isContainer(object: Evidence): boolean {
  if (isBeyondDoubt(object)) return false;
  if (object.hasEmptyRecordList || object.holdsClearRecords) return true;
  if (object.fields >= FIELDS_OF_A_RECORD) return false;
  const { holdsRecords, hidesRecord, hasNullRecordList } = object;
  return holdsRecords || hidesRecord || hasNullRecordList || isEmptyWrapper(object) || isEmptyAnswer(object);
}

/** Whether a container is one by what its records say, so that an edit in one of them can make it a record. */
export function isContainerByContent(object: Evidence): boolean {
  return isContainer(object) && object.fields >= FIELDS_OF_A_RECORD;
}

/**
 * Whether an object that is no container and stands in one is a bystander: whole, not empty (unless its own key is one that
 * `isAside` knows), and without a key that could be meant for a field, or with no more than a word of wrappers beside one or
 * two that everybody has (`{"rel": "next", "type": "GET"}`); in what is about the wrapper, or about who called, one field that is
 * no ID will do (`"customer": {"customer_id": "1"}`), and any word beside them
 * (`"included": [{"type": "customers", "id": "9"}]`), and that alone can stand in a list that is named after records.
 */
export function isBystander(object: Evidence, isAside: boolean, isListed: boolean): boolean {
  const { fields, commonFields, wrapperWords, strangeKeys, isBroken } = object;
  if (isBroken || isContainer(object)) return false;
  const isCommon = fields > 0 && fields <= 2 && fields === commonFields;
  if (isListed) return isAside && isCommon && strangeKeys > 0;
  if (isPart(object)) return true;
  if (fields === 0) return isAside || wrapperWords + strangeKeys > 0;
  // Who called is known by one field that calls have, too.
  if (isAside && fields === 1 && commonFields === 0 && !object.hasId) return true;
  return isCommon && wrapperWords + (isAside ? strangeKeys : 0) > 0;
}

/** Whether an object in a list or on a line is a part of an export beside its records: `{"type": "database", "name": "x"}`. */
export function isHead(object: Evidence): boolean {
  const { saysHead, wrapperWords, strangeKeys, exportKeys, isBroken, holdsClearRecords, hasEmptyRecordList } =
    object;
  if (isBroken || holdsClearRecords || hasEmptyRecordList) return false;
  return saysHead && isPart(object) && strangeKeys === exportKeys && wrapperWords + exportKeys > 0;
}

/** Whether its one field says that it is a part of an export: with another one it is a record that has such a text. */
function isPart({ saysPart, fields }: Evidence): boolean {
  return saysPart && fields === 1;
}

/**
 * Whether an object on a line of JSON Lines says something of the other lines: `{"index": {"_id": 1}}` before each document,
 * `{"count": 2}` after them. It has words of wrappers alone; a head, such as `{"type": "header", "version": 2}`, has one field
 * besides, which everybody has. With one and any other word it is a record that is begun: `{"state": "new", "status": 1}`.
 */
export function isAboutLines(object: Evidence): boolean {
  const { fields, commonFields, wrapperWords, contentWords, headWords, strangeKeys, isBroken } = object;
  if (isBroken || contentWords + strangeKeys > 0 || isContainer(object)) return false;
  if (fields === 0 || isPart(object)) return wrapperWords > 0;
  return fields === 1 && commonFields === 1 && headWords > 0;
}

/** Nothing but empty lists and what is said about them: `{"morning": [], "evening": []}`, `{"total": 0, "page": []}`. */
function isEmptyWrapper(object: Evidence): boolean {
  const { emptyLists, fields, strangeKeys } = object;
  return emptyLists > 0 && (fields === 0 || isPart(object)) && strangeKeys === 0;
}

/**
 * An empty list by any name of lists, with what wrappers say about it, and no more than one field that everybody has:
 * `{"status": "ok", "code": 200, "data": []}`, `{"content": [], "totalPages": 0, "last": true, "number": 0}`. Null in its place
 * counts where all else is said by wrappers: `{"data": null, "errors": [{…}]}`.
 */
function isEmptyAnswer(object: Evidence): boolean {
  const { hasEmptyNamedList, fields, commonFields, wrapperWords, contentWords, strangeKeys } = object;
  const isOfWrapper = fields === 0 || isPart(object);
  // What its one field says counts as well.
  const told = wrapperWords - contentWords + (isOfWrapper || object.saysAnswer ? fields : 0);
  if (told === 0) return false;
  if (isOfWrapper && hasEmptyNamedList) return told + fields > 1 || strangeKeys <= 1;
  return (
    strangeKeys === 0 &&
    (hasEmptyNamedList
      ? fields === commonFields
      : object.hasNullNamedList && (isOfWrapper || object.saysAnswer))
  );
}

/**
 * Whether an object at the root says how long a list is that it leaves out where it is empty: words of wrappers alone, and one of
 * them about pages, `{"_links": {…}, "page": {"totalElements": 0}}`.
 */
export function isEmptyPage({
  fields,
  strangeKeys,
  contentWords,
  wrapperWords,
  pageWords,
  isBroken,
}: Evidence): boolean {
  return !isBroken && fields + strangeKeys + contentWords === 0 && wrapperWords > 1 && pageWords > 0;
}

/** The evidence of an object of which nothing was read yet. */
export function noEvidence(): Evidence {
  return {
    fields: 0,
    commonFields: 0,
    hasId: false,
    wrapperWords: 0,
    contentWords: 0,
    headWords: 0,
    pageWords: 0,
    strangeKeys: 0,
    exportKeys: 0,
    holdsRecords: false,
    holdsClearRecords: false,
    emptyLists: 0,
    hasEmptyRecordList: false,
    hasEmptyNamedList: false,
    hasNullRecordList: false,
    hasNullNamedList: false,
    at: undefined,
    isAtExact: false,
    saysHead: false,
    saysPart: false,
    saysAnswer: false,
    hidesRecord: false,
    isBroken: false,
  };
}

/** Adds a key, without its quotes, that is the exact name of `named`. Returns whether nothing in its value is a record. */
export function addKey(evidence: Evidence, key: string, named: Field | undefined, type: RecordType): boolean {
  const field = named ?? type.fieldMeant(key);
  evidence.at = field;
  evidence.isAtExact = named !== undefined;
  if (field) {
    evidence.fields++;
    if (field.isCommon) evidence.commonFields++;
    if (field === type.identity) evidence.hasId = true;
    return isOfData(field, key, type);
  }
  const name = normalise(key);
  if (!isWrapperWord(key, type)) {
    evidence.strangeKeys++;
    if (exportKeys.has(name)) evidence.exportKeys++;
  } else {
    evidence.wrapperWords++;
    if (contentWords.has(name)) evidence.contentWords++;
    if (pageWords.has(name)) evidence.pageWords++;
    if (headWords.has(name)) {
      evidence.headWords++;
      // What is said there of records looks like one: `{"properties": {"status": {"type": "integer"}}}`.
      return evidence.saysHead;
    }
  }
  return false;
}

/** Adds that the member whose key was added last is this text, which stands in double quotes, or this number or word. */
export function addScalar(evidence: Evidence, text: string, type: RecordType): void {
  const field = evidence.at;
  if (field?.isCommon) {
    const name = normalise(text.replaceAll('"', ''));
    evidence.saysHead ||= heads.has(name);
    // The part with the records tells its own name besides.
    evidence.saysPart ||= heads.has(name) || lists.has(name);
    evidence.saysAnswer ||= field.codes.length > 0 && !isCodeOf(field, name);
  } else if (!evidence.isAtExact && hidesRecord(text, type)) evidence.hidesRecord = true;
}

/** Whether a normalised text is a code, or a word for one. */
function isCodeOf({ codes, codeWords }: Field, name: string): boolean {
  return (
    codeWords.has(name) ||
    codes.some((code) => [code.value, code.name].map(String).map(normalise).includes(name))
  );
}

/** Whether a text, which stands in double quotes, is a record (or a list of them) that was written as text once more. */
export function hidesRecord(text: string, type: RecordType): boolean {
  if (!HIDDEN.test(text)) return false;
  let count = 0;
  for (const [, key = ''] of text.slice(0, START_OF_HIDDEN).matchAll(HIDDEN_KEY))
    if (type.fieldNamed(key) ?? type.fieldMeant(key)) count++;
  return count >= FIELDS_OF_A_RECORD;
}

const START_OF_HIDDEN = 1000;
const HIDDEN = /^"(?:\\[nrt]|[ [])*\{(?:\\[nrt]| )*\\"/;
const HIDDEN_KEY = /\\"(\w{1,80})\\"\s?:/g;

/** Whether a key, without its quotes, is one of data by any name: nothing in its value is a record. */
export function holdsData(key: string, type: RecordType): boolean {
  const field = type.fieldNamed(key) ?? type.fieldMeant(key);
  return field !== undefined && isOfData(field, key, type);
}

/** User data, and what a team states to be an object or an array, but under a name that lists of records have. */
function isOfData(field: Field, key: string, type: RecordType): boolean {
  if (field === type.userData) return true;
  return (field.kind === 'object' || field.kind === 'array') && !isListOfRecords(key, type);
}

/** Adds an object that was read in a member: in one that is aside, directly or in a list, or in a list that is named after records. */
export function addObject(evidence: Evidence, object: Evidence, isAside: boolean, isListed: boolean): void {
  if (!isBystander(object, isAside, isListed)) evidence.holdsRecords = true;
  if (isBeyondDoubt(object) || (object.holdsClearRecords && isContainer(object)))
    evidence.holdsClearRecords = true;
}

/** Adds that the member with this key, which was added before, is an empty list. */
export function addEmptyList(evidence: Evidence, key: string, type: RecordType): void {
  const name = normalise(key);
  evidence.emptyLists++;
  if (isNamedAfterRecords(name, type)) evidence.hasEmptyRecordList = true;
  if (listsOfAnything.has(name)) evidence.hasEmptyNamedList = true;
  // Its name says nothing about the others.
  if (!type.fieldMeant(key) && !isWrapperWord(key, type)) evidence.strangeKeys--;
}

/** Adds that the member with this key, which was added before, is null. */
export function addNull(evidence: Evidence, key: string, type: RecordType): void {
  const name = normalise(key);
  if (isNamedAfterRecords(name, type)) evidence.hasNullRecordList = true;
  if (listsOfAnything.has(name)) evidence.hasNullNamedList = true;
}

/** Whether a list with this key is one of records: whatever object stands in it is to be one. */
export function isListOfRecords(key: string, type: RecordType): boolean {
  const name = normalise(key);
  return isNamedAfterRecords(name, type) || listsOfAnything.has(name);
}

/** Whether an object with this key says something of the one around it: then even an empty one is no record that is begun. */
export function isAside(key: string): boolean {
  const name = normalise(key);
  return asides.has(name) || partners.has(name);
}

/** Whether a normalised name is one that people and interfaces give to a list of records. */
function isNamedAfterRecords(name: string, { listNames }: RecordType): boolean {
  return listNames.has(name) || listsOfRecords.has(name);
}

/** Whether a key is a word of wrappers; `@odata.context` and `$schema` are such for their first character, that of an attribute of XML is a field's. */
function isWrapperWord(key: string, type: RecordType): boolean {
  if (key.startsWith('@') || key.startsWith('$')) {
    const name = key.slice(1);
    const field = type.fieldNamed(name) ?? type.fieldMeant(name);
    return !field || field.isCommon;
  }
  const name = normalise(key);
  return wrapperWords.has(name) || asides.has(name);
}

const LONGEST_WORD = 20;

function normalise(key: string): string {
  return key.length > LONGEST_WORD ? '' : key.toLowerCase().replaceAll(/^\w+:|[_\- ]/g, '');
}

/** What people and interfaces call a list of any records, without case and separators. */
const listsOfRecords: ReadonlySet<string> = new Set('records items results resultset hits rows'.split(' '));

/** What else they call it. Of an empty list these names say no more than any other. */
const listsOfAnything: ReadonlySet<string> = new Set(
  'data value values entries list content docs member'.split(' '),
);

/** What wrappers say about themselves in an object. */
const asides: ReadonlySet<string> = new Set(
  (
    'link links meta metadata paging pagination pageinfo page pageable error errors warnings query sort filter filters schema headers params ' +
    'facets aggregations responseheader jsonapi columns index create update delete relationships extensions included info context config options'
  ).split(' '),
);

/** Who or what interactions have to do with, beside them. */
const partners: ReadonlySet<string> = new Set('customer contact caller account request'.split(' '));

/** What wrappers call what they hold. */
const contentWords: ReadonlySet<string> = new Set(
  'message title data response result list member values value content entries elements documents docs'.split(
    ' ',
  ),
);

/** What exports say that a part of them is which holds no records. */
const heads: ReadonlySet<string> = new Set(
  'header database schema state log trace spec activateversion'.split(' '),
);

/** What they, and other wrappers, say that one is which holds all of them. */
const lists: ReadonlySet<string> = new Set('table array list collection featurecollection'.split(' '));

/** What else such a part says. */
const exportKeys: ReadonlySet<string> = new Set('name comment database log state trace spec'.split(' '));

/** What they say of how long a list is. */
const pageWords: ReadonlySet<string> = new Set(
  'page paging pagination pageinfo pageable total totalcount count'.split(' '),
);

/** What the head of a file says of all that follows. */
const headWords: ReadonlySet<string> = new Set('version schema stream keyproperties'.split(' '));

/** What wrappers say about themselves and what they hold. */
const wrapperWords: ReadonlySet<string> = new Set(
  (
    'version total totalcount totalhits numfound totalresults totalitems totalelements totalpages count size offset limit ' +
    'skip number numberofelements pages pagesize perpage pagenumber pageindex cursor nextcursor next prev previous first last self href rel ' +
    'method title hasmore hasnext more took timedout code message ' +
    'success ok empty data embedded response result list member values value content entries elements objects documents docs ' +
    'generated timestamp uri url requestid traceid kind etag ' +
    'edges nodes node hasnextpage endcursor field fields optional stream keyproperties ' +
    'docasupsert upsert script'
  ).split(' '),
);
