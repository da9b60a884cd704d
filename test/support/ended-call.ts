/** A call that ended after 3 min 15 s, with nothing to find: its values are such that hints have something to say. */
export const endedCall = {
  interaction_id: '00002b81KDM00A01',
  customer_id: '00002b81KDM0C014',
  status: 3,
  entity_type: 3,
  type: 'Inbound',
  media_type: 'voice',
  creator_app_id: 108,
  start_date: '2026-03-02T08:15:30.000Z',
  end_date: '2026-03-02T08:18:45.000Z',
} as const;
