/** The eight mandatory fields, nothing else: a record with nothing to find. */
export const validRecord = {
  customer_id: '00001a57JGQ00CU1',
  interaction_id: '00001a57JGQ00BW8',
  status: 2,
  entity_type: 3,
  type: 'Inbound',
  media_type: 'voice',
  creator_app_id: 101,
  start_date: '2024-03-04T08:15:30.000Z',
} as const;

/** A value as text, indented by two spaces. */
export function textOf(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A record without some of the mandatory fields. */
export function without(...fields: (keyof typeof validRecord)[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(validRecord).filter(([field]) => !(fields as string[]).includes(field)),
  );
}
