import type { CancellationToken, ClientCapabilities } from 'vscode-languageserver';
import { limits } from '../config/limits';
import { harmless } from '../words/harmless';
import { marked } from './configuration';
import type { Files } from './files';
import { heads } from './heads';
import { ResponseError } from './library';
import { logError } from './log-error';
import type { AnyRequest, AskedAboutAll, Refusal } from './request';
import { isObject } from './shapes';
import type { Line } from './told';

/** What requests are answered with. */
export interface Answering extends Omit<AskedAboutAll, 'client' | 'files' | 'isWanted'> {
  readonly files: Files;
  readonly line: Line;
  readonly client: () => ClientCapabilities;
}

/** The protocol's code for a request that is right and yet cannot be done. */
const REQUEST_FAILED = -32803;

/**
 * Answers the client's requests about open files. What makes the answers is loaded by the first request: whoever opens
 * a file waits for its findings and for nothing else.
 */
export function answerRequests({ line, files, client, ...context }: Answering): void {
  const { connection, outlet } = line;
  const { clock } = context.host;
  let loading: Promise<readonly AnyRequest[]> | undefined;
  let requests: readonly AnyRequest[] | undefined;
  /** The last of the requests that wait until the client reads what it was answered. */
  let last: Promise<unknown> | undefined;

  for (const { method, isAboutAll } of heads) {
    connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
      const isWanted = () => !token.isCancellationRequested;
      // What a client hands back to have more of it comes back as it is.
      const nothing = method.endsWith('/resolve') ? params : null;
      try {
        const work = isAboutAll ? answeredForAll : answered;
        const begin = async () => isWanted() && work(method, params, isWanted);
        const answer = await (last || outlet.isAbove(limits.unreadBytes) ? inTurn(begin) : begin());
        return isRefusal(answer)
          ? new ResponseError(REQUEST_FAILED, harmless(answer.refused))
          : answer || nothing;
      } catch (error) {
        // Whatever the client sent: one failing request must not cost the user the others.
        logError(connection, method.replace('textDocument/', ''), error);
        return nothing;
      }
    });
  }

  /** Does work after all that waits, when the client has read enough: there may be no room for all answers at once. */
  function inTurn(work: () => Promise<unknown>): Promise<unknown> {
    const own = after(last, work);
    const end = () => {
      if (last === own) last = undefined;
    };
    last = own;
    own.then(end, end);
    return own;
  }

  async function after(before: Promise<unknown> | undefined, work: () => Promise<unknown>): Promise<unknown> {
    // How that ended is told by who began it. It is written a moment later.
    await before?.catch(() => undefined);
    await new Promise<void>((resolve) => clock.soon(resolve));
    await new Promise<void>((resolve) => outlet.whenBelow(limits.unreadBytes, resolve));
    return work();
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
    // Nothing is loaded for a file that is left alone; what holds for it can have changed meanwhile.
    if (!session || !(requests || (await session.taken()))) return null;
    const request = await requestNamed(method);
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
    requests ??= await loading;
    return requests.find((request) => request.method === method);
  }

  async function load(): Promise<readonly AnyRequest[]> {
    // Editors ask as soon as a file is open. What has been queued to read it comes first.
    await new Promise<void>((resolve) => clock.soon(resolve));
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
