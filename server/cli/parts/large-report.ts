import { type CheckedDocument, countByKind } from '../../check/check';
import type { Judging } from '../../check/judging';
import type { Among } from '../../check/known-records';
import {
  type Counts,
  type LocatedFinding,
  locateFindings,
  relatedPlaces,
  severityOfFinding,
} from '../../check/locate';
import { runThrough } from '../../check/run-through';
import { chunkAt } from '../../document/document';
import { nameOfRecord } from '../../features/expectations';
import { lastIndexWhere } from '../../json/last-index';
import { recordOf } from '../../relations/said-records';
import type { Elsewhere } from '../../rules/rule';
import {
  countAll,
  describing,
  type FileFinding,
  type FileReport,
  noCounts,
  noMarks,
  placeIn,
  placesInReport,
  type RelatedInReport,
} from '../check-text';
import { engine } from '../engine';
import { memoryGuard } from '../enough-memory';
import { FileError } from '../files/file-error';
import { addTo, roomFor, severitiesIn, severitiesOf } from './counts';
import type { RelatedRecords } from './kept-records';
import type { LookedLarge } from './large-check';
import { createLoading, type Loaded, type Loading, type Spot } from './loading';

/** What is found in the related records of a large file among others. */
export interface AmongLarge extends Among {
  readonly related: RelatedRecords;
  /** Their slots, in their order. */
  readonly slots: readonly number[];
  readonly findingsOf: Judging['findingsOf'];
  readonly shownPathOf: (path: string) => string;
  /** Finds places in records of large files, with what reads this one: see `LargeFiles`. */
  readonly placing: (own: Loading) => (place: Elsewhere) => RelatedInReport | undefined;
}

/** A spot with all that is found in it, and by chunk the slots of its records of which something is found among others. */
interface Item {
  readonly spot: Spot;
  readonly counts: Counts;
  readonly slots: Map<number, number>;
}

/**
 * The report on a large file, once its related records are judged. Its findings are read again as they are asked for.
 *
 * @throws FileError
 */
export function largeReport(shownPath: string, looked: LookedLarge, among: AmongLarge): FileReport {
  const { file, how, identities, end } = looked;
  if (file.isChanged()) throw new FileError('was changed while it was checked');
  const items = itemsOf(looked, among);
  const counts: Counts = { ...noCounts };
  for (const item of items) addTo(counts, item.counts);
  const room = roomFor(counts, how.onlyErrors, how.most);
  const loading = createLoading(file, how, end);
  const { textAt, positionOf, bytesBefore } = loading;
  return {
    shownPath,
    textAt,
    positionOf,
    bytesBefore,
    records: identities.count(),
    findings: { [Symbol.iterator]: () => listed(items, { ...room }, looked, loading, among) },
    listed: room,
    omitted: (how.onlyErrors ? counts.error : countAll(counts)) - countAll(room),
    counts,
    isEnded: !end.isEnd,
    marks: noMarks,
    unmet: [],
  };
}

/** All that has findings, in the order of the file. */
function itemsOf({ how, spots }: LookedLarge, { related, slots, findingsOf }: AmongLarge): readonly Item[] {
  const severities = severitiesIn(how.rules);
  const itemOf = (spot: Spot): Item => ({ spot, counts: { ...spot.counts }, slots: new Map() });
  const items = new Map(spots.map((spot) => [spot.at.place.byte, itemOf(spot)]));
  const firsts = spots.map(({ at }) => at.place.record);
  for (const [at, { spot, chunk }] of related.spots.entries()) {
    const slot = slots[at] as number;
    // Where a finding stands does not matter for how many there are.
    const noted = { ...recordOf(related.said, at), frame: { type: how.type } };
    const counts: Counts = { ...noCounts };
    for (const finding of findingsOf(slot, noted)) {
      const severity = severityOfFinding(finding, severities);
      if (severity !== 'off') counts[severity]++;
    }
    if (countAll(counts) === 0) continue;
    // Parts can be others where they are read again: a record is told of in that in which something is found in it.
    const record = spot.at.place.record + chunk - 1;
    const around = spots[lastIndexWhere(firsts.length, (number) => (firsts[number] as number) <= record)];
    const inAround = around ? record - around.at.place.record : -1;
    const there = around && inAround >= 0 && inAround < around.count - 1 ? around : spot;
    const { byte, record: first } = there.at.place;
    const item = items.get(byte) ?? itemOf(there);
    items.set(byte, item);
    item.slots.set(record - first + 1, slot);
    addTo(item.counts, counts);
  }
  return [...items.values()].sort((one, other) => one.spot.at.place.byte - other.spot.at.place.byte);
}

/** The findings that there is room for, in the order of the file. */
function* listed(
  items: readonly Item[],
  room: Counts,
  { file, how, end }: LookedLarge,
  loading: Loading,
  among: AmongLarge,
): Generator<FileFinding> {
  const severities = severitiesIn(how.rules);
  const inReport = placesInReport(among.shownPathOf);
  const placeOf = among.placing(loading);
  for (const { spot, counts, slots } of items) {
    if (!severitiesOf(counts).some((severity) => room[severity] > 0)) continue;
    const loaded = loading.load(spot);
    const alone = spot.kept?.checked ?? runThrough(engine.checking(loaded.document), memoryGuard());
    const checked = withOthers(alone, slots, among);
    const describe = describing(checked, {
      readPaths: loaded.paths,
      nameOf: (one) => nameIn(loaded, one),
      relatedOf: (one) => relatedOf(one, checked, loaded),
    });
    for (const one of locateFindings(checked, severities).findings) {
      if (room[one.severity] === 0) continue;
      room[one.severity]--;
      yield moved(describe(one), loaded);
    }
  }
  file.close();

  function relatedOf(
    one: LocatedFinding,
    checked: CheckedDocument,
    { spot }: Loaded,
  ): readonly RelatedInReport[] {
    const { elsewhere } = one.finding;
    const { unit } = spot.at.place;
    if (!elsewhere)
      return relatedPlaces(checked, one).map((place) => ({
        start: place.start + unit,
        end: place.end + unit,
        message: place.message,
      }));
    return elsewhere.flatMap((place) => placeIn(place, checked, inReport, placeOf) ?? []);
  }

  function nameIn({ document, spot, paths }: Loaded, { finding, chunk }: LocatedFinding): string | undefined {
    return nameOfRecord(chunkAt(document, chunk), finding, () =>
      end.reading.form === 'lines' ? `/${spot.at.place.record + chunk - 1}` : paths().records[chunk - 1],
    );
  }
}

/** What is found in the records of a part by themselves, with what is found among others. */
function withOthers(
  checked: CheckedDocument,
  slots: ReadonlyMap<number, number>,
  among: AmongLarge,
): CheckedDocument {
  const { document } = checked;
  const blocks = checked.blocks.map((block, number) => {
    const first = document.starts[number]?.index ?? 0;
    const findings = block.findings.map((ofChunk, at) => {
      const slot = slots.get(first + at);
      if (slot === undefined) return ofChunk;
      const more = among.findingsOf(slot, chunkAt(document, first + at));
      return [...ofChunk, ...more].sort((one, other) => one.start - other.start);
    });
    return { findings, counts: countByKind(findings) };
  });
  return { ...checked, blocks, among };
}

/** A finding of a part as one of its file. */
function moved(finding: FileFinding, { spot: { at } }: Loaded): FileFinding {
  const { unit, record } = at.place;
  return {
    ...finding,
    record: finding.record === undefined ? undefined : finding.record + record,
    start: finding.start + unit,
    end: finding.end + unit,
    *fixes() {
      for (const fix of finding.fixes()) {
        const edits = fix.edits.map(({ start, end, text }) => ({
          start: start + unit,
          end: end + unit,
          text,
        }));
        yield { ...fix, edits };
      }
    },
  };
}
