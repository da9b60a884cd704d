import type { CancellationToken, ClientCapabilities, Connection } from 'vscode-languageserver';
import { harmless } from '../words/harmless';
import { marked } from './configuration';
import type { Files } from './files';
import { heads } from './heads';
import { ResponseError } from './library';
import { logError } from './log-error';
import type { AnyRequest, AskedAboutAll, Refusal } from './request';
import { isObject } from './shapes';

/** What requests are answered with. */
export interface Answering extends Omit<AskedAboutAll, 'client' | 'files' | 'isWanted'> {
  readonly files: Files;
  readonly client: () => ClientCapabilities;
}

/** The protocol's code for a request that is right and yet cannot be done. */
const REQUEST_FAILED = -32803;

/**
 * Answers the client's requests about open files. What makes the answers is loaded by the first request: whoever opens
 * a file waits for its findings and for nothing else.
 */
export function answerRequests(connection: Connection, { files, client, ...context }: Answering): void {
  let loading: Promise<readonly AnyRequest[]> | undefined;

  for (const { method, isAboutAll } of heads) {
    connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
      const isWanted = () => !token.isCancellationRequested;
      // What a client hands back to have more of it comes back as it is.
      const nothing = method.endsWith('/resolve') ? params : null;
      try {
        const answer = await (isAboutAll
          ? answeredForAll(method, params, isWanted)
          : answered(method, params, isWanted));
        return isRefusal(answer)
          ? new ResponseError(REQUEST_FAILED, harmless(answer.refused))
          : (answer ?? nothing);
      } catch (error) {
        // Whatever the client sent: one failing request must not cost the user the others.
        logError(connection, method.replace('textDocument/', ''), error);
        return nothing;
      }
    });
  }

  async function answeredForAll(method: string, params: unknown, isWanted: () => boolean): Promise<unknown> {
    const request = await requestNamed(method);
    return request?.isAboutAll
      ? request.answer(params, { files, ...context, isWanted, client: client() })
      : null;
  }

  /** Null also where the file is not open or none of ours, or is closed before the answer is known. */
  async function answered(method: string, params: unknown, isWanted: () => boolean): Promise<unknown> {
    const session = files.get(addressIn(params) ?? '');
    if (!session || !(await session.taken())) return null;
    const request = await requestNamed(method);
    // What holds for the file can have changed meanwhile.
    const taken = await session.taken();
    if (!request || request.isAboutAll || !taken) return null;
    const { file, ...about } = taken;
    const isFirstLook = file.isFirstLook();
    const checked = await (request.near ? file.checkedAround(request.near(params)) : file.checked());
    if (!checked) return null;
    const state = file.state();
    const answer = await request.answer(params, {
      files,
      ...context,
      ...about,
      isWanted,
      uri: session.uri,
      version: file.version(),
      checked: marked(checked, taken.configuration),
      isCurrent: () => file.state() === state,
      isFirstLook,
      client: client(),
    });
    if (request.isAboutProblems) await session.tellWaiting?.();
    return answer;
  }

  async function requestNamed(method: string): Promise<AnyRequest | undefined> {
    loading ??= load();
    return (await loading).find((request) => request.method === method);
  }

  async function load(): Promise<readonly AnyRequest[]> {
    // Editors ask as soon as a file is open. What has been queued to read it comes first.
    await new Promise<void>((resolve) => context.host.clock.soon(resolve));
    return (await import('./requests')).requests;
  }
}

function isRefusal(answer: unknown): answer is Refusal {
  return isObject(answer) && typeof answer.refused === 'string';
}

/** The address of the file that a request is about: it names it, or hands back what we gave it of one. */
function addressIn(params: unknown): string | undefined {
  const { textDocument, data } = (params ?? {}) as { textDocument?: unknown; data?: unknown };
  const { uri } = (textDocument ?? data ?? {}) as { uri?: unknown };
  return typeof uri === 'string' ? uri : undefined;
}
