import type { SurroundingPiece } from '../document/surrounding-pieces';
import type { TextEdit } from '../edit/text-edit';
import type { TextStyle } from '../edit/text-style';
import type { SyntaxErrorKind } from '../json/problem';
import type { Once } from '../record/once';
import type { OpenChunk } from '../record/open-chunk';
import type { OpenRecord } from '../record/open-record';
import type { LinkPart } from '../relations/links';
import type { RecordPlace } from '../relations/record-place';
import type { RelatedRecord } from '../relations/related-record';
import type { Field } from '../spec/field';
import type { ExampleRecord } from './common/examples';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a project file says of a finding: that nobody is to be told of it, or that it is there on purpose. */
export type Mark = 'ignored' | 'expected';

/**
 * A defect in a record. Plain data: it can be sent, printed and compared. Offsets are UTF-16 code units relative
 * to the record's start, so a finding stays valid while other records are edited.
 */
export interface Finding {
  /** The id of the rule that found it. */
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  /** What is wrong and what to do, in one or two sentences that quote the field. */
  readonly message: string;
  /** The name of the field that it is about (or of the unknown key); undefined where there is none or several. */
  readonly field?: string;
  /** The names of the fields that it is about, where there are several. */
  readonly fields?: readonly string[];
  /** The id of the rule that says the same better: it is told only where that rule is off. */
  readonly unless?: string;
  /** On a finding of `syntax`: which defect it is, so that a fix need not guess it from the message. */
  readonly problem?: SyntaxErrorKind;
  /** What the project file says of it: rules know nothing of that. */
  readonly mark?: Mark;
  /** Another place in the same record that explains it. */
  readonly related?: { readonly start: number; readonly end: number; readonly message: string };
  /** Places in other records that explain it. */
  readonly elsewhere?: readonly Elsewhere[];
  /** What it counts as at most, where that is less than what its rule says. */
  readonly atMost?: Severity;
}

/** A place in another record, of the same file or of another one. */
export interface Elsewhere {
  readonly place: RecordPlace;
  /** The part of that record. */
  readonly part: LinkPart;
  readonly message: string;
}

/** What a fix can do: the verb that its English title begins with, of which several can be one deed. */
export type Deed =
  | 'Add'
  | 'Change'
  | 'Convert'
  | 'Keep'
  | 'Move'
  | 'Put'
  | 'Quote'
  | 'Remove'
  | 'Rename'
  | 'Swap'
  | 'Take'
  | 'Use'
  | 'Write';

/** A change that mends a finding. Edits are relative to the record's start, like the finding. */
export interface Fix {
  /** What it does, as a menu shows it: `Add "status": 0`. */
  readonly title: string;
  /** The same in a word, whatever language the title is in: fixes that do the same are made together. */
  readonly does: Deed;
  readonly edits: readonly TextEdit[];
  /** True when it loses nothing and invents nothing, so that it may be applied without asking. */
  readonly isSafe: boolean;
  /**
   * True for one of several answers that are as good as each other, such as the codes of a list: only a person can
   * choose, so it is never applied to many findings at once.
   */
  readonly isChoice?: true;
  /**
   * True for a fix that mends other findings of the record, too. A menu shows it first; where many findings are fixed
   * at once it is left out, since their own fixes do the same.
   */
  readonly isWhole?: true;
  /** True for a fix that is the one to take though it is not safe, because it loses nothing. */
  readonly isPreferred?: true;
  /**
   * True for a fix after which a value is nowhere any more. It is made one at a time; for many findings only by a title
   * that says "Remove" or "Keep …, remove …", never by `fix --unsafe`, on save, or with other fixes.
   */
  readonly isLoss?: true;
  /** Names of the members that it adds: of two fixes that add one of a name only the first can be made. */
  readonly adds?: readonly string[];
}

/** What a fix may depend on besides what was found: the chunk that it was found in, and what is around that. */
export interface FixContext extends OpenChunk {
  /** The text from the chunk's start to the file's end; put together when it is asked for. */
  readonly rest: string;
  /** Texts of tools from there to the file's end, offsets like those of the finding; found out when they are asked for. */
  readonly surroundings: readonly SurroundingPiece[];
  /** The time now as the specification writes it: `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  readonly now: string;
  /** How the file is laid out around the record; found out when it is asked for. */
  readonly style: TextStyle;
  /**
   * An identifier for a field of the record, after the pattern of those around it, that nobody has; undefined where they
   * have none. Found out each time.
   */
  readonly freshIdentifier: (field: string) => string | undefined;
  /**
   * What other records make likely for a field that this one lacks, as JSON text; undefined where they tell nothing. It is
   * there only where a person chooses a fix: what is made of many at once hangs on no other record.
   */
  readonly valueBeside?: (field: Field, record: OpenRecord) => string | undefined;
  /** What a function makes of this context; made once, however many fixes ask for it. */
  readonly once: Once<FixContext>;
  /** Asks a finding's rule for its fixes: see `Proposing`. */
  readonly proposing: (finding: Finding, context: FixContext) => Generator<Fix>;
  /** Says that so many UTF-16 code units are to be read again for a proof; false where that would take too long. */
  readonly mayRead: (units: number) => boolean;
  /**
   * How many more syntax errors the whole file has after edits of the text above, less than 0 where it has fewer;
   * undefined where finding out would take too long.
   */
  readonly errorsAdded: (edits: readonly TextEdit[]) => number | undefined;
}

/** An example that is test and documentation at once: a record (or, for syntax, a text). */
export interface BadExample {
  readonly text: string;
  /** The text after the first fix; or why there is none. */
  readonly fixed?: string;
  readonly whyNoFix?: string;
}

/**
 * What can be told of a whole record while it is read, without opening it. None holds of a record with syntax errors.
 * - `known-keys`: each key is exactly the name of a field.
 * - `no-key-twice`: the same, and no two members have one name, neither of the record nor of an object in it.
 * - `mandatory-there`: no mandatory field is absent.
 * - `companions-paired`: each content has its companions, and there is no companion without its content.
 * - `values-in-form`: the value of each field is what the specification says of it alone: type, codes, pattern, bounds.
 * - `dates-in-order`: `end_date` is not before `start_date`, where there are both.
 * - `lifecycle-consistent`: the status is that of what has ended where there is an end, and only there; and there is no
 *   reason to have ended elsewhere.
 * - `duration-fits`: the duration is about the time between start and end, where there are all three.
 * - `values-usual`: each value is not only right, but one that records usually have, and goes with the others: see
 *   `check/usual-values.ts`.
 */
export type Fact =
  | 'known-keys'
  | 'no-key-twice'
  | 'mandatory-there'
  | 'companions-paired'
  | 'values-in-form'
  | 'dates-in-order'
  | 'lifecycle-consistent'
  | 'duration-fits'
  | 'values-usual';

/** What is known of a rule before it looks at anything. */
export interface AboutRule {
  /** Readable and stable for ever: diagnostic code, settings key, documentation anchor, command line name. */
  readonly id: string;
  readonly severity: Severity;
  /** Whether the specification states it, we conclude it, or a team states it in its project file. */
  readonly source: 'specification' | 'judgement' | 'project';
  /** One line for settings and documentation: what is reported. */
  readonly summary: string;
  /** The consequence of leaving it, in a sentence. */
  readonly why: string;
  /** The project file that the examples obey; absent where the specification is all that they need. */
  readonly exampleProject?: string;
  /** Made when they are asked for: tests and documentation need them, whoever checks a file does not. */
  readonly examples: (exampleRecord: ExampleRecord) => {
    readonly bad: readonly BadExample[];
    readonly good: readonly string[];
  };
  /**
   * The facts that make it certain that nothing is found: a record of which all of them hold is not opened for this rule.
   * Empty for a rule about syntax errors alone; absent for a rule that has to look at each record.
   */
  readonly quiet?: readonly Fact[];
}

/** Where a finding is told, which tells it from the others of its rule. */
export type Place = Pick<Finding, 'start' | 'end' | 'problem'>;

/** What a finding says there. */
export type Said = Omit<Finding, 'rule' | keyof Place>;

/**
 * How a rule works: it finds states of a record (or of a whole chunk) that are defects, and of each of them it knows where
 * to tell it, what to say and how to mend it. Findings are plain data, so for a fix the states are found again.
 */
interface Ways<State, Where> {
  /** What is wrong there, in any order. */
  readonly find: (where: Where) => Iterable<State>;
  readonly at: (state: State) => Place;
  readonly say: (state: State, where: Where) => Said;
  /**
   * Ways to mend it, best first; none where none is unambiguous. Whether they hold in a record with syntax errors is not
   * looked at here: see `fixesOf`. There can be very many states, so what several of them need is found out once for all
   * (`once`), and a fix that costs much is made only when it is asked for.
   */
  readonly fix?: (state: State, where: Where, context: FixContext) => Iterable<Fix>;
}

/** One rule, as it is asked: what it finds in a chunk, and how to mend a finding. */
export interface Rule extends AboutRule {
  readonly check: (chunk: OpenChunk, report: (finding: Finding) => void) => void;
  readonly fixes: (finding: Finding, context: FixContext) => Iterable<Fix>;
  /** What it finds in a record among all others; absent where it looks at records one by one. */
  readonly judge?: (record: RelatedRecord) => Iterable<FoundAmong>;
  /** Whether for that no other record is looked at. */
  readonly judgesAlone?: boolean;
}

/** What is wrong with a record among others: the part at which it is told, and what explains it. */
export interface FoundAmong extends Pick<Finding, 'message' | 'elsewhere' | 'atMost'> {
  readonly part: LinkPart;
}

/** Of a rule that finds nothing in a record by itself. */
export const NO_CHECK: Pick<Rule, 'quiet' | 'check'> = { quiet: [], check: () => undefined };

/** Makes a rule about records. Where both sides of a merge conflict are in one, what goes with what is judged once it is over. */
export function defineRule<State extends object>(rule: AboutRule & Ways<State, OpenRecord>): Rule {
  const isJudged = (record: OpenRecord) =>
    rule.source !== 'judgement' || !record.record.problems.some(({ kind }) => kind === 'merge-conflict');
  return ruleBy(rule, ({ record }) => (record && isJudged(record) ? record : undefined));
}

/** Makes a rule about what reading the text met, in records and around them. */
export function defineChunkRule<State extends object>(rule: AboutRule & Ways<State, OpenChunk>): Rule {
  return ruleBy(rule, (chunk) => chunk);
}

function ruleBy<State extends object, Where>(
  { find, at, say, fix, ...about }: AboutRule & Ways<State, Where>,
  whereIn: (chunk: OpenChunk) => Where | undefined,
): Rule {
  /** A chunk can have very many findings, so each must get its state at once. */
  const statesByPlace = (context: FixContext) => {
    const states = new Map<string, State>();
    const where = whereIn(context);
    if (where) for (const state of find(where)) states.set(keyOf(at(state)), state);
    return states;
  };
  return {
    check(chunk, report) {
      const where = whereIn(chunk);
      if (!where) return;
      for (const state of find(where)) report({ rule: about.id, ...at(state), ...say(state, where) });
    },
    ...about,
    fixes(finding, context) {
      const where = fix && whereIn(context);
      const state = where && context.once(statesByPlace).get(keyOf(finding));
      return state ? fix(state, where, context) : [];
    },
  };
}

function keyOf({ start, end, problem }: Place): string {
  return `${start} ${end} ${problem ?? ''}`;
}

/** The names of the fields that a finding is about, or of the unknown key. */
export function namesOf({ field, fields }: Pick<Finding, 'field' | 'fields'>): readonly string[] {
  return fields ?? (field === undefined ? [] : [field]);
}
