import type { Socket } from 'node:net';
import type { Fault } from './fault.ts';

/** Longer than any patience; without an end, clients that never close would pile up. */
const holdMs = 600_000;

/** The request is taken, and nothing follows, not even when the client ends its side of the connection. */
export const blackHole: Fault = {
  id: 'black-hole',
  title: 'Black hole',
  what: 'Reads the request and never answers nor closes, even when the client has closed.',
  instruction: 'Give up at the time limit and close alone: nothing will come, no goodbye either.',
  kind: 'transport',
  scope: 'responder-or-certificate',
  effect: {
    at: 'delivery',
    deliver: (response) => {
      if (response.socket !== null) hold(response.socket);
      // Said at once: the end of such a connection may never be seen.
      return Promise.resolve({ httpStatus: null, bytes: 0 });
    },
  },
};

function hold(socket: Socket): void {
  // The HTTP server would answer the end of the client's side with its own.
  socket.removeAllListeners('end');
  const limit = setTimeout(() => socket.destroy(), holdMs);
  limit.unref();
  socket.once('close', () => clearTimeout(limit));
}
