import { describe, expect, it } from 'vitest';
import { encodeElement, encodeObjectIdentifier, encodeSequence } from '#pki/der/writer.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { fingerprintOf } from '#pki/x509/summary.ts';
import { createLoadedCertificates } from '#workbench/objects/loaded-certificates.ts';
import { createInputs } from '#workbench/objects/open-inputs.ts';
import { createOpenObjects } from '#workbench/objects/open-objects.ts';
import { certificateOf } from '../../../support/engine.ts';
import {
  caConstraints,
  createKeys,
  forge,
  signTbs,
  tbsParts,
} from '../../../support/forge-certificate.ts';
import { client, delegate, issuer, root } from '../../../support/ocsp-builder.ts';
import { listeningHub, memoryStore } from '../setup.ts';

const bytesOf = (...ders: readonly Uint8Array[]) =>
  new TextEncoder().encode(ders.map((der) => encodePem('CERTIFICATE', der)).join(''));
const id = fingerprintOf;
const [clientId, issuerId, rootId] = [client, issuer, root].map((one) => id(one.certificate));

function open(storage = memoryStore().certificates) {
  const { hub, told } = listeningHub();
  const clock = { now: () => 42, monotonic: () => 0 };
  const certificates = createLoadedCertificates({ storage, hub, clock });
  const objects = createOpenObjects({ certificates, hub, clock });
  const inputs = createInputs({ certificates, objects, hub, clock });
  return { certificates, inputs, told, storage };
}

describe('the loaded certificates', () => {
  it('loads a PEM chain and knows who issued whom', async () => {
    const { certificates, inputs, told } = open();
    const chain = bytesOf(client.certificate.der, issuer.certificate.der, root.certificate.der);
    expect(await inputs.open([{ name: 'chain.pem', bytes: chain }])).toEqual([
      {
        origin: 'chain.pem',
        added: [clientId, issuerId, rootId],
        alreadyLoaded: [],
        opened: [],
        problems: [],
      },
    ]);
    expect(
      certificates
        .list()
        .map(({ summary, issuerFingerprint, origin, loadedAt }) => [
          summary.fingerprint,
          issuerFingerprint,
          origin,
          loadedAt,
        ]),
    ).toEqual([
      [clientId, issuerId, 'chain.pem', 42],
      [issuerId, rootId, 'chain.pem', 42],
      [rootId, null, 'chain.pem', 42],
    ]);
    expect(certificates.authorities().map(id)).toEqual([issuerId, rootId]);
    expect(told).toEqual([{ type: 'certificates-changed', certificates: certificates.list() }]);
  });

  it('takes a certificate once, and tells nothing where nothing is new', async () => {
    const { certificates, inputs, told } = open();
    const input = { name: 'a.der', bytes: client.certificate.der };
    await inputs.open([input]);
    expect(await inputs.open([input, { name: 'junk', bytes: Uint8Array.of(1, 2) }])).toMatchObject([
      { added: [], alreadyLoaded: [clientId], problems: [] },
      { origin: 'junk', added: [], problems: [{ code: 'not-recognised' }] },
    ]);
    expect(told.filter(({ type }) => type === 'certificates-changed')).toHaveLength(1);
    expect(certificates.list()).toHaveLength(1);
  });

  it('finds the issuer that is loaded later', async () => {
    const { certificates, inputs } = open();
    await inputs.open([{ name: 'client', bytes: client.certificate.der }]);
    expect(certificates.list()[0]?.issuerFingerprint).toBeNull();
    await inputs.open([{ name: 'ca', bytes: issuer.certificate.der }]);
    expect(certificates.list()[0]?.issuerFingerprint).toBe(issuerId);
    expect(certificates.possibleIssuers(client.certificate).map(id)).toEqual([issuerId]);
  });

  it('finds an issuer whose name is spelled in another string type, case and spacing', async () => {
    const { certificates, inputs } = open();
    const keys = createKeys();
    const ca = forge({ name: 'Some  CA', keys, extensions: [caConstraints()] });
    // The same name as PrintableString in upper case.
    const value = encodeElement(0x13, new TextEncoder().encode('SOME CA'));
    const attribute = encodeSequence(encodeObjectIdentifier('2.5.4.3'), value);
    const parts = tbsParts({ name: 'leaf' }, createKeys(), 'Some  CA');
    parts[3] = encodeSequence(encodeElement(0x31, attribute));
    const leaf = signTbs(encodeSequence(...parts), keys);
    await inputs.open([{ name: 'both', bytes: bytesOf(leaf, ca.der) }]);
    expect(certificates.possibleIssuers(certificateOf(leaf)).map(id)).toEqual([id(ca.certificate)]);
    expect(certificates.list()[0]?.issuerFingerprint).toBe(id(ca.certificate));
  });

  it('removes and restores, and forgets the issuer meanwhile', async () => {
    const { certificates, inputs, told } = open();
    await inputs.open([
      { name: 'both', bytes: bytesOf(client.certificate.der, issuer.certificate.der) },
    ]);
    certificates.remove([issuerId ?? '', 'nowhere']);
    expect(certificates.list().map(({ issuerFingerprint }) => issuerFingerprint)).toEqual([null]);
    expect(certificates.find(issuerId ?? '')).toBeNull();
    expect(certificates.possibleIssuers(client.certificate)).toEqual([]);
    certificates.restore([issuerId ?? '', 'nowhere']);
    expect(certificates.list()[0]?.issuerFingerprint).toBe(issuerId);
    expect(told).toHaveLength(3);
  });

  it('has what it had after a restart, without what was removed', async () => {
    const { certificates, inputs, storage } = open();
    const three = bytesOf(client.certificate.der, issuer.certificate.der, delegate.certificate.der);
    await inputs.open([{ name: 'three', bytes: three }]);
    certificates.remove([id(delegate.certificate)]);
    const again = open(storage);
    // What was loaded in the same millisecond may change places.
    expect(new Set(again.certificates.list())).toEqual(new Set(certificates.list()));
    expect(again.told).toEqual([]);
  });

  it('leaves out a stored row that is no certificate any more', () => {
    const { certificates } = memoryStore();
    certificates.save({ fingerprint: 'ff', der: Uint8Array.of(1), origin: 'x', loadedAt: 1 });
    expect(open(certificates).certificates.list()).toEqual([]);
  });
});
