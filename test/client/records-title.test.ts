import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordsTitle } from '../../client/records-title';

test('the title of a list of records counts them as the status does', () => {
  assert.equal(recordsTitle(1000, 8500, 8500), 'The first 1,000 of 8,500 records: type to find others');
  assert.equal(recordsTitle(1000, 1200, 8500), 'The first 1,000 of 1,200 records: type to find others');
  assert.equal(recordsTitle(3, 3, 8500), 'Go to Record: 3 of 8,500 records');
  assert.equal(recordsTitle(39, 39, 39), 'Go to Record: 39 records');
  assert.equal(recordsTitle(1, 1, 1), 'Go to Record: 1 record');
  assert.equal(recordsTitle(0, 0, 1), 'Go to Record: 0 of 1 record');
});
