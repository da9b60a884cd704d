import type { CodeLens } from 'vscode-languageserver';
import { offsetOf } from '../../document/document';
import { positionAt } from '../../document/positions';
import { type LensKind, lensKinds, lensWords } from '../../features/lens/lens';
import { harmless } from '../../words/harmless';
import type { Request } from '../request';
import type { LensData } from './code-lens';

/** The client's commands; each takes the address of the file and a position in the record. */
const commands: Readonly<Record<LensKind, string>> = {
  facts: '',
  parent: 'interactionData.goToParent',
  problems: 'interactionData.fixRecord',
  children: 'interactionData.goToChildren',
  duplicate: 'interactionData.duplicateRecord',
};

/** Says what a lens that has come into sight says, and what it does. */
export const codeLensResolveRequest: Request<CodeLens, CodeLens> = {
  method: 'codeLens/resolve',
  capability: { codeLensProvider: { resolveProvider: true } },
  // What a client hands back may be anything.
  params: 'anything',
  answer(lens, { uri, version, checked, configuration, relations, host }) {
    const { chunk, kind, ...data } = (lens.data ?? {}) as Partial<Record<keyof LensData, unknown>>;
    const known = lensKinds.find((one) => one === kind);
    // Of another version the index is that of another record.
    if (data.version !== version || typeof chunk !== 'number' || !Number.isInteger(chunk) || !known)
      return lens;
    const wanted = { chunk, kind: known, isFirst: data.isFirst === true };
    const judging = { severityOf: configuration.severityOf, now: host.now(), file: uri, relations };
    const words = lensWords(checked, wanted, judging);
    if (!words) return lens;
    const position = positionAt(checked.document, offsetOf(checked.document, chunk));
    const command = words.isAction ? commands[known] : '';
    return { ...lens, command: { title: harmless(words.title), command, arguments: [uri, position] } };
  },
};
