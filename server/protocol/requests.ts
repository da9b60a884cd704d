import type { AnyRequest } from './request';
import { childrenRequest } from './requests/children';
import { codeActionRequest } from './requests/code-action';
import { codeActionResolveRequest } from './requests/code-action-resolve';
import { codeLensRequest } from './requests/code-lens';
import { codeLensResolveRequest } from './requests/code-lens-resolve';
import { completionRequest } from './requests/completion';
import { copyRequest } from './requests/copy';
import { definitionRequest } from './requests/definition';
import { documentHighlightRequest } from './requests/document-highlight';
import { documentLinkRequest } from './requests/document-link';
import { documentSymbolRequest } from './requests/document-symbol';
import { foldingRangeRequest } from './requests/folding-range';
import { formattingRequest } from './requests/formatting';
import { hoverRequest } from './requests/hover';
import { incomingCallsRequest } from './requests/incoming-calls';
import { inlayHintRequest } from './requests/inlay-hint';
import { inlayHintResolveRequest } from './requests/inlay-hint-resolve';
import { outgoingCallsRequest } from './requests/outgoing-calls';
import { parentRequest } from './requests/parent';
import { pasteRequest } from './requests/paste';
import { prepareCallHierarchyRequest } from './requests/prepare-call-hierarchy';
import { prepareRenameRequest } from './requests/prepare-rename';
import { problemRecordRequest } from './requests/problem-record';
import { rangeFormattingRequest } from './requests/range-formatting';
import { recordsRequest } from './requests/records';
import { referencesRequest } from './requests/references';
import { renameRequest } from './requests/rename';
import { selectionRangeRequest } from './requests/selection-range';
import { workspaceSymbolRequest } from './requests/workspace-symbol';

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
  codeLensRequest,
  codeLensResolveRequest,
  inlayHintRequest,
  inlayHintResolveRequest,
  formattingRequest,
  rangeFormattingRequest,
  documentHighlightRequest,
  definitionRequest,
  referencesRequest,
  prepareRenameRequest,
  renameRequest,
  prepareCallHierarchyRequest,
  incomingCallsRequest,
  outgoingCallsRequest,
  workspaceSymbolRequest,
  recordsRequest,
  problemRecordRequest,
  parentRequest,
  childrenRequest,
  copyRequest,
  pasteRequest,
];
