import type { Hover, HoverParams } from 'vscode-languageserver';
import { offsetAt } from '../../document/positions';
import { hover } from '../../features/hover/hover';
import { isOnPhoneNumber, type ReadPhoneNumber } from '../../features/hover/phone-number';
import { type Place, placeAt } from '../../features/hover/place';
import { toRange } from '../convert';
import { markup } from '../markup';
import type { Asked, Request } from '../request';
import { atPosition } from '../shapes';

export const hoverRequest: Request<HoverParams, Hover> = {
  method: 'textDocument/hover',
  capability: { hoverProvider: true },
  params: atPosition,
  near: ({ position }) => position,
  answer({ position }, asked) {
    const { document } = asked.checked;
    const place = placeAt(document, offsetAt(document, position), asked.engine.readerOf(document.type));
    return isOnPhoneNumber(place) ? hoverOnPhoneNumber(asked, place) : hoverAt(asked, place);
  },
};

function hoverAt(
  { checked, configuration, client }: Asked,
  place: Place,
  readPhoneNumber?: ReadPhoneNumber,
): Hover | null {
  const found = hover(checked, place, configuration.severityOf, readPhoneNumber);
  if (!found) return null;
  const { markdown, start, end } = found;
  return {
    contents: markup(markdown, client.textDocument?.hover?.contentFormat),
    range: toRange(checked.document, start, end),
  };
}

async function hoverOnPhoneNumber(asked: Asked, place: Place): Promise<Hover | null> {
  // What numbers look like is 120 KB: it is loaded by the first who looks at one, and left out of the command's package.
  const countries = await import('../../features/hover/phone-countries').catch(() => undefined);
  return hoverAt(asked, place, countries?.readPhoneNumber);
}
