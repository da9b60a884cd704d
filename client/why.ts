import * as vscode from 'vscode';
import { isInNamedFolder, isNamedByDefault, isOfOtherTool } from '../server/config/files';
import { isOurLanguage } from '../server/config/languages';
import { harmless } from '../server/words/harmless';
import { t } from '../server/words/language';
import type { Answers } from './answers';
import { pathInWorkspace } from './first-look';
import { documentOf } from './offer';
import type { Recogniser } from './recognition';
import { type Facts, whyRows, whyTitle } from './why-words';

/** Shows why a file is, or is not, taken for one with records: everything that was asked and what it said. */
export async function showWhy(uri: unknown, recogniser: Recogniser, answers: Answers): Promise<void> {
  const document = documentOf(uri);
  if (!document) return;
  const facts = await factsOf(document, recogniser, answers);
  const icons = { for: '$(check)', against: '$(circle-slash)', none: '$(dash)' };
  const items = whyRows(facts).map(({ label, detail, speaks }) => ({
    label: `${icons[speaks ?? 'none']} ${label}`,
    description: harmless(detail),
  }));
  await vscode.window.showQuickPick(items, {
    title: harmless(whyTitle(facts)),
    placeHolder: t`What was asked, in this order`,
  });
}

async function factsOf(
  document: vscode.TextDocument,
  recogniser: Recogniser,
  answers: Answers,
): Promise<Facts> {
  const { verdict, settings, project, evidence, detect } = await recogniser.explain(document);
  const path = pathInWorkspace(document.uri);
  const projectPath = project && vscode.workspace.asRelativePath(project.uri);
  const excludedBy =
    verdict.because === 'excluded-by-project-file'
      ? projectPath
      : verdict.because === 'excluded-by-setting'
        ? t`the setting interactionData.exclude`
        : undefined;
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    isChecked: isOurLanguage(document.languageId) && excludedBy === undefined,
    isNamed: isNamedByDefault(path),
    isInNamedFolder: isInNamedFolder(path),
    isOfOtherTool: isOfOtherTool(path),
    bySetting: settings?.globs.takes(settings.path),
    projectFile: project && { path: projectPath ?? '', takes: project.globs.takes(project.path) },
    excludedBy,
    evidence,
    answer: answers.of(document.uri),
    detect,
    languageId: document.languageId,
  };
}
