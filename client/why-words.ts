import type { Detect } from '../server/config/definition';
import type { Evidence } from '../server/config/detect';
import { t } from '../server/words/language';

/** Everything that decides on a file, in words' reach. */
export interface Facts {
  readonly name: string;
  readonly isChecked: boolean;
  readonly isNamed: boolean;
  readonly isInNamedFolder: boolean;
  readonly isOfOtherTool: boolean;
  /** Whether a glob of the settings takes the file; undefined where there is none. */
  readonly bySetting: boolean | undefined;
  /** The nearest project file, and whether it takes the file. */
  readonly projectFile: { readonly path: string; readonly takes: boolean } | undefined;
  readonly excludedBy: string | undefined;
  readonly evidence: Evidence;
  readonly answer: { readonly isOurs: boolean; readonly day: string } | undefined;
  readonly detect: Detect;
  readonly languageId: string;
}

/** One reason for or against a file. */
export interface Reason {
  readonly label: string;
  readonly detail: string;
  /** Whether it speaks for the file, against it, or is silent. */
  readonly speaks: 'for' | 'against' | undefined;
}

/** Says whether a file is checked. */
export function whyTitle({ name, isChecked }: Facts): string {
  return isChecked
    ? t`${name} is checked as phone call records`
    : t`${name} is not checked as phone call records`;
}

/** Everything that was asked, in the order in which it decides. */
export function whyRows(facts: Facts): readonly Reason[] {
  const { isOfOtherTool, excludedBy, isNamed, projectFile, bySetting, isInNamedFolder, answer, detect } =
    facts;
  const rows: (Reason | undefined)[] = [
    isOfOtherTool ? against(t`File name`, t`belongs to another tool: never checked`) : undefined,
    excludedBy === undefined ? undefined : against(t`Excluded`, t`by ${excludedBy}`),
    // Whoever says no is heard before all that names the file.
    answer?.isOurs === false ? yourAnswer(answer) : undefined,
    isOfOtherTool
      ? undefined
      : row(t`File name`, isNamed, t`says so`, t`no ending such as ".phonecall.json"`),
    projectFile
      ? row(
          t`Project file`,
          projectFile.takes,
          t`${projectFile.path} names it`,
          t`${projectFile.path} does not name it`,
        )
      : row(t`Project file`, false, '', t`none above the file`),
    row(
      t`Setting interactionData.files`,
      bySetting === true,
      t`names it`,
      bySetting === false ? t`does not name it` : t`not set`,
    ),
    row(t`Folder name`, isInNamedFolder, t`says so`, t`not in a folder named "phone-calls"`),
    answer?.isOurs === false ? undefined : yourAnswer(answer),
    content(facts),
    row(t`Setting interactionData.detect`, false, '', detect),
    row(t`Language mode`, facts.isChecked, facts.languageId, facts.languageId),
  ];
  return rows.filter((each): each is Reason => each !== undefined);
}

function yourAnswer(answer: Facts['answer']): Reason {
  if (!answer) return row(t`Your answer`, false, '', t`none`);
  const { isOurs, day } = answer;
  return isOurs
    ? row(t`Your answer`, true, t`check it (${day})`, '')
    : against(t`Your answer`, t`leave it alone (${day})`);
}

function content({ evidence, detect }: Facts): Reason {
  const { verdict, fields, mandatory, otherNames, schema } = evidence;
  if (schema !== undefined && verdict === 'none')
    return against(t`Content`, t`"$schema" is that of another format`);
  const counts = t`${fields} of 30 fields, ${mandatory} of 8 mandatory`;
  const others = otherNames > 0 ? t`, ${otherNames} under other names` : '';
  const meanings = {
    sure: t`phone call records`,
    maybe: t`perhaps phone call records`,
    none: t`nothing like a record`,
  };
  const detail =
    verdict === 'none' && fields + otherNames === 0
      ? meanings.none
      : `${meanings[verdict]}: ${counts}${others}`;
  return { label: t`Content`, detail, speaks: verdict !== 'none' && detect !== 'off' ? 'for' : undefined };
}

function row(label: string, speaks: boolean, yes: string, no: string): Reason {
  return { label, detail: speaks ? yes : no, speaks: speaks ? 'for' : undefined };
}

function against(label: string, detail: string): Reason {
  return { label, detail, speaks: 'against' };
}
