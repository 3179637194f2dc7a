import { describe, expect, it } from 'vitest';
import { encodeNull, encodeOctetString } from '#pki/der/writer.ts';
import { decodeSignedTimestamps } from '#pki/ocsp/signed-timestamps.ts';

/** `version | log id | timestamp | extensions | signature`, with its length before it (RFC 6962 §3.2 and §3.3). */
function entry(log: number, version = 0): Buffer {
  const timestamp = Buffer.from('0000019b7dc3fc88', 'hex');
  const rest = Buffer.from([0, 0, 4, 3, 0, 1, 9]);
  const octets = Buffer.concat([Buffer.from([version]), Buffer.alloc(32, log), timestamp, rest]);
  return Buffer.concat([Buffer.from([0, octets.length]), octets]);
}

function list(...entries: readonly Buffer[]): Uint8Array {
  const octets = Buffer.concat(entries);
  return encodeOctetString(
    Buffer.concat([Buffer.from([octets.length >> 8, octets.length]), octets]),
  );
}

describe('decodeSignedTimestamps', () => {
  it('reads the log, the time and the rest of each', () => {
    const time = 0x0000019b7dc3fc88;
    const [extensions, algorithm] = [new Uint8Array(0), Uint8Array.of(4, 3)];
    const rest = { extensions, algorithm, signature: Uint8Array.of(9) };
    const read = decodeSignedTimestamps(list(entry(1), entry(2)));
    expect(read).toEqual([
      { logId: new Uint8Array(32).fill(1), timestamp: time, rest },
      { logId: new Uint8Array(32).fill(2), timestamp: time, rest },
    ]);
  });

  it.each([
    ['another type', encodeNull()],
    ['no length', encodeOctetString(Uint8Array.of(0))],
    ['a length that does not fit', encodeOctetString(Uint8Array.of(0, 9, 0))],
    ['an entry that is cut short', list(entry(1).subarray(0, 30))],
    ['another version', list(entry(1, 1))],
    ['very many', list(...Array.from({ length: 65 }, () => entry(1)))],
  ])('is null for %s', (_, der) => {
    expect(decodeSignedTimestamps(der)).toBeNull();
  });
});
