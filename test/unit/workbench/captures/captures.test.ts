import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCertificates } from '#inspect/load-objects.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { readHarCapture } from '#workbench/captures/har-exchanges.ts';
import { readPacketCapture } from '#workbench/captures/packet-exchanges.ts';
import { caseInputKind } from '#workbench/cases/case-inputs.ts';
import { casesOfCapture, casesOfMessages } from '#workbench/cases/cases-of-inputs.ts';
import { freshCases } from '#workbench/cases/fresh-cases.ts';

const folder = join(import.meta.dirname, '../../../fixtures/captures');
const octets = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const certificates = ['ca.pem', 'good.pem', 'revoked.pem'].flatMap(
  (name) => loadCertificates(octets(name), name).certificates,
);
const clock = { now: () => 0, monotonic: () => 0 };
const by = { certificates, policy: defaultPolicy, clock };

function casesOf(kind: 'har' | 'packet-capture', bytes: Uint8Array, at = by) {
  const read = casesOfCapture(kind, { name: 'x', bytes }, at);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** What `openssl ocsp` said of these when they were captured. */
const good = { status: 'good', decision: { outcome: 'allow', decidedBy: 'status' } };
const revoked = {
  status: 'revoked',
  decision: { outcome: 'deny', decidedBy: 'status' },
  revokedAt: Date.UTC(2026, 10, 1),
};

describe('a packet capture', () => {
  it.each(['openssl-ocsp.pcap', 'raw-ip.pcap'])('of tcpdump: %s', (name) => {
    const { cases, remarks } = casesOf('packet-capture', octets(name));
    expect(remarks).toEqual([]);
    expect(cases.map(({ verdict }) => verdict)).toMatchObject([good, revoked]);
    expect(cases[0]?.answer).toMatchObject({
      asked: {
        method: 'POST',
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1(:21080)?\/ocsp$/),
      },
      http: {
        status: 200,
        contentType: 'application/ocsp-response',
        remoteAddress: '127.0.0.1:21080',
      },
    });
    // The times are those that tshark tells of packets 8 and 20.
    expect(cases.map(({ at }) => new Date(at).toISOString().slice(0, 17))).toEqual([
      '2026-11-26T07:14:',
      '2026-11-26T07:14:',
    ]);
    // The second question had a nonce, and its answer the same.
    expect(cases.map(({ policy }) => policy.nonce)).toEqual(['omit', 'send']);
    expect(cases[1]?.verdict.checks.nonce).toBe('pass');
  });

  it('of Wireshark: one connection over IPv6, GET and POST, in chunks', () => {
    const { cases, remarks } = casesOf('packet-capture', octets('keep-alive.pcapng'));
    expect(remarks).toEqual([]);
    expect(cases.map(({ verdict }) => verdict)).toMatchObject([good, revoked, good]);
    const sizes = cases.map(({ answer }) => answer?.response.length);
    // What the client that was captured counted.
    expect(sizes).toEqual([764, 786, 764]);
    expect(cases.map(({ answer }) => answer?.asked?.method)).toEqual(['GET', 'POST', 'GET']);
    expect(cases[0]?.answer?.http?.remoteAddress).toBe('[::1]:21081');
  });

  it('says which certificate is not at hand', () => {
    const [ca] = certificates;
    const alone = { ...by, certificates: ca === undefined ? [] : [ca] };
    const { cases, remarks } = casesOf('packet-capture', octets('openssl-ocsp.pcap'), alone);
    expect(cases).toEqual([]);
    expect(remarks[0]).toMatch(/^packet 4: no certificate at hand has the serial number 0x1001/);
  });

  it('keeps what was captured before its end was cut off', () => {
    const whole = octets('openssl-ocsp.pcap');
    const { cases, remarks } = casesOf('packet-capture', whole.subarray(0, whole.length - 1500));
    expect(cases.map(({ verdict }) => verdict)).toMatchObject([good]);
    expect(remarks.join()).toMatch(/The file is not whole: its last packet is cut, at octet \d+/);
  });
});

describe('packets', () => {
  const whole = octets('openssl-ocsp.pcap');
  const header = whole.subarray(0, 24);
  const records = recordsOf(whole);
  const file = (list: readonly Uint8Array[], head = header) =>
    Uint8Array.from(Buffer.concat([head, ...list]));
  const responses = (bytes: Uint8Array) => {
    const read = readPacketCapture(bytes);
    if (!read.ok) throw new Error(read.error.message);
    return read.value.exchanges.map(({ request, response }) => [
      Buffer.from(request ?? []).toString('hex'),
      Buffer.from(response ?? []).toString('hex'),
    ]);
  };
  const wanted = responses(whole);

  it('may come in another order, and more than once', () => {
    const shuffled = [
      ...records.slice(0, 3),
      ...records.slice(3, 12).reverse(),
      ...records.slice(12),
    ];
    expect(responses(file(shuffled))).toEqual(wanted);
    expect(responses(file(records.flatMap((record) => [record, record])))).toEqual(wanted);
  });

  it('may begin in the middle of a connection', () => {
    expect(responses(file(records.slice(3)))).toEqual(wanted);
  });

  it('that are missing leave their exchange out, and it is said', () => {
    const without = records.filter((_, index) => index !== 7);
    const read = readPacketCapture(file(without));
    expect(read.ok && read.value.exchanges.length).toBe(1);
    expect(read.ok && read.value.remarks.join()).toMatch(/question in packet 4 is passed over/);
  });

  it('may stand in big-endian order, and on a loopback interface of BSD', () => {
    const swapped = Buffer.from(header);
    swapped.swap32();
    swapped.writeUInt16BE(2, 4);
    swapped.writeUInt16BE(4, 6);
    swapped.writeUInt32BE(0, 20);
    const loopback = records.map((record) => {
      const head = Buffer.from(record.subarray(0, 16));
      head.swap32();
      head.writeUInt32BE(record.length - 16 - 10, 8);
      const family = Buffer.from([0, 0, 0, 2]);
      return Uint8Array.from(Buffer.concat([head, family, record.subarray(16 + 14)]));
    });
    expect(responses(file(loopback, swapped))).toEqual(wanted);
  });
});

describe('a HAR file', () => {
  it('of Chromium is judged by its answers, though a body that was sent is lost', () => {
    const { cases, remarks } = casesOf('har', octets('browser.har'));
    expect(remarks).toEqual([]);
    expect(cases.map(({ verdict }) => verdict)).toMatchObject([revoked, good]);
    expect(cases.map(({ answer }) => answer?.request === null)).toEqual([true, false]);
    const timings = cases[0]?.answer?.http?.timings;
    expect(timings?.connected).toBeGreaterThanOrEqual(0);
    expect(timings?.secured).toBeNull();
  });

  it('of Firefox does not count TLS as a part of connecting', () => {
    const { cases } = casesOf('har', changedHar({ request: secured, timings: firefox }));
    expect(cases[0]?.answer?.http?.timings).toMatchObject({ lookedUp: 1, connected: 3 });
    const kept = freshCases('x', { cases, remarks: [] });
    expect([kept.opened.length, kept.remarks]).toEqual([2, []]);
  });

  it.each([
    ['time', 1e300],
    ['startedDateTime', '-100000-01-01T00:00:00Z'],
    ['startedDateTime', '+020000-01-01T00:00:00Z'],
  ])('with a time that no date tells is judged but for that: %s %s', (field, value) => {
    const { cases, remarks } = casesOf('har', changedHar({ [field]: value }));
    expect(cases).toHaveLength(1);
    expect(remarks).toEqual(['entry 1: it says to be of a time that no date tells.']);
  });

  it('with what no case can hold is opened but for that', () => {
    const read = casesOf('har', changedHar({ response: { status: 500.5 } }));
    const { opened, remarks } = freshCases('x.har', read);
    expect(opened).toHaveLength(1);
    expect(remarks.join()).toMatch(/cannot be kept as a case/);
  });

  it.each([
    ['{"log":', /not JSON/, null],
    ['{"log":{"entries":7}}', /log\.entries/, 'log.entries'],
    [
      '{"log":{"entries":[{"startedDateTime":1}]}}',
      /startedDateTime/,
      'log.entries.0.startedDateTime',
    ],
  ])('that is none is refused with its place: %s', (text, message, path) => {
    const read = readHarCapture(new TextEncoder().encode(text));
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.error.message).toMatch(message);
    expect(read.error.path).toBe(path);
  });
});

describe('a saved request and response', () => {
  it('are one case', () => {
    const inputs = ['request.der', 'response.der'].map((name) => ({ name, bytes: octets(name) }));
    const read = casesOfMessages(inputs, { ...by, at: Date.UTC(2026, 10, 27) });
    expect(read.ok && read.value.cases.map(({ verdict }) => verdict)).toMatchObject([revoked]);
  });

  it('that are certificates are refused by name', () => {
    const read = casesOfMessages([{ name: 'ca.pem', bytes: octets('ca.pem') }], { ...by, at: 0 });
    expect(!read.ok && read.error.message).toMatch(/^ca\.pem is not/);
  });
});

describe('hostile captures', () => {
  const file = (...octetsOf: readonly (number | string)[]) =>
    Uint8Array.from(
      octetsOf.flatMap((one) => (typeof one === 'string' ? [...Buffer.from(one, 'hex')] : [one])),
    );

  it.each([
    ['a header that is cut', file('d4c3b2a1', '0200'), /header is cut short/],
    [
      'a packet of four gigabytes',
      file(
        'd4c3b2a1020004000000000000000000ffff000001000000',
        '00000000',
        '00000000',
        'ffffffff',
        'ffffffff',
      ),
      /4294967295 octets/,
    ],
    [
      'a block without length',
      file('0a0d0d0a', '00000000', '1a2b3c4d', '00000000'),
      /block says to have 0 octets/,
    ],
    ['no byte order', file('0a0d0d0a', '0000000c', '00000000', '00000000'), /no byte order/],
  ])('%s', (_, bytes, message) => {
    const read = readPacketCapture(bytes);
    expect(!read.ok && read.error.message).toMatch(message);
    expect(!read.ok && read.error.offset).toEqual(expect.any(Number));
  });

  it('whose interface counts in seconds tell no date', () => {
    const bytes = octets('keep-alive.pcapng');
    const option = Buffer.from('09000100', 'hex');
    const at = Buffer.from(bytes).indexOf(option);
    expect(at).toBeGreaterThan(0);
    bytes[at + 4] = 0;
    const { cases, remarks } = casesOf('packet-capture', bytes);
    expect(cases).toEqual([]);
    expect(remarks.join()).toMatch(/a time that no date tells/);
  });

  it('end in time and without an exception, wherever an octet is changed', () => {
    for (const name of ['openssl-ocsp.pcap', 'keep-alive.pcapng']) {
      const whole = octets(name);
      for (let at = 0; at < whole.length; at += 41) {
        const changed = Uint8Array.from(whole);
        changed[at] = (changed[at] ?? 0) ^ 0xff;
        expect(() => casesOfCapture('packet-capture', { name, bytes: changed }, by)).not.toThrow();
      }
    }
  });
});

it('tells by the content what a file holds, and by the name where the content is broken', () => {
  const kind = (name: string, bytes: Uint8Array) => caseInputKind({ name, bytes });
  expect(kind('a', octets('openssl-ocsp.pcap'))).toBe('packet-capture');
  expect(kind('a', octets('keep-alive.pcapng'))).toBe('packet-capture');
  expect(kind('a', octets('browser.har'))).toBe('har');
  expect(kind('a.pem', octets('ca.pem'))).toBeNull();
  expect(kind('a.revocase', new TextEncoder().encode('{"form'))).toBe('case');
});

const secured = { url: 'https://127.0.0.1/' };
const firefox = { dns: 1, connect: 2, ssl: 9 };

/** The HAR file of Chromium with other values in its first entry. */
function changedHar(changes: Record<string, unknown>): Uint8Array {
  const har = JSON.parse(Buffer.from(octets('browser.har')).toString('utf8'));
  const [entry] = har.log.entries;
  for (const [name, value] of Object.entries(changes)) {
    const isPart = typeof value === 'object' && value !== null;
    entry[name] = isPart ? { ...entry[name], ...value } : value;
  }
  return new TextEncoder().encode(JSON.stringify(har));
}

function recordsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const records: Uint8Array[] = [];
  for (let at = 24; at < bytes.length; ) {
    const end = at + 16 + view.getUint32(at + 8, true);
    records.push(bytes.subarray(at, end));
    at = end;
  }
  return records;
}
