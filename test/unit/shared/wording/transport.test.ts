import { describe, expect, it } from 'vitest';
import type { TransportError } from '#shared/model/transport.ts';
import { describeTransportError } from '#shared/wording/transport.ts';

const cases: readonly (readonly [TransportError, string, string])[] = [
  [{ code: 'connection-refused', address: '127.0.0.1', port: 9 }, 'not-sent', 'connection refused'],
  [{ code: 'connect-timed-out', afterMs: 3_000 }, 'not-sent', 'no connection in 3 s'],
  [{ code: 'network-refused', mode: 'offline', host: 'h', address: null }, 'not-sent', 'offline'],
  [
    { code: 'response-timed-out', afterMs: 10_000, receivedBytes: 0 },
    'not-answered',
    'no answer in 10 s',
  ],
  [
    { code: 'connection-lost', receivedBytes: 0, expectedBytes: null },
    'not-answered',
    'connection lost',
  ],
  [{ code: 'connection-lost', receivedBytes: 7, expectedBytes: 90 }, 'answered', 'connection lost'],
  [{ code: 'http-status', status: 500, statusText: 'Oops' }, 'answered', 'HTTP 500'],
  [{ code: 'response-too-large', limitBytes: 65_536 }, 'answered', 'answer too large'],
];

describe('describeTransportError', () => {
  it.each(cases)('places the end of the arrow for %j', (error, reach, short) => {
    expect(describeTransportError(error)).toEqual({ reach, short });
  });
});
