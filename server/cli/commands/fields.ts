import { statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { fieldsPage } from '../../spec/fields-page';
import { readArguments, UsageError } from '../arguments';
import { projectFileReport } from '../check-text';
import { engine } from '../engine';
import { failureText } from '../files/file-error';
import { plainLook } from '../look';
import { complain, type ExitCode, exitCodes, print, printBeside } from '../output';
import { notObeyed, projectFiles, withSlashes } from '../project-files';
import { fileText } from '../reporters/text';
import { run } from '../run';

/** Runs `interaction-data fields` with the words that follow it, to the end of the process. */
export function runFields(words: readonly string[]): Promise<void> {
  return run(() => fields(words), 'fields');
}

/** @throws UsageError */
function fields(words: readonly string[]): ExitCode {
  const { operands } = readArguments(words, {});
  const [path = '.', ...more] = operands;
  if (more.length > 0 || path === '')
    throw new UsageError('Name one folder or file, or none for the current folder.');
  const folder = folderAt(path);
  if (folder === undefined) return exitCodes.failure;
  const lookUp = projectFiles([process.cwd(), folder]);
  const projectFile = lookUp.nearest(folder);
  for (const stranger of lookUp.strangers) complain(notObeyed(stranger));
  if (!projectFile) {
    print(fieldsPage(engine.type, 'Written by `interaction-data fields`.'));
    return exitCodes.fine;
  }
  const shownPath = isAbsolute(path)
    ? projectFile.path
    : withSlashes(relative(process.cwd(), projectFile.path));
  // Without it the page would be that of other fields.
  if (projectFile.failure !== undefined) {
    complain(`${shownPath} ${projectFile.failure}`);
    return exitCodes.failure;
  }
  for (const text of fileText(projectFileReport(shownPath, projectFile), plainLook)) printBeside(text);
  print(fieldsPage(projectFile.type(), 'Written by `interaction-data fields`; change the project file.'));
  return projectFile.problems.length > 0 ? exitCodes.findings : exitCodes.fine;
}

/** The absolute path of the folder that is named, or in which the file that is named lies; what is wrong with it is said. */
function folderAt(path: string): string | undefined {
  try {
    return statSync(path).isDirectory() ? resolve(path) : dirname(resolve(path));
  } catch (error) {
    complain(`${path} ${failureText(error)}`);
    return undefined;
  }
}
