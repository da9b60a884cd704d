import { withoutComments } from '../server/config/without-comments';

/** The keys that VS Code gives the list of suggestions itself, the one that people know first. */
const DEFAULT_KEYS: readonly string[] = ['ctrl+space', 'ctrl+i'];
const COMMAND = 'editor.action.triggerSuggest';

/** One entry of keybindings.json. */
interface Binding {
  readonly key?: unknown;
  readonly command?: unknown;
  readonly when?: unknown;
}

/**
 * The keys that open the list of suggestions, as menus write them (`Ctrl+Space`), where the user's keybindings.json has
 * this text; undefined where no keys are left. A text that cannot be read changes nothing.
 */
export function suggestKeys(keybindings: string): string | undefined {
  const keys = [...DEFAULT_KEYS];
  let own: string | undefined;
  for (const { key, command, when } of readBindings(keybindings)) {
    if (typeof key !== 'string' || typeof command !== 'string') continue;
    const chord = key.trim().toLowerCase();
    if (command === COMMAND) own = chord;
    else if (command === `-${COMMAND}` || (!command.startsWith('-') && when === undefined)) {
      remove(chord);
      if (own === chord) own = undefined;
    }
  }
  const chord = own ?? keys[0];
  return chord === undefined ? undefined : asMenusWrite(chord);

  function remove(chord: string): void {
    const index = keys.indexOf(chord);
    if (index >= 0) keys.splice(index, 1);
  }
}

function readBindings(text: string): readonly Binding[] {
  try {
    const parsed: unknown = JSON.parse(withoutComments(text).text.replaceAll(/,(?=\s*[\]}])/g, ''));
    return Array.isArray(parsed) ? parsed.filter((entry) => typeof entry === 'object' && entry !== null) : [];
  } catch {
    return [];
  }
}

function asMenusWrite(chord: string): string {
  return chord
    .split(/\s+/)
    .map((keys) => keys.split('+').map(capitalised).join('+'))
    .join(' ');
}

function capitalised(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}
