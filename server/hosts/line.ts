import { createConnection, type Wire } from '../protocol/connection';
import { createDoor } from '../protocol/door';
import type { Clock } from '../protocol/host';
import { logError } from '../protocol/log-error';
import { createOutlet } from '../protocol/outlet';
import type { Line } from '../protocol/told';

/** A line to a client, and its end. */
export interface EndingLine extends Line {
  /** The client is gone: what the line was made for ends, well only after a shutdown. */
  readonly end: () => void;
}

/**
 * A line after the door, over a wire. `ended` is called when the client says `exit`, or is gone: as the protocol wants it, it is
 * well only after a shutdown.
 */
export function lineOf(wire: Wire, clock: Pick<Clock, 'soon'>, ended: (isWell: boolean) => void): EndingLine {
  const outlet = createOutlet(wire.write);
  const pass = createDoor({
    // What a client that is gone would be answered is lost with it.
    answer: (response) => void outlet.write(response).catch(() => undefined),
    log: (line) => connection.log('error', line),
  });
  const listen: Wire['listen'] = (take) =>
    wire.listen((message) => {
      try {
        const passed = pass(message);
        if (passed !== undefined) take(passed);
      } catch (error) {
        logError(connection, 'a message', error);
      }
    });
  const connection = createConnection({ listen, write: outlet.write }, clock);
  let isShutDown = false;
  connection.onRequest('shutdown', () => {
    isShutDown = true;
    return { result: null };
  });
  const end = () => ended(isShutDown);
  connection.onNotification('exit', end);
  return { connection, outlet, end };
}
