import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { exportPkcs12 } from '../../src/lab/ca/export-pkcs12.ts';
import { createMemoryKeyFiles } from '../../src/lab/ca/key-files.ts';
import { createMemoryLabStorage } from '../../src/lab/ca/lab-state.ts';
import { Lab } from '../../src/lab/lab.ts';
import { createCertId } from '../../src/pki/ocsp/cert-id.ts';
import { encodeRequest } from '../../src/pki/ocsp/request.ts';
import { decodeCertificate } from '../../src/pki/x509/decode-certificate.ts';

/** Founds a lab on whatever runtime this is, has it answer once, and prints all that a peer can judge, as JSON. */
const lab = new Lab({
  clock: { now: () => Date.now(), monotonic: () => performance.now() },
  random: randomBytes,
  storage: createMemoryLabStorage(),
  keyFiles: createMemoryKeyFiles(),
  firstPorts: { responder: 0, backup: 0 },
  onChange: () => {},
  onExchange: () => {},
});
const started = await lab.start();
if (!started.ok) throw new Error(started.error.code);
const view = lab.view();
if (view?.responder.state !== 'running') throw new Error('The responder does not run.');

for (const keyType of ['p256', 'p384', 'rsa2048', 'ed25519'] as const) {
  const issued = await lab.ca.issueClient({ name: keyType, keyType, validDays: 1, ocspUris: [] });
  if (!issued.ok) throw new Error(issued.error.code);
}
const pkcs12 = (encryption: 'modern' | 'legacy') => {
  const order = { id: 'lab-client-good', password: 'secret', encryption };
  const exported = exportPkcs12(lab.ca, order, randomBytes);
  if (!exported.ok) throw new Error(exported.error.code);
  return Buffer.from(exported.value).toString('base64');
};
const decoded = (id: string) => {
  const found = view.certificates.find((certificate) => certificate.id === id);
  const certificate = found === undefined ? null : decodeCertificate(found.der);
  if (certificate === null || !certificate.ok) throw new Error(id);
  return certificate.value;
};
const certId = createCertId(decoded('lab-client-revoked'), decoded('lab-issuing-ca'), 'sha1');
const body = Uint8Array.from(encodeRequest({ certIds: [certId], nonce: null }));
const asked = await fetch(view.responder.url, { method: 'POST', body });
const answer = Buffer.from(await asked.arrayBuffer()).toString('base64');
await lab.stop();

const certificates = lab.ca
  .certificates()
  .map(({ id, der }) => [id, Buffer.from(der).toString('base64')]);
const report = {
  electron: process.versions.electron ?? null,
  certificates: Object.fromEntries(certificates),
  modern: pkcs12('modern'),
  legacy: pkcs12('legacy'),
  answer,
};
process.stdout.write(JSON.stringify(report));
