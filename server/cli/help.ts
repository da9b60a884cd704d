/** The commands, in the order of the help. */
export const commands = ['check', 'fix', 'fields', 'lsp'] as const;

export type Command = (typeof commands)[number];

const globalHelp = `\
interaction-data: checks and fixes JSON files of phone call interaction records.

Usage:
  interaction-data check [OPTION…] PATH|GLOB|-…   report what is wrong with records
  interaction-data fix [OPTION…] PATH|GLOB|-…     mend what can be mended safely
  interaction-data fields [PATH]                  print the documentation of all fields
  interaction-data lsp --stdio                    be the language server of an editor
  interaction-data COMMAND --help                 explain a command
  interaction-data --version                      print the version

Exit codes:
  0  no errors (warnings may have been reported)
  1  errors, or more warnings than allowed; with fix --check: something would change
  2  wrong usage, something could not be read or written, or there was no record
`;

const operandHelp = `\
A PATH of a file stands for the file, whatever its name. A PATH of a folder stands
for all files in it, however deep, that the editor takes: *.phonecall.json,
*.phonecalls.json, *.phone-call.json, *.interaction.json, *.interactions.json, the
same with .jsonl or .ndjson, and every file with one of these three endings below a
folder in it named phone-calls or phonecalls, but for files of other tools such as
package.json. The project file can name more. Folders called node_modules, or with a
dot before, are passed over.
A GLOB, in quotes, stands for the files that it matches; the part before that exists
is taken as it is, whatever its characters. Files that end in .jsonl or .ndjson are
read as JSON Lines, one record a line. All files are UTF-8.

The nearest .interaction-data.json in a file's folder or above is its project file:
  { "rules": { "unknown-field": "off" }, "files": ["fixtures/**/*.json"],
    "exclude": ["fixtures/invalid/**"], "forms": { "*.log": "lines" } }
It sets rules to error, warning, information, hint or off; globs relative to its folder
name further files, leave files out of folders and globs, and say how files are read.
"ignore" and "expect" name problems by file, record and rule: those are not listed, and
one that is expected and not there is an error, expectation-not-met.
What is wrong in it is reported as invalid-setting. One of another user counts only in
the current folder, in folders that are named, and below.
`;

const whichHelp = `\
  --files-from FILE      take the paths that FILE lists, too: one a line, or each
                         with a 0 byte after it; - is standard input
  --exclude GLOB         leave these files and folders out of folders and globs;
                         relative to the current folder; several times for several
  --changed-since REV    take only what changed since git's branch left REV, what git
                         does not track, and what a changed project file rules
`;

const helps: Readonly<Record<Command, string>> = {
  check: `\
Reports what is wrong with phone call interaction records.

Usage:
  interaction-data check [OPTION…] PATH|GLOB|-…

${operandHelp}
A folder in which no file has such a name stands for the JSON files in it that begin
with a record beyond doubt. A dash (-) stands for standard input.

Options:
  --format text          for people (the default): place, severity, rule, message,
                         and the line; in colour on a terminal, see NO_COLOR and
                         FORCE_COLOR
  --format json          one JSON document for programs; lines, characters, records
                         and offsets count from 0, in UTF-16 code units, without a
                         byte order mark; "unreadable" lists what could not be read,
                         "omitted" how many problems of a file are not listed
  --format sarif         SARIF 2.1.0, for code scanning; with all fixes
  --format github        commands of GitHub's runner: annotations of lines
  --format gitlab        GitLab's code quality report
  --format junit         JUnit's XML: a test for each problem, which errors fail
  --format checkstyle    Checkstyle's XML
  --format rdjson        for reviewdog, with safe fixes as suggestions
  --output FILE          write a report into a file, besides; its name says the format
                         (.sarif, .json, .xml, .rdjson, checkstyle.xml, .txt), or
                         --format does, and standard output has text; several times
                         for several reports
${whichHelp}  --max-findings N|all   list so many problems of a file, errors first (1000); all
                         are counted, but a file of more than 16 MB is checked no
                         further once N errors are found in it
  --quiet                list errors alone; all are counted
  --max-warnings N       exit with 1 if there are more warnings
  --allow-empty          exit with 0 though there was no record
  --expect-none          list what project files ignore and expect like all else
  --update-expect        first write what is found into the project files as expected,
                         and take out what is expected in vain
  --no-color             no colours and no links, whatever the terminal can
  --as json|lines        read all files as one JSON value, or as JSON Lines
  --stdin-filename NAME  the name that standard input is reported under; its ending
                         says how to read it, its folder which project file rules
  --jobs N               read files that have more than 32 MB on N cores (all, at most 4)
  --help                 print this

Exit codes:
  0  no errors; there may be warnings, information and hints
  1  errors, or more warnings than --max-warnings
  2  wrong usage, a file could not be read (all others are reported still), or there
     was no record at all

Examples:
  interaction-data check .
  interaction-data check 'fixtures/**/*.json' --format json
  interaction-data check fixtures/invalid --update-expect
  interaction-data check . --output report.sarif
  git diff --name-only -z HEAD | interaction-data check --files-from -
  cat call.json | interaction-data check - --stdin-filename call.phonecall.json
`,
  fix: `\
Mends phone call interaction records in their files.

Usage:
  interaction-data fix [OPTION…] PATH|GLOB…
  interaction-data fix [OPTION…] -

${operandHelp}
A dash (-) stands for standard input: the fixed text is the output then, and the report
goes to standard error.

Fixes keep the indentation, line endings and order of a file, its owner, group and mode.
A file is replaced at once or not at all; where that cannot be (the folder takes no new
file, the file is mounted, it is another user's) it is written over, and that is said.
One that was changed meanwhile, or has nothing to be mended, is left as it is. Of hard
links only the one that was fixed has the new text.

Options:
  --unsafe               apply fixes, too, that guess or lose something, such as a
                         placeholder for a mandatory field; look at the result
  --check                change nothing; say what would be fixed, with a diff
  --format text          for people (the default)
  --format json          one JSON document for programs: what was fixed in each file,
                         what remains, and with --check the diff
${whichHelp}  --max-findings N|all   list so many remaining problems, and fixes of a large
                         file, in JSON (1000)
  --allow-empty          exit with 0 though there was no record
  --as json|lines        read all files as one JSON value, or as JSON Lines
  --stdin-filename NAME  what standard input is called, as with check
  --help                 print this

Exit codes:
  0  no errors remain; with --check: nothing to fix
  1  errors remain; with --check: something would change
  2  wrong usage, a file could not be read or written or was changed meanwhile (all
     others are fixed still), or there was no record at all

Examples:
  interaction-data fix fixtures
  interaction-data fix --check .
  interaction-data fix - < call.json > fixed.json
`,
  fields: `\
Prints the documentation of all fields of a record as a page of Markdown: those of the
specification, and what the project file states of records.

Usage:
  interaction-data fields [PATH]

It is about files in the folder PATH (the current one if absent), or beside the file
PATH; the nearest .interaction-data.json there or above is their project file.

Options:
  --help  print this

Exit codes:
  0  the page is printed
  1  something in the project file is wrong, which standard error says, and left out
  2  wrong usage, or something could not be read: then there is no page

Examples:
  interaction-data fields > FIELDS.md
  interaction-data fields fixtures/billing > billing-fields.md
`,
  lsp: `\
Is the language server for phone call interaction records, for any editor that speaks
the Language Server Protocol.

Usage:
  interaction-data lsp --stdio

Options:
  --stdio                 speak over standard input and output (the only way)
  --clientProcessId PID   end when this process has ended
  --help                  print this

The server knows the language ids interaction-json and interaction-jsonl (one record a
line). A client that sends another id is served by the file's ending.
`,
};

/** The help of a command, or of the whole program. Lines fit a terminal of 90 columns. */
export function helpText(command?: Command): string {
  return command === undefined ? globalHelp : helps[command];
}
