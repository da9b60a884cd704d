import { phoneCall } from './phone-call';

export const { meaningOf, fieldMeant, nearestFields } = phoneCall;
