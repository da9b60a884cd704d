import type { Diagnostic, Position } from 'vscode-languageserver';
import { type Context, type Measurement, type Size, validRecordAt } from './context';
import { expectFindings, withOneMore } from './expect';
import type { Layout } from './fixtures';
import { type Change, type Server, type Session, startSession } from './session';
import type { TextFile } from './text-file';

/** Keystroke to findings, and requests, in a file that stays open. */
export const measureTyping: Measurement = {
  name: 'typing',
  title: 'keystroke to problems, hover, completion, code actions',
  series: [
    'problems change',
    'problems stay',
    'hover',
    'completion',
    'code actions',
    'completion after a key',
  ],
  async run(context) {
    for (const size of context.sizes) {
      await typeInto(context, size, 'array');
      if (size.bytes >= 10 * 2 ** 20) await typeInto(context, size, 'lines');
    }
  },
};

/** Rules of ours that always have a fix. */
const MENDABLE: readonly string[] = ['missing-field', 'invalid-value', 'missing-companion'];

/** How often each thing is done in a round. */
interface Repetitions {
  readonly strokes: number;
  readonly requests: number;
}

async function typeInto(context: Context, size: Size, layout: Layout): Promise<void> {
  const { servers, figures, say } = context;
  const file = context.file(size, layout);
  const name = layout === 'lines' ? `${size.name} JSON Lines` : size.name;
  const isLarge = size.bytes >= 10 * 2 ** 20;
  const rounds = context.rounds(size.bytes > 20 * 2 ** 20 ? 5 : 10);
  // Each keystroke is followed by its return, so that the file is the same again.
  const ofOurs: Repetitions = { strokes: 10, requests: 20 };
  const ofTheirs: Repetitions = isLarge ? { strokes: 1, requests: 3 } : { strokes: 5, requests: 10 };
  const compared: readonly Server[] =
    layout === 'lines' ? [servers.ours] : [servers.ours, servers.pull, servers.push];
  say(`typing into ${name}: ${rounds} rounds and one to warm up`);
  const typists: Typist[] = [];
  for (const server of compared) typists.push(await startTypist(server, file, context));
  for (let round = 0; round <= rounds; round++) {
    for (const typist of typists) {
      const { server } = typist.session;
      // What push costs is what pull costs and half a second.
      if (server === servers.push && isLarge && round > 2) continue;
      const times = server === servers.ours ? ofOurs : ofTheirs;
      await typist.round(times, (what, milliseconds) => {
        if (round > 0) figures.add(what, name, server.title, milliseconds);
      });
    }
  }
  for (const { session } of typists) await session.end();
}

interface Typist {
  readonly session: Session;
  readonly round: (times: Repetitions, add: (what: string, milliseconds: number) => void) => Promise<void>;
}

async function startTypist(
  server: Server,
  file: TextFile,
  { workspace, figures: { note } }: Context,
): Promise<Typist> {
  const session = await startSession(server, workspace);
  const findings = (await session.open(file)).content;
  expectFindings(server, file, findings);
  const { positionOf, fieldValue, invalid } = file;

  // A quarter into the file, where a finding is among those that are sent even where the limit cuts the others off.
  const toggled = validRecordAt(file, 1 / 4);
  const status = positionOf(fieldValue(toggled, 'status'));
  const withToggled = withOneMore(invalid, { record: toggled, rule: 'invalid-value' });
  const edited = validRecordAt(file, 1 / 2);
  const subject = positionOf(fieldValue(edited, 'subject') + 1);
  const completed = validRecordAt(file, 2 / 3);
  const type = positionOf(fieldValue(completed, 'type') + 1);
  const hovered = spread(file, (record) => positionOf(fieldValue(record, 'status') - 4));
  const valued = spread(file, (record) => positionOf(fieldValue(record, 'type') + 1));
  const mendable = findings.filter(({ code }) => server.isBuiltIn || MENDABLE.includes(String(code)));
  let asked = 0;
  /** What the built-in server has no answer to here: it is not asked again. */
  const unanswered = new Set<string>();

  return {
    session,
    async round({ strokes, requests }, add) {
      for (let stroke = 0; stroke < strokes; stroke++) {
        const spoilt = await session.change(file, replaced(status, 1, '9'));
        add('problems change', spoilt.milliseconds);
        expectFindings(server, file, spoilt.content, withToggled);
        const mended = await session.change(file, replaced(status, 1, '3'));
        add('problems change', mended.milliseconds);
        expectFindings(server, file, mended.content);
      }
      // Only the findings' way differs between pull and push.
      if (server.isBuiltIn && !server.pulls) return;
      for (let stroke = 0; stroke < strokes; stroke++) {
        for (const change of [replaced(subject, 0, 'x'), replaced(subject, 1, '')]) {
          const { milliseconds, content } = await session.changeSilently(file, change, subject);
          add('problems stay', milliseconds);
          if (server.pulls) expectFindings(server, file, content as readonly Diagnostic[]);
          else isAnswered('hover', content);
        }
      }
      for (let request = 0; request < requests; request++) {
        asked++;
        await ask('hover', 'textDocument/hover', { position: pick(hovered) });
        await ask('completion', 'textDocument/completion', { position: pick(valued) });
        const finding = mendable[asked % mendable.length] as Diagnostic;
        const actions = { range: finding.range, context: { diagnostics: [finding], triggerKind: 1 } };
        await ask('code actions', 'textDocument/codeAction', actions);
      }
      for (let stroke = 0; stroke < strokes && !unanswered.has('completion'); stroke++) {
        const after = { line: type.line, character: type.character + 1 };
        const typed = await session.changeAndAsk(file, replaced(type, 0, 'I'), 'textDocument/completion', {
          position: after,
        });
        if (isAnswered('completion', typed.content)) add('completion after a key', typed.milliseconds);
        const back = replaced(type, 1, '');
        const undone = await session.changeAndAsk(file, back, 'textDocument/completion', { position: type });
        if (isAnswered('completion', undone.content)) add('completion after a key', undone.milliseconds);
      }

      async function ask(what: string, method: string, params: object): Promise<void> {
        if (unanswered.has(what)) return;
        const { milliseconds, content } = await session.ask(file, method, params);
        if (isAnswered(what, content)) add(what, milliseconds);
      }
    },
  };

  function pick(positions: readonly Position[]): Position {
    return positions[asked % positions.length] as Position;
  }

  /** Whether an answer says anything: ours has to, and one of the built-in server's that does not is no figure. */
  function isAnswered(what: string, content: unknown): boolean {
    const items = what === 'completion' ? (content as { readonly items?: unknown } | null)?.items : content;
    const isEmpty = Array.isArray(items) ? items.length === 0 : !items;
    if (!isEmpty) return true;
    if (!server.isBuiltIn) throw new Error(`${server.title}, ${file.name}: the answer to ${what} is empty.`);
    const reason = /^\w*Error: .*$/m.exec(session.lastLog() ?? '')?.[0] ?? 'it logs no error';
    note(
      `The built-in server answers ${what} with nothing at ${file.sizeName} (${reason}): that is no figure.`,
    );
    unanswered.add(what);
    return false;
  }
}

function replaced({ line, character }: Position, length: number, text: string): Change {
  return { range: { start: { line, character }, end: { line, character: character + length } }, text };
}

/** Places in valid records all over the file. */
function spread(file: TextFile, place: (record: number) => Position): readonly Position[] {
  const places = 19;
  return Array.from({ length: places }, (_, index) => place(validRecordAt(file, (index + 0.5) / places)));
}
