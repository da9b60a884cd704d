import type { Range } from 'vscode-languageserver';
import { chunkIndexAt, offsetOf } from '../../document/document';
import { offsetAt } from '../../document/positions';
import { problemRecord } from '../../features/navigate/records';
import { toRange } from '../convert';
import { PROBLEM_RECORD_METHOD, type ProblemRecordParams } from '../own-messages';
import type { Request } from '../request';
import { position, textDocument } from '../shapes';

/** The first problem of the next record that has any, or of the one before. */
export const problemRecordRequest: Request<ProblemRecordParams, Range> = {
  method: PROBLEM_RECORD_METHOD,
  capability: {},
  params: { parts: { textDocument, position, isBackwards: 'flag' } },
  answer({ position, isBackwards }, { checked, configuration }) {
    const { document } = checked;
    const from = chunkIndexAt(document, offsetAt(document, position));
    const found = problemRecord(checked, configuration.severityOf, from, isBackwards ? 'previous' : 'next');
    if (!found) return null;
    const start = offsetOf(document, found.chunk);
    return toRange(document, start + found.start, start + found.end);
  },
};
