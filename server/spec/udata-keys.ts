import { phoneCall } from './phone-call';

export const { udataKeys, udataKeyNamed } = phoneCall;
