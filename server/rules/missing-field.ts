import { mandatoryFields } from '../spec/field';
import { defineRule } from './rule';

export default defineRule({
  id: 'missing-field',
  severity: 'error',
  source: 'specification',
  summary: 'A mandatory field is absent.',
  why: 'The Universal Contact Server refuses an interaction that lacks a mandatory field.',
  examples: { bad: [], good: [] },
  check({ isIntact, entryOf }, report) {
    if (!isIntact) return;
    for (const { name } of mandatoryFields) {
      if (entryOf(name)) continue;
      report({ start: 0, end: 1, field: name, message: `Add the mandatory field "${name}".` });
    }
  },
});
