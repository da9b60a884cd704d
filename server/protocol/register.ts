import type { Connection } from './connection';

/** Has a client send notifications of a method. One that refuses is served all the same, a little less up to date. */
export function register(connection: Connection, method: string, registerOptions: object): void {
  const id = connection.newName();
  connection
    .sendRequest('client/registerCapability', { registrations: [{ id, method, registerOptions }] })
    .catch(() => {
      connection.log('information', `The client does not send ${method}.`);
    });
}
