/** The eight mandatory fields, nothing else: a record with nothing to find, of a call that waits. */
export const rightRecord = {
  interaction_id: '00001a57JGQ00BW8',
  customer_id: '00001a57JGQ00C01',
  status: 1,
  entity_type: 3,
  type: 'Inbound',
  media_type: 'voice',
  creator_app_id: 108,
  start_date: '2026-03-17T08:15:00.000Z',
} as const;
