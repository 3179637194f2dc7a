// A program that is the lab's responder and nothing else, for as many certificates as are wanted.
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import process from 'node:process';
import { labIds } from '#lab/ca/first-certificates.ts';
import { authorityOf, type ResponderAuthority } from '#lab/responder/authority.ts';
import { LabResponder } from '#lab/responder/lab-responder.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { createTestCa } from '../support/lab.ts';
import {
  createTestKeys,
  extension,
  issueCertificate,
  type TestIdentity,
  testAlgorithms,
} from '../support/test-certificate.ts';
import { encodeOcspAccess } from './ocsp-access.ts';

/** How many certificates are made, and where they and their CA are written. */
export interface FleetOrder {
  readonly count: number;
  readonly fleet: string;
  readonly ca: string;
}

/** What the program says: where it listens, once the files are there; then its CPU time whenever it is asked. */
export type FleetSays = { readonly url: string } | { readonly cpuMicros: number };

const order: FleetOrder = JSON.parse(process.argv[2] ?? '');
const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const { ca } = createTestCa();
const opened = await ca.open({ ports: { responder: 1, backup: 1 }, keyType: 'p256' });
if (!opened.ok) throw new Error(opened.error.code);

/** Each serial number of the issuing CA is good: what is measured is the way there and back. */
function authority(): ResponderAuthority | null {
  const own = authorityOf(ca);
  if (own === null) return null;
  return {
    ...own,
    caOf: (certId) => {
      const found = own.caOf(certId);
      return found === null ? null : { ...found, find: (serialNumber) => good(serialNumber) };
    },
  };
}

function good(serialNumber: string) {
  return { name: 'fleet', serialNumber, status: { status: 'good' }, behaviour: null } as const;
}

const responder = new LabResponder({
  name: 'responder',
  clock,
  random: (count) => new Uint8Array(randomBytes(count)),
  authority,
  onExchange: () => {},
  onStateChange: () => {},
});
const port = await responder.start(0);
if (!port.ok) throw new Error(port.error.code);
const url = `http://127.0.0.1:${port.value}/ocsp`;

writeFleet(issuer(), url);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url });

function issuer(): TestIdentity {
  const record = ca.certificates().find(({ id }) => id === labIds.issuing);
  const privateKey = ca.keyOf(labIds.issuing);
  const decoded = record === undefined ? null : decodeCertificate(record.der);
  if (!decoded?.ok || privateKey === null) throw new Error('no issuing CA');
  const keys = { ...createTestKeys(), privateKey, algorithm: testAlgorithms.ecdsaSha256 };
  return { certificate: decoded.value, keys };
}

function writeFleet(issuing: TestIdentity, responderUrl: string): void {
  writeFileSync(order.ca, encodePem('CERTIFICATE', issuing.certificate.der));
  const keys = createTestKeys();
  const access = extension('1.3.6.1.5.5.7.1.1', encodeOcspAccess(responderUrl));
  const file = openSync(order.fleet, 'w');
  const notBefore = Date.now() - 86_400_000;
  for (let index = 0; index < order.count; index++) {
    const serialNumber = Uint8Array.of(0x40, ...randomBytes(15));
    const { certificate } = issueCertificate({
      commonName: `device-${index}`,
      issuer: issuing,
      keys,
      serialNumber,
      notBefore,
      notAfter: notBefore + 400 * 86_400_000,
      extensions: [access],
    });
    writeSync(file, encodePem('CERTIFICATE', certificate.der));
  }
  closeSync(file);
}
