import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';
import { publicPlaces } from '../../scripts/public-places';
import { copyProject, type ProjectCopy } from '../support/project-copy';

/*
 * Where the project is public is said in package.json and nowhere else. Here it is filled in, in a copy of the project: all that
 * leads somewhere leads there.
 */

const repository = { type: 'git', url: 'https://github.com/acme/calls.git' };
const bugs = { url: 'https://github.com/acme/calls/issues' };
const homepage = 'https://acme.example/calls';

describe('where the project is public', () => {
  test('is nowhere, as long as nothing is filled in', () => {
    assert.equal(publicPlaces({}), undefined);
  });

  test('is where package.json of this project says, if it does', () => {
    assert.doesNotThrow(() =>
      publicPlaces(JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))),
    );
  });

  test('is read for GitHub and GitLab', () => {
    const filled = publicPlaces({ repository, bugs, homepage });
    assert.deepEqual([filled?.repository, filled?.name], ['https://github.com/acme/calls', 'acme/calls']);
    assert.equal(filled?.pageOf('a/b.md'), 'https://github.com/acme/calls/blob/HEAD/a/b.md');
    const url = 'https://gitlab.acme.example/team/sub/calls.git';
    const other = publicPlaces({ repository: { type: 'git', url }, bugs, homepage });
    assert.equal(other?.name, 'team/sub/calls');
    assert.equal(other?.contentOf('a.webp'), 'https://gitlab.acme.example/team/sub/calls/-/raw/HEAD/a.webp');
  });

  const wrong: readonly (readonly [fields: object, message: RegExp])[] = [
    [{ repository, homepage }, /all of repository, bugs and homepage/],
    [{ homepage }, /all of/],
    [{ repository: 'acme/calls', bugs, homepage }, /repository .* has to look like/],
    [{ repository: { ...repository, url: 'https://github.com/acme/calls' }, bugs, homepage }, /repository/],
    [{ repository: { ...repository, url: 'git@github.com:acme/calls.git' }, bugs, homepage }, /repository/],
    [
      { repository: { ...repository, url: 'https://code.acme/a/b.git' }, bugs, homepage },
      /how code\.acme addresses/,
    ],
    [{ repository, bugs: 'https://github.com/acme/calls/issues', homepage }, /bugs/],
    [{ repository, bugs, homepage: 'acme.example' }, /homepage/],
  ];
  for (const [fields, message] of wrong) {
    test(`is refused: ${JSON.stringify(fields)}`, () => assert.throws(() => publicPlaces(fields), message));
  }
});

describe('a project that is public', () => {
  let project: ProjectCopy;
  before(() => {
    project = copyProject();
    project.change('package.json', (source) =>
      JSON.stringify({ ...JSON.parse(source), repository, bugs, homepage }, undefined, 2),
    );
    project.run('scripts/generate.ts');
  });
  after(() => project.remove());

  test('has addresses in its catalog of schemas, of files that there are', () => {
    const { schemas } = JSON.parse(project.read('schemas/catalog.json'));
    const start = 'https://github.com/acme/calls/raw/HEAD/';
    for (const { url } of schemas) {
      assert.ok(url.startsWith(start), url);
      assert.ok(existsSync(join(project.folder, url.slice(start.length))), url);
    }
    assert.equal(schemas.length, 2);
  });

  test('is named in the page about CI', () => {
    const page = project.read('docs/ci.md');
    assert.match(page, /^- uses: acme\/calls@v\d/m);
    assert.match(page, /^ {2}- repo: https:\/\/github\.com\/acme\/calls$/m);
    assert.doesNotMatch(page, /your-organisation|git\.example\.com/);
  });

  test('is named in SARIF, with the page of each rule', () => {
    project.write('right.phonecall.json', '[]');
    const report = project.run(
      'server/cli/main.ts',
      ...['check', '--format', 'sarif', '--allow-empty', 'right.phonecall.json'],
    );
    const { driver } = JSON.parse(report).runs[0].tool;
    assert.equal(driver.informationUri, homepage);
    const [rule] = driver.rules;
    assert.equal(rule.helpUri, `https://github.com/acme/calls/blob/HEAD/docs/rules.md#${rule.id}`);
  });
});

test('a catalog says of schemas what stores of schemas ask for', () => {
  const { $schema, version, schemas, ...others } = JSON.parse(
    readFileSync(join(projectFolder, 'schemas/catalog.json'), 'utf8'),
  );
  assert.deepEqual([$schema, version, others], ['https://json.schemastore.org/schema-catalog.json', 1, {}]);
  for (const { name, description, fileMatch, url, ...rest } of schemas) {
    for (const text of [name, description, ...fileMatch]) assert.match(text, /\S/);
    assert.equal(new Set(fileMatch).size, fileMatch.length);
    assert.ok(url === undefined || url.startsWith('https://'), url);
    assert.deepEqual(rest, {});
  }
});
