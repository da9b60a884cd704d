import { linkText } from '../../relations/links';
import type { RelatedRecord } from '../../relations/related-record';
import { t } from '../../words/language';
import type { Finding, Fix, FoundAmong } from '../rule';
import { changeTo, NOTHING_WRONG, named, placesIn } from './across-rule';

/** That a record has another value in a part than its parent has; nothing where one of them has none. */
export function otherThanParent(
  record: RelatedRecord,
  part: 'thread' | 'customer',
  isAsGood: (parent: RelatedRecord, own: string) => boolean = () => false,
): readonly FoundAmong[] {
  const { parent } = record;
  const own = record.text(part);
  const ofParent = parent?.text(part);
  if (!parent || own === undefined || ofParent === undefined || own === ofParent) return NOTHING_WRONG;
  if (isAsGood(parent, own)) return NOTHING_WRONG;
  return [
    {
      part,
      message: t`${named(record, part)} is not that of the parent.`,
      elsewhere: placesIn([parent], part, () => t`The parent has this one.`),
    },
  ];
}

/** Takes over what the parent has. */
export function* takeFromParent(finding: Finding): Generator<Fix> {
  for (const { place, part } of finding.elsewhere ?? []) {
    const text = linkText(place.says, part);
    if (text !== undefined) yield changeTo(finding, text, t`as the parent has it`);
  }
}
