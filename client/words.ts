import * as vscode from 'vscode';
import { speak } from '../server/words/language';

/*
 * Has what is in this bundle speak the language of VS Code, whose texts VS Code has read from `l10n/`; each bundle of the
 * client imports it. Texts are said by `t` of `words/language.ts`, on both sides.
 */

const { bundle } = vscode.l10n;

speak(
  bundle &&
    ((english) => {
      const text: unknown = bundle[english];
      return typeof text === 'string' ? text : undefined;
    }),
);
