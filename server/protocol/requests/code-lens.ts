import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { type KnownFacts, type LensKind, lenses } from '../../features/lens/lens';
import { rangeReader } from '../convert';
import { knows } from '../own-messages';
import type { Request } from '../request';
import { aboutFile } from '../shapes';

/** What a lens keeps until it comes into sight: the client hands it back, so nothing in it is trusted. */
export interface LensData {
  readonly uri: string;
  readonly version: number;
  /** The index of the record's chunk. */
  readonly chunk: number;
  readonly kind: LensKind;
  readonly isFirst: boolean;
}

/** Where there is a lens; what it says is worked out when it comes into sight. Only for clients that have its commands. */
export const codeLensRequest: Request<CodeLensParams, CodeLens[]> = {
  method: 'textDocument/codeLens',
  capability: { codeLensProvider: { resolveProvider: true } },
  params: aboutFile,
  answer(_, { uri, version, checked, configuration, relations, remembered, client }) {
    if (!knows(client, 'lensCommands')) return [];
    const { codeLens, severityOf } = configuration;
    const rangeOf = rangeReader(checked.document);
    return lenses(checked, codeLens, severityOf, { file: uri, relations }, remembered(newKnownFacts)).map(
      ({ at, chunk, kind, isFirst }): CodeLens => {
        const data: LensData = { uri, version, chunk, kind, isFirst };
        return { range: rangeOf(at, at + 1), data };
      },
    );
  },
};

const newKnownFacts = (): KnownFacts => new WeakMap();
