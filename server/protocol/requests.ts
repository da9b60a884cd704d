import type { AnyRequest } from './request';
import { codeActionRequest } from './requests/code-action';
import { codeActionResolveRequest } from './requests/code-action-resolve';
import { completionRequest } from './requests/completion';
import { documentLinkRequest } from './requests/document-link';
import { documentSymbolRequest } from './requests/document-symbol';
import { foldingRangeRequest } from './requests/folding-range';
import { formattingRequest } from './requests/formatting';
import { hoverRequest } from './requests/hover';
import { rangeFormattingRequest } from './requests/range-formatting';
import { selectionRangeRequest } from './requests/selection-range';

/** All requests that the server answers. */
export const requests: readonly AnyRequest[] = [
  hoverRequest,
  completionRequest,
  codeActionRequest,
  codeActionResolveRequest,
  documentSymbolRequest,
  foldingRangeRequest,
  selectionRangeRequest,
  documentLinkRequest,
  formattingRequest,
  rangeFormattingRequest,
];
