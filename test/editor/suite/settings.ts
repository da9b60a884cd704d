import { textOf, without } from '../records';
import { openFile } from './documents';
import type { EditorTests } from './runner';
import { untilFindings } from './waiting';
import { withSetting } from './with-setting';

const oneMissing = textOf(without('customer_id'));

export const settings: EditorTests = {
  'the severity of a rule is a setting, obeyed at once and taken back': async () => {
    const { document } = await openFile('severity.phonecall.json', oneMissing);
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    for (const severity of ['warning', 'information', 'hint'] as const) {
      await withSetting('interactionData.rules.missing-field', severity, async () => {
        await untilFindings(document.uri, [`missing-field ${severity} 0:0-0:1`]);
      });
    }
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
  },

  'a rule that is off finds nothing': async () => {
    const { document } = await openFile('off.phonecall.json', oneMissing);
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    await withSetting('interactionData.rules.missing-field', 'off', async () => {
      await untilFindings(document.uri, []);
    });
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
  },
};
