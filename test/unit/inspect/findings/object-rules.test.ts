import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  certificationRequestFindings,
  crlFindings,
  keyStoreFindings,
  pkcs12Findings,
  privateKeyFindings,
  publicKeyFindings,
} from '#inspect/findings/object-findings.ts';
import type { PrivateKeySubject } from '#inspect/findings/private-key-subject.ts';
import {
  certificationRequestRules,
  crlRules,
  keyStoreRules,
  pkcs12Rules,
  privateKeyRules,
  publicKeyRules,
} from '#inspect/findings/registry.ts';
import { type CertificateList, decodeCrl } from '#pki/crl/decode-crl.ts';
import { encodeElement, encodeSequence, encodeSmallInteger } from '#pki/der/writer.ts';
import { decodePublicKeyInfo } from '#pki/keys/public-key-info.ts';
import type { KeyStore } from '#pki/keystore/decode-keystore.ts';
import {
  type CertificationRequest,
  decodeCertificationRequest,
} from '#pki/pkcs10/decode-request.ts';
import type { Pkcs12, Pkcs12Bag } from '#pki/pkcs12/decode-pkcs12.ts';
import type { PublicKeyInfo } from '#pki/x509/public-key.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { Result } from '#shared/model/result.ts';
import { sampleCrl } from '../../../support/sample-crl.ts';
import { sampleRequest } from '../../../support/sample-request.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const idsOf = (findings: readonly Finding[]) => findings.map(({ id }) => id);

function must<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const ordinaryCrl = must(decodeCrl(sampleCrl({})));
const crl = (change: Partial<CertificateList>): CertificateList => ({ ...ordinaryCrl, ...change });
const withExtension = (oid: string, value: Uint8Array, critical = false) =>
  crl({ extensions: [...ordinaryCrl.extensions, { oid, critical, value }] });
const without = (oid: string) =>
  crl({ extensions: ordinaryCrl.extensions.filter((one) => one.oid !== oid) });
const signedWith = (oid: string) => crl({ signatureAlgorithm: { oid, parameters: null } });

const crls: Readonly<Record<string, readonly [has: CertificateList, hasNot: CertificateList]>> = {
  stale: [crl({ nextUpdate: now - 1 }), crl({ nextUpdate: now })],
  'this-update-in-future': [crl({ thisUpdate: now + 1 }), crl({ thisUpdate: now })],
  'no-next-update': [crl({ nextUpdate: null }), ordinaryCrl],
  'update-times-inverted': [crl({ thisUpdate: now, nextUpdate: now - 1 }), ordinaryCrl],
  'no-crl-number': [without('2.5.29.20'), ordinaryCrl],
  'no-authority-key-identifier': [without('2.5.29.35'), ordinaryCrl],
  delta: [withExtension('2.5.29.27', encodeSmallInteger(7), true), ordinaryCrl],
  'partial-scope': [
    withExtension('2.5.29.28', encodeSequence(encodeElement(0x81, Uint8Array.of(0xff))), true),
    withExtension('2.5.29.28', encodeSequence(), true),
  ],
  'critical-extension': [
    withExtension('1.2.3.4', encodeSequence(), true),
    withExtension('1.2.3.4', encodeSequence()),
  ],
  'signature-md5': [signedWith('1.2.840.113549.1.1.4'), ordinaryCrl],
  'signature-sha1': [signedWith('1.2.840.113549.1.1.5'), ordinaryCrl],
  'version-1': [crl({ version: 1 }), ordinaryCrl],
};

describe('rules of CRLs', () => {
  it('have each a CRL that has it and one that does not, and nothing to say of an ordinary one', () => {
    expect(Object.keys(crls).sort()).toEqual(crlRules.map(({ id }) => id).sort());
    expect(crlFindings(ordinaryCrl, now)).toEqual([]);
  });

  it.each(Object.entries(crls))('%s', (id, [has, hasNot]) => {
    expect(idsOf(crlFindings(has, now))).toContain(id);
    expect(idsOf(crlFindings(hasNot, now))).not.toContain(id);
  });
});

const ordinaryRequest = must(decodeCertificationRequest(sampleRequest()));
const request = (change: Partial<CertificationRequest>) => ({ ...ordinaryRequest, ...change });
const keyInfo = (modulusLength: number): PublicKeyInfo =>
  must(
    decodePublicKeyInfo(
      new Uint8Array(
        createPublicKey(generateKeyPairSync('rsa', { modulusLength }).privateKey).export({
          type: 'spki',
          format: 'der',
        }),
      ),
    ),
  );
const [weakKey, goodKey] = [keyInfo(1024), keyInfo(2048)];

const requests: Readonly<
  Record<string, readonly [has: CertificationRequest, hasNot: CertificationRequest]>
> = {
  'signature-invalid': [request({ requestInfo: Uint8Array.of(1) }), ordinaryRequest],
  'signature-weak': [
    request({ signatureAlgorithm: { oid: '1.2.840.10045.4.1', parameters: null } }),
    ordinaryRequest,
  ],
  'weak-key': [request(weakKey), request(goodKey)],
  'no-alternative-names': [request({ extensions: [] }), ordinaryRequest],
  'challenge-password': [request({ attributes: ['1.2.840.113549.1.9.7'] }), ordinaryRequest],
};

describe('rules of certificate requests', () => {
  it('have each a request that has it and one that does not, and nothing to say of an ordinary one', () => {
    expect(Object.keys(requests).sort()).toEqual(
      certificationRequestRules.map(({ id }) => id).sort(),
    );
    expect(certificationRequestFindings(ordinaryRequest, now)).toEqual([]);
  });

  it.each(Object.entries(requests))('%s', (id, [has, hasNot]) => {
    expect(idsOf(certificationRequestFindings(has, now))).toContain(id);
    expect(idsOf(certificationRequestFindings(hasNot, now))).not.toContain(id);
  });
});

const sound = { name: 'PBES2 (PBKDF2, AES-256)', strength: 'sound' } as const;
const old = { name: 'PBE-SHA1-3DES', strength: 'weak' } as const;

describe('rules of keys', () => {
  it('know a weak public key', () => {
    expect(publicKeyRules.map(({ id }) => id)).toEqual(['weak-key']);
    expect(idsOf(publicKeyFindings(weakKey, now))).toEqual(['weak-key']);
    expect(publicKeyFindings(goodKey, now)).toEqual([]);
  });

  it('know a private key that lies open, is badly encrypted or weak', () => {
    expect(privateKeyRules).toHaveLength(5);
    const of = (
      encryption: typeof sound | typeof old | null,
      publicKey: PublicKeyInfo,
      more: Partial<PrivateKeySubject> = {},
    ) => {
      const usual = { namesOtherKey: false, isBesideCertificate: false };
      return idsOf(privateKeyFindings({ encryption, publicKey, ...usual, ...more }, now));
    };
    expect(of(sound, goodKey)).toEqual([]);
    expect(of(null, goodKey)).toEqual(['key-not-encrypted']);
    expect(of(old, goodKey)).toEqual(['key-weakly-encrypted']);
    expect(of(sound, weakKey)).toEqual(['weak-key']);
    expect(of(sound, goodKey, { namesOtherKey: true })).toEqual(['public-key-differs']);
    expect(of(sound, goodKey, { isBesideCertificate: true })).toEqual(['key-beside-certificate']);
  });
});

const bag = (kind: Pkcs12Bag['kind'], encryption: Pkcs12Bag['encryption'] = sound): Pkcs12Bag => ({
  kind,
  friendlyName: null,
  keyId: null,
  der: new Uint8Array(),
  encryption,
});
const ordinaryStore: Pkcs12 = {
  bags: [bag('certificate'), bag('key')],
  encryptions: [sound],
  mac: 'SHA-256, 2048 rounds',
};
const stores: Readonly<Record<string, Pkcs12>> = {
  'weak-encryption': { ...ordinaryStore, encryptions: [sound, old] },
  'key-not-encrypted': { ...ordinaryStore, bags: [bag('certificate'), bag('key', null)] },
  'no-integrity': { ...ordinaryStore, mac: null },
  'key-without-certificate': { ...ordinaryStore, bags: [bag('key')] },
};

describe('rules of PKCS#12 files and key stores', () => {
  it('have each a file that has it, and nothing to say of an ordinary one', () => {
    expect(Object.keys(stores).sort()).toEqual(pkcs12Rules.map(({ id }) => id).sort());
    expect(pkcs12Findings(ordinaryStore, now)).toEqual([]);
    for (const [id, store] of Object.entries(stores)) {
      expect(idsOf(pkcs12Findings(store, now))).toEqual([id]);
    }
  });

  it('know that a key store of Java guards its keys badly', () => {
    const store: KeyStore = {
      format: 'JKS',
      version: 2,
      entries: [],
      checksum: { over: new Uint8Array(), digest: new Uint8Array() },
    };
    const algorithm = { oid: '1.3.6.1.4.1.42.2.17.1.1', parameters: null };
    const key = { algorithm, octets: new Uint8Array() };
    const entry = { kind: 'key' as const, alias: 'a', createdAt: 0, key, chain: [] };
    expect(keyStoreRules).toHaveLength(1);
    expect(keyStoreFindings(store, now)).toEqual([]);
    expect(idsOf(keyStoreFindings({ ...store, entries: [entry] }, now))).toEqual([
      'weak-protection',
    ]);
  });
});
