/*
 * What is special about single fields: facts that no validator needs, stated in `schemas/authoring.json`.
 */

/** The parts that fields have in a record, whatever their names. */
export const roles = [
  /** Names a record; nothing but records has it. */
  'identity',
  /** Holds whatever users like, so that nothing in it is a field or a record. */
  'userData',
  /** When the interaction started and ended, and how long it was, in seconds. */
  'start',
  'end',
  'duration',
  /** Where it stands, and why it ended. */
  'status',
  'endReason',
  /** What kind of interaction it is, of which the example is the kind that the type is about; and what carried it. */
  'kind',
  'medium',
  /** Who called whom. */
  'direction',
  /** How far its local time is from UTC, in minutes. */
  'utcOffset',
  /** Names the record that it replies to. */
  'parent',
  /** Says whether others may reply to it. */
  'allowsChildren',
  /** Names what it belongs to with others: the first one of them gives it its name. */
  'thread',
  /** Names whom it is about. */
  'customer',
  /** Names it in another system. */
  'external',
  /** Says what it is about. */
  'subject',
  /** Can be called. */
  'phoneNumber',
] as const;

export type Role = (typeof roles)[number];

/** What is known of a field besides what the schema states. */
export interface Facts {
  /** The part that it has in a record; undefined for those that have none, as all that only a team has. */
  readonly role: Role | undefined;
  /** What people look for the field by besides its name: other words for it, and its names in other interfaces. */
  readonly searchWords: readonly string[];
  /** Whether other formats have a field of this name, too, so that it says little about what an object is. */
  readonly isCommon: boolean;
  /** Whether each record, or each customer, has a value of its own. */
  readonly isIdentifier: boolean;
  /** How the identifiers in it usually look, the most usual one first; empty where they may look like anything. */
  readonly shapes: readonly Shape[];
  /** How those look that people write by mistake. */
  readonly mistakenFor: readonly Shape[];
  /** The names of the fields of other records that have its values; empty where it refers to none. */
  readonly refersTo: readonly string[];
  /** Whether other records are likely to have the same value. */
  readonly repeats: boolean;
  /**
   * What a new record takes over from the one that it follows: the same value, the next identifier, the date as much
   * later as the new record is, or only the field, to be filled in; undefined where it takes over nothing.
   */
  readonly nextRecord: 'same' | 'next' | 'later' | 'empty' | undefined;
  /**
   * What a reply to a record has in this field: the same value, or what is paired with that of the record; where the field
   * refines another one, what is paired with that of the reply. Undefined where it has nothing to do with it.
   */
  readonly inReply: 'same' | readonly (readonly unknown[])[] | undefined;
  /** The fields whose values tell which one this field has. */
  readonly goesWith: readonly GoesWith[];
  /** The name of the field that its values begin with the value of, and of the one whose values begin with its own. */
  readonly refines: string | undefined;
  readonly refinedBy: string | undefined;
  /** The codes that further words stand for, which are written without capitals and separators. */
  readonly codeWords: ReadonlyMap<string, unknown>;
  /** The least and the greatest number that make sense, themselves included; undefined where any does. */
  readonly usualRange: { readonly least: number; readonly greatest: number } | undefined;
  /** The likeliest value where nothing tells another; undefined where none is. */
  readonly usual: unknown;
  /** What is written where nobody knows; undefined where that is the plainest value. */
  readonly placeholder: unknown;
}

/** Of a field about which nothing is special. */
export const NO_FACTS: Facts = Object.freeze({
  role: undefined,
  searchWords: [],
  isCommon: false,
  isIdentifier: false,
  shapes: [],
  mistakenFor: [],
  refersTo: [],
  repeats: false,
  nextRecord: undefined,
  inReply: undefined,
  goesWith: [],
  refines: undefined,
  refinedBy: undefined,
  codeWords: new Map(),
  usualRange: undefined,
  usual: undefined,
  placeholder: undefined,
});

/** How identifiers of a kind look. */
export interface Shape {
  /** What they are called, such as `connection ID`. */
  readonly name: string;
  /** How they look, in words. */
  readonly form: string;
  /** How long they are, in UTF-16 code units. */
  readonly length: number;
  /** They match it, whatever the order of their characters. */
  readonly pattern: RegExp;
  /** Whether a field of this shape has nothing else in it; else identifiers of other kinds are as good. */
  readonly isExact: boolean;
  /** What new ones are made of; undefined where nobody makes them. */
  readonly fresh?: FreshParts;
}

export interface FreshParts {
  readonly start: string;
  /** In UTF-16 code units. */
  readonly length: number;
  readonly characters: string;
}

/** That values of a field normally go together with those of another one, which tell it; others are as valid. */
export interface GoesWith {
  /** The name of the other field. */
  readonly field: string;
  /** A value of the field and one of the other; that is missing where it does not matter which one it is. */
  readonly pairs: readonly (readonly unknown[])[];
  /** Whether they only choose among the values that go with another field. */
  readonly isAmong?: boolean;
}

/** The facts of all fields as they are written in a file. */
export interface FactsSource {
  /** By field; what is absent is as in `NO_FACTS`. */
  readonly fields: Readonly<Record<string, FieldFactsSource>>;
  /** How identifiers look, by what they are called. */
  readonly shapes?: Readonly<Record<string, ShapeSource>>;
}

/** A shape as it is written in a file: new ones are as long as all of them. */
interface ShapeSource extends Pick<Shape, 'form' | 'length'> {
  /** Each of their characters is one of these: what a regular expression has in brackets. */
  readonly characters: string;
  readonly isExact?: boolean;
  readonly fresh?: Omit<FreshParts, 'length'>;
}

interface FieldFactsSource
  extends Partial<Omit<Facts, 'shapes' | 'mistakenFor' | 'goesWith' | 'refinedBy' | 'codeWords'>> {
  /** Names of shapes. */
  readonly shapes?: readonly string[];
  readonly mistakenFor?: readonly string[];
  /** Without pairs those count that the other field states of this one. */
  readonly goesWith?: readonly (Omit<GoesWith, 'pairs'> & Partial<Pick<GoesWith, 'pairs'>>)[];
  readonly codeWords?: Readonly<Record<string, unknown>>;
}

/** Reads the facts of fields by their names. The function throws where they need something that nothing states. */
export function readFacts({ fields, shapes: shapeSources = {} }: FactsSource): (name: string) => Facts {
  // A field may have any name, also one that every object has.
  const stated = new Map(Object.entries(fields));
  const refinedBy = new Map([...stated].map(([name, { refines }]) => [refines, name]));
  const shapes = new Map(
    Object.entries(shapeSources).map(([name, source]): [string, Shape] => [name, shapeOf(name, source)]),
  );
  const shapeNamed = (name: string): Shape => shapes.get(name) ?? missing(`how a ${name} looks`);
  const pairsBack = (name: string, other: string) =>
    stated
      .get(other)
      ?.goesWith?.find(({ field }) => field === name)
      ?.pairs?.map(([value, back]) => [back, value]) ?? missing(`what goes with ${name}`);
  return (name) => {
    const {
      shapes: own = [],
      mistakenFor = [],
      goesWith = [],
      codeWords = {},
      ...facts
    } = stated.get(name) ?? {};
    return {
      ...NO_FACTS,
      ...facts,
      shapes: own.map(shapeNamed),
      mistakenFor: mistakenFor.map(shapeNamed),
      goesWith: goesWith.map((one) => ({ ...one, pairs: one.pairs ?? pairsBack(name, one.field) })),
      refinedBy: refinedBy.get(name),
      codeWords: new Map(Object.entries(codeWords)),
    };
  };
}

function shapeOf(name: string, { form, length, characters, isExact = false, fresh }: ShapeSource): Shape {
  return {
    name,
    form,
    length,
    pattern: new RegExp(`^[${characters}]{${length}}$`, 'u'),
    isExact,
    ...(fresh && { fresh: { ...fresh, length } }),
  };
}

function missing(what: string): never {
  throw new Error(`Nothing says ${what}.`);
}
