import { chunkAt, offsetOf } from '../../document/document';
import { type ListedRecord, listing } from '../../features/navigate/records';
import { oneLine } from '../../words/one-line';
import { knownRows, rangesInFiles } from '../navigation';
import { RECORDS_METHOD, type RecordRow, type RecordRows, type RecordsParams } from '../own-messages';
import type { Request } from '../request';
import { textDocument } from '../shapes';
import { runInSlices } from '../slices';

/** More than anybody looks through without typing a word of what is looked for. */
const MOST_ROWS = 1000;

const LONGEST = 80;

export const recordsRequest: Request<RecordsParams, RecordRows> = {
  method: RECORDS_METHOD,
  capability: {},
  params: { parts: { textDocument, query: 'text' } },
  async answer({ query }, { uri, version, checked, configuration, remembered, host, isCurrent }) {
    const { document } = checked;
    const work = listing(checked, configuration.severityOf, query, MOST_ROWS, remembered(knownRows));
    const list = await runInSlices(host.clock, work, isCurrent);
    if (!list) return null;
    const rangeOf = rangesInFiles();
    const file = { uri, version, document };
    const rows = list.rows.map((row): RecordRow => {
      const start = offsetOf(document, row.chunk);
      const end = start + (chunkAt(document, row.chunk).record?.end ?? 0);
      return { ...inWords(row), range: rangeOf(file, start, end) };
    });
    return { rows, records: list.records, matching: list.matching };
  },
};

function inWords({
  name,
  id,
  status,
  start,
  subject,
  problems,
  gravest,
  chunk,
}: ListedRecord): Omit<RecordRow, 'range'> {
  const shown = (text: string | undefined) => (text === undefined ? '' : oneLine(text, LONGEST));
  return {
    name: shown([name, id?.trim()].filter(Boolean).join(' · ')) || `#${chunk}`,
    status: shown(status),
    start: shown(start),
    subject: shown(subject),
    problems,
    gravest,
  };
}
