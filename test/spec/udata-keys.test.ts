import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phoneCall } from '../../server/spec/phone-call';

const { udataKeyNamed, udataKeys } = phoneCall;

test('the well-known keys are those that the reference lists', () => {
  assert.equal(
    udataKeys.map((key) => key.name).join(', '),
    'RTargetTypeSelected, RTargetObjectSelected, RTargetAgentSelected, RTargetPlaceSelected, RTargetAgentGroup, ' +
      'RTargetRuleSelected, RTargetRequested, RTenant, RStrategyName, RVQID, RRequestedSkills, ServiceType, ' +
      'ServiceSubType, CustomerSegment, ServiceObjective, CaseID, DispositionCode, IW_CaseUid, IW_BundleUid, ' +
      'CallUUID, ChatServerHost, _smsSrcNumber',
  );
});

test('each key has a meaning of one line', () => {
  for (const key of udataKeys) assert.match(key.meaning, /^[A-Z][^\n|`]{10,}\.$/, key.name);
});

test('a key is found by its exact name only', () => {
  assert.equal(udataKeyNamed('RVQID')?.name, 'RVQID');
  for (const name of ['', 'rvqid', 'Reason', '__proto__', 'constructor']) {
    assert.equal(udataKeyNamed(name), undefined, name);
  }
});
