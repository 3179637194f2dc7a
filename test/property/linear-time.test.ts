import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { evaluateChain } from '#engine/judge/chain/chain.ts';
import { inspectInput } from '#inspect/inspect-object.ts';
import { loadCertificates } from '#inspect/load-objects.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { isSameName, nameToText } from '#pki/x509/name.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import { readFixture, readFixtureDer } from '../support/fixtures/manifest.ts';
import {
  costlyTexts,
  growingObjects,
  nameOf,
  unsignedCertificate,
} from '../support/growing-inputs.ts';

/** Below this nothing is said of growth: a busy machine makes short times any length. */
const negligibleMs = 60;
const times = 8;
/** Linear growth gives 8, quadratic 64; the rest is for garbage collection and neighbours. */
const mostGrowth = 24;
const attempts = 4;

function measure(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Runs `work` on a small and on an eight times larger input, and again while a neighbour may have disturbed it. */
function expectLinear(small: number, workOn: (octets: number) => () => unknown): void {
  let growth = 0;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = measure(workOn(small));
    const after = measure(workOn(small * times));
    growth = after / Math.max(before, negligibleMs / times);
    if (growth <= mostGrowth) return;
  }
  expect(growth).toBeLessThanOrEqual(mostGrowth);
}

/** The least of several times, which a busy machine disturbs least. */
function fastest(prepare: () => () => unknown): number {
  return Math.min(...Array.from({ length: 5 }, () => measure(prepare())));
}

describe('time grows no faster than the size', () => {
  it.each(Object.entries(growingObjects))('of %s that is inspected and loaded', (_, inputOf) => {
    expectLinear(60_000, (octets) => {
      const input = inputOf(octets);
      return () => [
        inspectInput(input, { now: 0, passwords: [] }),
        loadCertificates(input, 'test'),
      ];
    });
  });

  it.each(Object.entries(costlyTexts))('of names made of %s', (_, unit) => {
    expectLinear(12_000, (octets) => {
      const [name, other] = [nameOf(unit, octets), nameOf(unit, octets, 0x14)];
      const certificate = decodeCertificate(unsignedCertificate({ issuer: name }));
      if (!certificate.ok) throw new Error(certificate.error.message);
      return () => [
        isSameName(name, other),
        nameToText(name),
        summarizeCertificate(certificate.value),
      ];
    });
  });
});

describe('a client that sends 100 kB of certificates', () => {
  const certificates = (issuer: Uint8Array, count: number) =>
    Array.from({ length: count }, (_, i) => {
      const der = unsignedCertificate({ issuer, serialNumber: Uint8Array.of(1, i >> 8, i & 0xff) });
      const decoded = decodeCertificate(der);
      if (!decoded.ok) throw new Error(decoded.error.message);
      return decoded.value;
    });

  it.each([
    ['of one name that differs in its letter case', nameOf('X', 1)],
    ['with a name of 90,000 combining marks', nameOf('\u0345', 90_000)],
    ['of another name', nameOf('y', 40)],
  ])('is judged in under 100 ms, %s', (_, issuer) => {
    const took = fastest(() => {
      const [certificate, ...intermediates] = certificates(issuer, 500);
      if (certificate === undefined) throw new Error('there are five hundred');
      const demand = { trustAnchors: [], at: 0, purpose: 'any' } as const;
      return () => evaluateChain({ certificate, intermediates, ...demand });
    });
    expect(took).toBeLessThan(100);
  });
});

describe('what once took very long', () => {
  it('names a responder by 15,000 combining marks: compared in under 20 ms', () => {
    const der = readFixture('reproductions/slow/rid-combining-15000.der');
    const took = fastest(() => {
      const response = decodeResponse(der.slice());
      const id = response.ok ? response.value.basic?.responderId : undefined;
      if (id?.by !== 'name') throw new Error('the response names no responder');
      return () => isSameName(id.name, nameOf('x', 1));
    });
    expect(took).toBeLessThan(20);
  });

  it.each([16_000, 90_000])(
    'a client of %i combining marks: summarised in under 20 ms',
    (count) => {
      const der = readFixtureDer(`reproductions/slow/client-combining-${count}.pem`);
      const took = fastest(() => {
        const certificate = decodeCertificate(der.slice());
        if (!certificate.ok) throw new Error(certificate.error.message);
        const { value } = certificate;
        return () => [summarizeCertificate(value), isSameName(value.subject, value.issuer)];
      });
      expect(took).toBeLessThan(20);
    },
  );

  it('a certificate of 300 kB with one name of marks: inspected in under a second', () => {
    const der = readFixture('reproductions/slow/inspect-300k.der');
    expect(fastest(() => () => inspectInput(der.slice(), { now: 0, passwords: [] }))).toBeLessThan(
      1_000,
    );
  });

  it.each(Object.entries(growingObjects))('1 MB of %s: inspected in under two seconds', (_, of) => {
    const input = of(1_000_000);
    expect(
      Math.min(
        measure(() => inspectInput(input, { now: 0, passwords: [] })),
        measure(() => inspectInput(input, { now: 0, passwords: [] })),
      ),
    ).toBeLessThan(2_000);
  });
});
