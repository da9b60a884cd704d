import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';
import { packagedReadme } from '../../scripts/packaged-readme';

const readme = packagedReadme(readFileSync(join(projectFolder, 'README.md'), 'utf8'));

test('the packaged readme has no picture and no link that leads nowhere', () => {
  assert.deepEqual(readme.match(/!\[/g), null);
  const links = [...readme.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target);
  assert.deepEqual(
    links.filter((target) => !/^(?:https:|#)/.test(target ?? '')),
    [],
  );
  assert.match(readme, /Open Walkthrough/);
});

test('all other words stay', () => {
  assert.equal(
    packagedReadme(
      '# A\n\n![One](images/a.png)\n\nSee [all rules](docs/rules.md) and [it](https://x.org).\n\n![Two](b.png)\n\nEnd.\n',
    ),
    '# A\n\nTo see it at work, choose **Interaction Data: Open Walkthrough** from the Command Palette.\n\nSee all rules and [it](https://x.org).\n\nEnd.\n',
  );
});
