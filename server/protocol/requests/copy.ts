import { answerCopy } from '../copies';
import { COPY_METHOD, type CopyAnswer, type CopyWish } from '../own-messages';
import type { Request } from '../request';
import { range, type Shape, textDocument } from '../shapes';

const text: Shape = { optional: 'text' };

/** A message of ours: what a command makes of records, with what its user said. */
export const copyRequest: Request<CopyWish, CopyAnswer> = {
  method: COPY_METHOD,
  capability: {},
  params: {
    parts: {
      textDocument,
      ranges: { listOf: range },
      kind: 'text',
      mayAsk: { optional: 'flag' },
      name: text,
      children: text,
      order: text,
      span: text,
    },
  },
  answer: answerCopy,
};
