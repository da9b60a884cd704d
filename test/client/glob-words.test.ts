import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globFor } from '../../client/glob-words';
import { globProblem, globTest } from '../../server/config/globs';

test('the glob for the files beside one takes those and no others', () => {
  const cases: [path: string, folder: string, isOutermost: boolean, glob: string][] = [
    ['/w/test/fixtures/a.json', '/w/test/fixtures', false, '*.json'],
    ['/w/test/fixtures/a.json', '/w', true, 'test/fixtures/**/*.json'],
    ['/w/test/fixtures/a.ndjson', '/w/test', false, 'fixtures/**/*.ndjson'],
    ['/w/a.json', '/w', true, './*.json'],
    ['/w/calls [2024]/{x}/a.json', '/w', true, 'calls [[]2024[]]/[{]x[}]/**/*.json'],
  ];
  for (const [path, folder, isOutermost, glob] of cases) {
    assert.equal(globFor(path, folder, isOutermost), glob);
    assert.equal(globProblem(glob), undefined);
    const isTaken = globTest([glob]);
    assert.equal(isTaken(path.slice(folder.length + 1)), true, glob);
    assert.equal(isTaken('elsewhere/a.json'), glob === '*.json', glob);
  }
});
