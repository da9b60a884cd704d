import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { projectFolder } from '../../scripts/editor/paths';
import { configurationsOf, lookUntil, type Workplace } from './home';
import type { Seen, Step, Told } from './walk';

/** What there is to be seen in Neovim: what `Walk.look` of neovim.lua tells. */
interface Sight {
  readonly file: string;
  readonly mode: string;
  readonly text: string;
  readonly problems: readonly string[];
  readonly floating: string;
  readonly listed: readonly string[];
  readonly suggestions: readonly string[];
  readonly selected: number;
  readonly modified: boolean;
}

/** Whether this is a Neovim that has no `vim.lsp.config`, and takes no snippets. */
export function isOlder(): boolean {
  const { stdout } = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
  return /v0\.(?:\d|10)\./.test(stdout);
}

/** Walks through Neovim without a window, key by key. */
export async function walkInNeovim(
  { folder, environment }: Workplace,
  steps: readonly Step[],
  told: Told,
): Promise<void> {
  const socket = join(folder, '.neovim');
  const [newer = '', older = ''] = configurationsOf('Neovim');
  writeFileSync(join(folder, '.init.lua'), isOlder() ? older : newer);
  const eyes = join(projectFolder, 'test', 'editors', 'neovim.lua');
  const editor = spawn(
    'nvim',
    ['--clean', '--headless', '-n', '-u', '.init.lua', '-S', eyes, '--listen', socket],
    { cwd: folder, env: environment, stdio: 'ignore' },
  );
  const ended = once(editor, 'close');
  const tell = async (flag: string, words: string) => {
    // Before 0.9 it answers on standard error.
    const { stdout, stderr } = await promisify(execFile)('nvim', ['--server', socket, flag, words]);
    return stdout || stderr;
  };
  try {
    await lookUntil(() => existsSync(socket), Boolean);
    const hands = {
      press: (keys: string) => tell('--remote-send', keys),
      call: (lua: string) => tell('--remote-expr', `luaeval(${JSON.stringify(lua)})`),
    };
    for (const step of steps) told(step, await take(hands, step));
    await hands.press(':qall!<CR>');
    await ended;
  } finally {
    editor.kill();
  }
}

interface Hands {
  readonly press: (keys: string) => Promise<string>;
  /** Calls a function of neovim.lua. */
  readonly call: (lua: string) => Promise<string>;
}

async function take({ press, call }: Hands, step: Step): Promise<Seen> {
  const look = async () => JSON.parse(await call('Walk.look()')) as Sight;
  const until = (isWanted: (sight: Sight) => boolean) => lookUntil(look, isWanted);
  let says: Seen['says'] = '';
  if (step.do === 'open' || step.do === 'look') await press(`:edit ${step.file}<CR>`);
  else await call(`Walk.go(${step.line}, ${step.character})`);
  switch (step.do) {
    case 'hover':
      await press('K');
      says = (await until(({ floating }) => floating !== '')).floating;
      break;
    case 'complete': {
      await press('A<C-x><C-o>');
      const { suggestions, selected } = await until((sight) => sight.suggestions.length > 0);
      await press(`${'<C-n>'.repeat(suggestions.indexOf(step.choose) - selected)}<C-y>`);
      await until(({ text, suggestions: open }) => text === step.text && open.length === 0);
      await press('<Esc>');
      break;
    }
    case 'fix':
    case 'fix all':
      await call(`Walk.choose(${JSON.stringify(step.choose)})`);
      await press('gra');
      break;
    case 'format':
      await press(':lua (vim.lsp.buf.format or vim.lsp.buf.formatting_sync)()<CR>');
      break;
    case 'outline':
      await press('gO');
      says = (await until(({ listed }) => listed.length > 0)).listed;
      await press(':cclose | lclose<CR>');
      break;
    case 'save':
      await press(':write<CR>');
      break;
  }
  const { text, problems } = await until(
    (sight) =>
      sight.file === step.file &&
      sight.mode === 'n' &&
      sight.text === step.text &&
      !(step.do === 'save' && sight.modified) &&
      (!step.problems || isDeepStrictEqual(sight.problems, step.problems)),
  );
  return { text, problems, says };
}
