import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { expect, it } from 'vitest';
import { inspectInput } from '#inspect/inspect-object.ts';
import { loadCertificates } from '#inspect/load-objects.ts';
import { DerivationWork } from '#pki/keys/derivation-work.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { sampleCertificate } from '../support/sample-certificate.ts';
import { sampleCrl } from '../support/sample-crl.ts';
import { sampleRequest } from '../support/sample-request.ts';

/** `MUTATIONS=100000` for a night. */
const rounds = Number(process.env.MUTATIONS ?? 1_500);
const seed = Number(process.env.MUTATION_SEED ?? 20_261_126);

const fixtures = new URL('../fixtures/', import.meta.url);

function filesOf(folder: string, pattern: RegExp): readonly Uint8Array[] {
  const url = new URL(`${folder}/`, fixtures);
  const names = readdirSync(url).filter((name) => pattern.test(name));
  return names.map((name) => new Uint8Array(readFileSync(new URL(name, url))));
}

const text = new TextEncoder();
const originals: readonly Uint8Array[] = [
  ...filesOf('objects', /^(?!README)/),
  ...filesOf('responses', /^(p256|rsa2048)/),
  ...filesOf('requests', /^nonce/),
  ...filesOf('rare-keys', /^(Ed448|brainpoolP512t1|ML-DSA-44|SLH-DSA-SHA2-128s)\./),
  sampleCertificate(),
  sampleRequest(),
  sampleCrl({ revoked: [{ serialNumber: Uint8Array.of(1), reason: 1 }] }),
  text.encode(encodePem('CERTIFICATE', sampleCertificate()) + encodePem('X509 CRL', sampleCrl({}))),
];

/** Numbers from 0 to below `limit`, the same ones for a seed (xorshift of 32 bits). */
function numbersFrom(start: number): (limit: number) => number {
  let state = start | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % Math.max(limit, 1);
  };
}

function mutated(original: Uint8Array, next: (limit: number) => number): Uint8Array {
  let bytes = Uint8Array.from(original);
  for (let left = 1 + next(4); left > 0; left--) {
    const at = next(bytes.length);
    const length = next(Math.min(64, bytes.length - at));
    switch (next(6)) {
      case 0:
        bytes[at] = next(256);
        break;
      case 1:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
        break;
      case 2:
        bytes = bytes.slice(0, at);
        break;
      case 3:
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + length)]);
        break;
      case 4:
        bytes = Uint8Array.from([...bytes.subarray(0, at + length), ...bytes.subarray(at)]);
        break;
      default: {
        const other = originals[next(originals.length)] ?? bytes;
        const from = next(other.length);
        bytes.set(other.subarray(from, from + Math.min(length, bytes.length - at)), at);
      }
    }
  }
  return bytes;
}

const limit = 1_000;
/** Half a second: what is encrypted costs what it asks for, up to a limit that other tests are about. */
const roundsOfDerivation = 1_300_000;

/**
 * Processor time in milliseconds. What was slow is tried twice more, and the least counts: a machine that is busy
 * with other programs, or collecting garbage, is no stall of ours.
 */
function spent(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let left = 3; left > 0 && least >= limit; left--) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

it(`gives a result or a located problem for each of ${rounds} changed files, within a second`, () => {
  const next = numbersFrom(seed);
  for (let round = 0; round < rounds; round++) {
    const original = originals[round % originals.length] ?? new Uint8Array();
    const bytes = mutated(original, next);
    const about = () => `round ${round} of seed ${seed}: ${Buffer.from(bytes).toString('base64')}`;
    const time = spent(() => {
      const work = new DerivationWork(roundsOfDerivation);
      const objects = inspectInput(bytes, { now: 0, passwords: ['secret'], work });
      expect(objects.length, about()).toBeGreaterThan(0);
      for (const { problem, bytes: shown } of objects) {
        const isPlaced = problem === null || problem.offset <= Math.max(bytes.length, shown.length);
        expect(isPlaced, about()).toBe(true);
      }
      loadCertificates(bytes, 'mutated');
    });
    expect(time, about()).toBeLessThan(limit);
  }
}, 3_600_000);
