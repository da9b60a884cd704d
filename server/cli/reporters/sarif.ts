import type { LocatedFix } from '../../check/located-fixes';
import { projectFileName } from '../../config/files';
import type { Severity } from '../../rules/rule';
import { ruleWithId } from '../../rules/rules';
import { harmless } from '../../words/harmless';
import type { FileFinding, FileReport, RelatedInReport } from '../check-text';
import type { Unreadable } from '../find-files';
import { startTotal } from '../total';
import { allReported, type Reported, tool } from './about-rules';
import { uriOf } from './addresses';
import { fingerprintsIn } from './fingerprints';
import { homepage, publicRulesPage } from './public-pages';
import type { Reporter } from './reporter';
import { wellFormedJson } from './well-formed';
import { omittedText, regionOf } from './words';

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

const ruleIndexes = new Map(allReported.map(({ id }, index) => [id, index]));

/** SARIF 2.1.0, the standard of OASIS that code scanning of GitHub and others read. */
export const sarifReporter: Reporter = ({ print }) => {
  const total = startTotal();
  const omitted: Pick<FileReport, 'shownPath' | 'omitted'>[] = [];
  let comma = '';
  const driver = {
    ...tool,
    semanticVersion: tool.version,
    informationUri: homepage,
    rules: allReported.map(descriptor),
  };
  print(
    `{"$schema":${JSON.stringify(schema)},"version":"2.1.0","runs":[{"tool":${wellFormedJson({ driver })},`,
  );
  print('"columnKind":"utf16CodeUnits","newlineSequences":["\\r\\n","\\n","\\r"],"results":[');
  return {
    add(file) {
      const fingerprintOf = fingerprintsIn(file.shownPath);
      for (const finding of file.findings) {
        print(`${comma}\n${wellFormedJson(resultOf(file, finding, fingerprintOf(finding)))}`);
        comma = ',';
      }
      if (file.omitted > 0) omitted.push({ shownPath: file.shownPath, omitted: file.omitted });
      total.add(file);
    },
    end(unreadable) {
      const invocation = {
        executionSuccessful: unreadable.length === 0,
        toolExecutionNotifications: [...unreadable.map(failureOf), ...omitted.map(omissionOf)],
      };
      const originalUriBaseIds = {
        [root]: { description: { text: 'The folder that the check was run in.' } },
      };
      print(
        `\n],"invocations":[${wellFormedJson(invocation)}],"originalUriBaseIds":${wellFormedJson(originalUriBaseIds)}}]}\n`,
      );
      return total;
    },
  };
};

/** The name that SARIF readers know for the folder that relative paths start from. */
const root = '%SRCROOT%';

function descriptor({ id, severity, summary, why }: Reported): object {
  const setting = `"rules": { "${id}": "off" }`;
  const isRule = ruleWithId(id) !== undefined;
  return {
    id,
    shortDescription: messageOf(summary),
    fullDescription: messageOf(`${summary} ${why}`),
    // Whoever reads the report may not have the pages that come with the program.
    helpUri: isRule && publicRulesPage ? `${publicRulesPage}#${id}` : undefined,
    help: {
      text: escaped(`${summary} ${why}${isRule ? ` To set it: ${setting} in ${projectFileName}.` : ''}`),
      markdown: escaped(
        `${summary}\n\n${why}${isRule ? `\n\nTo set it: \`${setting}\` in \`${projectFileName}\`.` : ''}`,
      ),
    },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf(file: FileReport, finding: FileFinding, fingerprint: string): object {
  const { rule, severity, message, related } = finding;
  const pointer = finding.pointer();
  const fixes = Array.from(finding.fixes(), (fix) => fixOf(file, fix));
  return {
    ruleId: rule,
    ruleIndex: ruleIndexes.get(rule) ?? -1,
    level: levels[severity],
    message: messageOf(message),
    locations: [
      {
        physicalLocation: physical(file, finding),
        ...(pointer !== '' && { logicalLocations: [{ fullyQualifiedName: pointer }] }),
      },
    ],
    ...(related.length > 0 && { relatedLocations: related.map((place, id) => relatedOf(file, place, id)) }),
    partialFingerprints: { 'interactionData/v1': fingerprint },
    ...(fixes.length > 0 && { fixes }),
  };
}

function relatedOf(file: FileReport, place: RelatedInReport, id: number): object {
  return { id, physicalLocation: physical(place.file ?? file, place), message: messageOf(place.message) };
}

function fixOf(file: FileReport, { title, edits }: LocatedFix): object {
  const replacements = edits.map((edit) => ({
    deletedRegion: regionOf(file, edit),
    insertedContent: { text: edit.text },
  }));
  return {
    description: messageOf(title),
    artifactChanges: [{ artifactLocation: artifact(file.shownPath), replacements }],
  };
}

function failureOf({ path, reason }: Unreadable): object {
  return {
    level: 'error',
    message: messageOf(`${path} ${reason}`),
    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
  };
}

function omissionOf({ shownPath, omitted }: Pick<FileReport, 'shownPath' | 'omitted'>): object {
  return {
    level: 'warning',
    message: messageOf(`${shownPath}: ${omittedText(omitted)}`),
    locations: [{ physicalLocation: { artifactLocation: artifact(shownPath) } }],
  };
}

function physical(
  file: Pick<FileReport, 'shownPath' | 'positionOf'>,
  place: { readonly start: number; readonly end: number },
): object {
  return { artifactLocation: artifact(file.shownPath), region: regionOf(file, place) };
}

function artifact(path: string): object {
  const uri = uriOf(path);
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: root };
}

function messageOf(words: string): { readonly text: string } {
  return { text: escaped(words) };
}

/** Words as a message has them: no link, no placeholder for an argument, and nothing else that a viewer would obey. */
function escaped(words: string): string {
  const lines = words.split('\n').map(harmless);
  return lines.join('\n').replaceAll(/[{}]/g, '$&$&');
}
