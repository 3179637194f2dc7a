import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { timestampFields } from '#inspect/fields/sct-fields.ts';

const logId = 'ab'.repeat(32);
/** A timestamp of 2026-01-01T00:00:00Z with an empty signature. */
const timestamp = `00${logId}${Date.UTC(2026, 0, 1).toString(16).padStart(16, '0')}000004030000`;
const length = (hex: string) => (hex.length / 2).toString(16).padStart(4, '0');
const entry = length(timestamp) + timestamp;
const list = (entries: string) => new Uint8Array(Buffer.from(length(entries) + entries, 'hex'));
const whole = (bytes: Uint8Array) => timestampFields(bytes, { start: 0, end: bytes.length });

describe('timestampFields', () => {
  it('tells time and log of each timestamp, with their octets', () => {
    const fields = whole(list(entry + entry));
    expect(fields?.map(({ value, range }) => [value, range])).toEqual([
      ['2026-01-01T00:00:00Z', { offset: 4, length: 47 }],
      ['2026-01-01T00:00:00Z', { offset: 53, length: 47 }],
    ]);
    expect(fields?.[0]?.children.map(({ label, value }) => [label, value])).toEqual([
      ['Log', 'not known here'],
      ['Log ID', logId],
    ]);
  });

  it('names a log that is known: the SHA-256 of its key is its ID', () => {
    // The key that Google has published for Argon 2025h1, as in the log list of Chromium.
    const key =
      'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEIIKh+WdoqOTblJji4WiH5AltIDUzODyvFKrXCBjw/Rab0/98J4LUh7dOJEY7+66+yCNSICuqRAX+VPnV8R1Fmg==';
    const id = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
    const known = whole(list(length(timestamp) + timestamp.replace(logId, id)));
    expect(known?.[0]?.children[0]).toMatchObject({
      label: 'Log',
      value: "Google 'Argon2025h1'",
    });
  });

  it.each<[string, Uint8Array]>([
    ['a list that is cut short', list(entry).subarray(0, 20)],
    ['an entry that runs past the list', list(`ffff${timestamp}`)],
    ['another version', list(entry.replace(/^(....)00/, '$101'))],
    ['octets left over', list(`${entry}00`)],
    ['nothing', new Uint8Array(0)],
  ])('gives nothing for %s', (_what, bytes) => {
    expect(whole(bytes)).toBeNull();
  });
});
