import * as vscode from 'vscode';
import type { Evidence } from '../server/config/detect';
import { formOf, formSaid, hasKnownEnding, isSomebodysOwn } from '../server/config/files';
import { isOurLanguage, languageIds } from '../server/config/languages';
import { hasTelltale } from '../server/config/telltale';
import { t } from '../server/words/language';
import type { Answers } from './answers';
import { pathInWorkspace } from './first-look';
import { isProjectFile } from './project-addresses';
import { type Rulings, rulingsOn } from './rulings';
import { projectFilePattern } from './selector';
import { startOfText } from './start-of-text';
import type { Recognition } from './status-words';

/** Which files are taken for ours, and what is known of those that only look like it. */
export interface Recogniser extends vscode.Disposable {
  /** Whether answers about a document are remembered: not about one that has no file. */
  readonly isCandidate: (document: vscode.TextDocument) => boolean;
  /** How a document came to be one of ours; undefined where nothing but its language says so. */
  readonly recognitionOf: (document: vscode.TextDocument) => Recognition | undefined;
  /** What speaks for a document that looks like one with records and is not taken. */
  readonly offerFor: (document: vscode.TextDocument) => Evidence | undefined;
  /**
   * Whether a document was the first in its workspace to be taken by its content without a question, and nobody has
   * touched it since.
   */
  readonly isJustTaken: (document: vscode.TextDocument) => boolean;
  /** Everything that decides on a document, asked anew. */
  readonly explain: (document: vscode.TextDocument) => Promise<Explanation>;
  /** Decides anew on a document, or on all, since an answer was given or a project file written. */
  readonly lookAgain: (document?: vscode.TextDocument) => Promise<void>;
  /** An offer came or went, or a document was taken. */
  readonly onDidChange: vscode.Event<void>;
}

/** Everything that decides on a document. */
export interface Explanation extends Rulings {
  readonly evidence: Evidence;
}

/** What was made of a document last. */
interface Decision {
  /** The language that it had then: with another one now, somebody chose that by hand. */
  readonly languageId: string;
  /** The language that it had before it got ours; undefined where it did not get it here. */
  readonly original: string | undefined;
  readonly recognition: Recognition | undefined;
  /** Whether it was taken by its content without a question. It then stays taken, whatever becomes of the content. */
  readonly isDetected: boolean;
}

/** Why a document is looked at: one that opens may be taken by its content, others only be offered. */
type Occasion = 'opened' | 'changed';

/** Files without a name of ours are not looked into above this size, in UTF-16 code units. */
const LARGEST_LOOKED_INTO = 5 << 20;

/**
 * Returns files that their folder, a glob, their content or an answer makes ours the language that the extension works on,
 * when they open and when what decides changes; takes it from those that are excluded. A file whose language the user
 * chose by hand is left alone until it is closed. Of documents that `wereOpen` already nobody is told that they open.
 */
export function recogniseFiles(
  answers: Answers,
  wereOpen: Pick<WeakSet<vscode.TextDocument>, 'has'>,
): Recogniser {
  /** One that is closed and opened again is another document. */
  const decisions = new WeakMap<vscode.TextDocument, Decision>();
  const offers = new WeakMap<vscode.TextDocument, Evidence>();
  const justTaken = new WeakSet<vscode.TextDocument>();
  /** The last look at a document is the one that counts. */
  const looks = new WeakMap<vscode.TextDocument, object>();
  const changes = new vscode.EventEmitter<void>();
  const watcher = vscode.workspace.createFileSystemWatcher(projectFilePattern);
  const lookAtAll = async () => {
    await Promise.all(vscode.workspace.textDocuments.map((document) => look(document, 'changed')));
  };
  for (const document of vscode.workspace.textDocuments)
    void look(document, wereOpen.has(document) ? 'changed' : 'opened');
  const subscriptions = vscode.Disposable.from(
    changes,
    watcher,
    watcher.onDidChange(lookAtAll),
    watcher.onDidCreate(lookAtAll),
    watcher.onDidDelete(lookAtAll),
    vscode.workspace.onDidOpenTextDocument((document) => look(document, 'opened')),
    vscode.workspace.onDidSaveTextDocument((document) => look(document, 'changed')),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (justTaken.delete(document)) changes.fire();
      // What counts is what stands in its editor; outside of the workspace nobody else tells of it.
      if (isProjectFile(document.uri)) void lookAtAll();
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (isProjectFile(uri)) void lookAtAll();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const names = ['files', 'exclude', 'forms', 'detect'];
      if (names.some((name) => event.affectsConfiguration(`interactionData.${name}`))) void lookAtAll();
    }),
  );
  return {
    isCandidate,
    recognitionOf: (document) => decisions.get(document)?.recognition,
    offerFor: (document) => offers.get(document),
    isJustTaken: (document) => justTaken.has(document),
    async explain(document) {
      const [rulings, evidence] = await Promise.all([rulingsOn(document), evidenceOf(document)]);
      return { ...rulings, evidence };
    },
    lookAgain: (document) => (document ? look(document, 'changed') : lookAtAll()),
    onDidChange: changes.event,
    dispose: () => subscriptions.dispose(),
  };

  async function look(document: vscode.TextDocument, occasion: Occasion): Promise<void> {
    if (!isCandidate(document)) return;
    const before = decisions.get(document);
    if (before && before.languageId !== document.languageId) return withdraw(document);
    const thisLook = {};
    looks.set(document, thisLook);
    const rulings = await rulingsOn(document);
    const answer = answers.of(document.uri);
    const isOpen = isQuestion(document, rulings) && !answer;
    const evidence = isOpen ? await evidenceOf(document) : undefined;
    if (document.isClosed || looks.get(document) !== thisLook) return;
    const isSure = rulings.detect === 'auto' && occasion === 'opened' && evidence?.verdict === 'sure';
    const isDetected = isOpen && (isSure || before?.isDetected === true);
    const recognition = recognitionBy(rulings, answer?.isOurs, isDetected);
    const languageId = languageFor(document, rulings, recognition, answer?.isOurs === false, before);
    const isNew = isOurLanguage(languageId) && !isOurLanguage(document.languageId);
    const original = isNew ? document.languageId : before?.original;
    decisions.set(document, { languageId, original, recognition, isDetected });
    if (evidence && evidence.verdict !== 'none' && !isOurLanguage(languageId)) offers.set(document, evidence);
    else offers.delete(document);
    if (isDetected && isNew && answers.isFirstTaken()) justTaken.add(document);
    if (languageId !== document.languageId) await setLanguage(document, languageId);
    changes.fire();
  }

  /** Somebody chose the language: whatever was offered is answered by that. */
  function withdraw(document: vscode.TextDocument): void {
    if (offers.delete(document)) changes.fire();
  }
}

/**
 * Files that only exist in the editor, and other views of files, are none that anybody named. Those with other endings
 * than JSON has are looked at where a setting may name them: most people open little else.
 */
function isCandidate({ uri, languageId }: vscode.TextDocument): boolean {
  const isFile = uri.scheme === 'file' || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  if (!isFile || hasKnownEnding(uri.path) || isOurLanguage(languageId)) return isFile;
  const files = vscode.workspace.getConfiguration('interactionData', uri).get<unknown>('files');
  return Array.isArray(files) && files.length > 0;
}

/** Whether only the content of a document can say what it is, and may. */
function isQuestion({ languageId, uri }: vscode.TextDocument, { verdict, detect }: Rulings): boolean {
  if (verdict.isTaken || verdict.because !== 'unnamed' || detect === 'off') return false;
  return (
    !isSomebodysOwn(pathInWorkspace(uri)) &&
    (languagesOfJson.includes(languageId) || isOurLanguage(languageId))
  );
}

/** Languages that a file has which nobody chose one for. */
const languagesOfJson: readonly string[] = ['json', 'jsonl'];

async function evidenceOf(document: vscode.TextDocument): Promise<Evidence> {
  const start = startOfText(document);
  if (!hasTelltale(start) || lengthOf(document) > LARGEST_LOOKED_INTO) return noEvidence;
  const { detectRecords } = await import('./config');
  return detectRecords(start);
}

const noEvidence: Evidence = { verdict: 'none', fields: 0, mandatory: 0, otherNames: 0, schema: undefined };

function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

/** Returns a document a language; one that is closed meanwhile, and one for which the editor has none, stay as they are. */
export async function setLanguage(document: vscode.TextDocument, languageId: string): Promise<void> {
  await vscode.languages.setTextDocumentLanguage(document, languageId).then(undefined, () => undefined);
}

function recognitionBy(
  { verdict, project }: Rulings,
  answer: boolean | undefined,
  isDetected: boolean,
): Recognition | undefined {
  const { because } = verdict;
  if (because === 'excluded-by-project-file' && project) return { excludedBy: nameOf(project.uri) };
  if (because === 'excluded-by-setting') return { excludedBy: t`the setting interactionData.exclude` };
  if (because === 'other-tool' || answer === false) return undefined;
  if (because === 'project-file' && project) return { projectFile: nameOf(project.uri) };
  if (because === 'name' || because === 'folder' || because === 'setting') return because;
  return answer || isDetected ? 'content' : undefined;
}

/** The language that a document is to have: its own where nothing says another. */
function languageFor(
  { languageId, uri }: vscode.TextDocument,
  { settings, project }: Rulings,
  recognition: Recognition | undefined,
  isRefused: boolean,
  before: Decision | undefined,
): string {
  const isExcluded = typeof recognition === 'object' && 'excludedBy' in recognition;
  // VS Code knows the names of our files itself: another language at the start is one that the user's settings give.
  if (recognition === 'name' && !before && !isOurLanguage(languageId)) return languageId;
  if (recognition && !isExcluded) {
    // What the file's name says is the editor's to read; another form is said by a setting.
    if (isOurLanguage(languageId) && !formSaid(settings, project)) return languageId;
    return languageIds[formSaid(settings, project) ?? formOf(uri.path)];
  }
  if (!isOurLanguage(languageId)) return languageId;
  if (before?.original !== undefined) return before.original;
  return isExcluded || isRefused ? (formOf(uri.path) === 'lines' ? 'jsonl' : 'json') : languageId;
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
