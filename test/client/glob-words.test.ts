import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globFor } from '../../client/glob-words';
import { globProblem, globTest } from '../../server/config/globs';

const ending = '.{json,jsonl,ndjson}';

test('the glob for the folder of a file takes all that may hold records in it and below, and no others', () => {
  const cases: [path: string, folder: string, isOutermost: boolean, glob: string][] = [
    ['/w/test/fixtures/a.json', '/w/test/fixtures', false, `*${ending}`],
    ['/w/test/fixtures/a.json', '/w', true, `test/fixtures/**/*${ending}`],
    ['/w/test/fixtures/a.NDJSON', '/w/test', false, `fixtures/**/*${ending}`],
    ['/w/a.jsonl', '/w', true, `./*${ending}`],
    ['/w/calls [2024]/{x}/a.json', '/w', true, `calls [[]2024[]]/[{]x[}]/**/*${ending}`],
    ['/w/exports/a.log', '/w', true, 'exports/**/*.log'],
  ];
  for (const [path, folder, isOutermost, glob] of cases) {
    assert.equal(globFor(path, folder, isOutermost), glob);
    assert.equal(globProblem(glob), undefined);
    const isTaken = globTest([glob]);
    const own = path.slice(folder.length + 1);
    assert.equal(isTaken(own), true, glob);
    for (const other of ['b.json', 'b.jsonl', 'b.ndjson']) {
      const beside = own.replace(/[^/]*$/, other);
      assert.equal(isTaken(beside), !path.endsWith('.log'), `${glob} ${beside}`);
    }
    assert.equal(isTaken('elsewhere/a.json'), glob.startsWith('*'), glob);
  }
});
