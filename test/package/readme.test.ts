import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { marked, type Token } from 'marked';
import { projectFolder } from '../../scripts/editor/paths';
import { packagedReadme } from '../../scripts/packaged-readme';
import { publicPlaces } from '../../scripts/public-places';

const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');
const places = publicPlaces({
  repository: { type: 'git', url: 'https://github.com/acme/calls.git' },
  bugs: { url: 'https://github.com/acme/calls/issues' },
  homepage: 'https://acme.example/calls',
});

/** Sites that are led to without a public place of our own. */
const known = /^https:\/\/docs\.genesys\.com\//;

describe('the readme of the project', () => {
  test('has pictures and links to files that there are', () => {
    const targets = [...targetsIn(readme, 'image'), ...targetsIn(readme, 'link')].filter(isInProject);
    assert.ok(targets.length > 20);
    assert.deepEqual(
      targets.filter((path) => !existsSync(join(projectFolder, path.replace(/#.*/, '')))),
      [],
    );
  });

  test('shows the pictures of the walkthrough, so that they are kept true together', () => {
    const pictures = targetsIn(readme, 'image');
    for (const step of ['recognise', 'complete', 'see', 'fix', 'check']) {
      assert.ok(pictures.includes(`images/walkthrough/${step}.webp`), step);
    }
  });
});

describe('the packaged readme, where the project is not public', () => {
  const text = packagedReadme(readme, undefined);

  test('has no picture, and no link but to sites of others and to its own sections', () => {
    assert.deepEqual(targetsIn(text, 'image'), []);
    assert.deepEqual(
      targetsIn(text, 'link').filter((target) => !known.test(target) && !isSectionOf(text, target)),
      [],
    );
  });

  test('names the walkthrough and the commands that open the pages of the package', () => {
    for (const command of ['Open Walkthrough', 'Show Rules', 'Show Fields']) {
      assert.equal(text.split(`**Interaction Data: ${command}**`).length, 2, command);
    }
  });

  test('says nothing to those who have the sources alone', () => {
    assert.doesNotMatch(text, /npm start|ARCHITECTURE|Contributing|<!-- (?:For the sources|\/)/);
  });
});

describe('the packaged readme, where the project is public', () => {
  const text = packagedReadme(readme, places);

  test('has each picture of the readme, from there', () => {
    assert.deepEqual(
      targetsIn(text, 'image'),
      targetsIn(readme, 'image').map((path) => `https://github.com/acme/calls/raw/HEAD/${path}`),
    );
  });

  test('leads to pages of files there, and else to sites of others and to its own sections', () => {
    const links = targetsIn(text, 'link');
    assert.ok(links.includes('https://github.com/acme/calls/blob/HEAD/docs/rules.md'));
    assert.deepEqual(
      links.filter(
        (target) =>
          !target.startsWith('https://github.com/acme/calls/blob/HEAD/') &&
          !known.test(target) &&
          !isSectionOf(text, target),
      ),
      [],
    );
  });
});

test('all other words stay', () => {
  assert.equal(
    packagedReadme(
      '# A\n\n![One](images/a.png)\n\nSee [all rules](docs/rules.md), [rules](docs/rules.md), [b](b.md) and [it](https://x.org).\n\n![Two](b.png)\n\n<!-- For the sources. -->\n\n## B\n\n<!-- / -->\n\n[C](C.md) · [D](D.md)\n\nEnd.\n',
      undefined,
    ),
    '# A\n\nTo see it at work, choose **Interaction Data: Open Walkthrough** from the Command Palette.\n\nSee all rules (**Interaction Data: Show Rules**), rules, b and [it](https://x.org).\n\nEnd.\n',
  );
});

/** The targets of all pictures or links of a text, as a renderer of Markdown finds them. */
function targetsIn(text: string, type: 'image' | 'link'): readonly string[] {
  const targets: string[] = [];
  marked.walkTokens(marked.lexer(text), (token: Token) => {
    if (token.type === type) targets.push(token.href);
  });
  return targets;
}

function isInProject(target: string): boolean {
  return !/^(?:https:|#)/.test(target);
}

function isSectionOf(text: string, target: string): boolean {
  const sections = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replaceAll(' ', '-'),
  );
  return target.startsWith('#') && sections.includes(target.slice(1));
}
