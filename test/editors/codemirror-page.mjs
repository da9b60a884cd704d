// The page with CodeMirror that the walk goes through: the code of docs/editors.md, and what is seen of it.

import { apply, connect, fixes, inWorker, open, outline } from 'docs:CodeMirror';
import { forEachDiagnostic } from '@codemirror/lint';

const listeners = new Set();
/** Messages go to the server by what started this page. */
const toProcess = {
  send: (message) => window.toServer(message),
  subscribe: (listener) => listeners.add(listener),
  unsubscribe: (listener) => listeners.delete(listener),
};
const views = new Map();
let client;
let view;

window.fromServer = (message) => {
  for (const listener of listeners) listener(message);
};

window.walk = {
  async connect(rootUri, worker) {
    client = connect(worker ? inWorker(worker) : toProcess, rootUri);
    await client.initializing;
  },
  /** Shows a file, alone on the page. */
  open(uri, languageId, text) {
    if (!views.has(uri)) views.set(uri, open(client, document.body, uri, languageId, text));
    view = views.get(uri);
    for (const each of views.values()) each.dom.style.display = each === view ? '' : 'none';
  },
  /** Puts the cursor before a UTF-16 offset and returns where that is on the screen. */
  go(line, character) {
    const anchor = view.state.doc.line(line + 1).from + character;
    view.focus();
    view.dispatch({ selection: { anchor }, scrollIntoView: true });
  },
  cursor() {
    const { left, top, bottom } = view.coordsAtPos(view.state.selection.main.head);
    return { x: left + 2, y: (top + bottom) / 2 };
  },
  look() {
    const problems = [];
    forEachDiagnostic(view.state, ({ severity }, from, to) => {
      problems.push([from, `${severity} ${view.state.sliceDoc(from, to)}`]);
    });
    problems.sort(([one], [other]) => one - other);
    return { text: view.state.doc.toString(), problems: problems.map(([, short]) => short) };
  },
  async fix(title) {
    const offered = await fixes(view);
    const chosen = offered.find((each) => each.title === title);
    if (chosen === undefined) throw new Error(`no ${title} in ${offered.map((each) => each.title)}`);
    apply(view, chosen);
  },
  outline: async () => (await outline(view)).map(({ name }) => name),
};
