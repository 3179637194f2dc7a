import { createHash } from 'node:crypto';
import {
  encodeElement,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
} from '#pki/der/writer.ts';
import type { Extension } from '#pki/x509/certificate.ts';
import { accessMethodOid, extensionOid, keyPurposeOid } from '#pki/x509/oid.ts';
import {
  createTestKeys,
  extension,
  issueCertificate,
  type TestIdentity,
  type TestKeys,
  testExtensions,
} from '../test-certificate.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Who may sign a response in the tests of judges. */
export const signerNames = [
  'delegate',
  'no-eku',
  'any-eku',
  'expired-30d',
  'expired-1h',
  'not-yet',
  'key-usage',
  'critical',
] as const;

export type SignerName = (typeof signerNames)[number];

/** A CA at one level: the leaf in question, the CA that issued it, its responders, and a peer of the leaf. */
export interface JudgeLevel {
  readonly issuer: TestIdentity;
  readonly leaf: TestIdentity;
  readonly peer: TestIdentity;
  readonly responders: Readonly<Record<SignerName, TestIdentity>>;
}

/** A root, an intermediate below it, a leaf of each, and a stranger. */
export interface JudgePki {
  readonly root: TestIdentity;
  readonly atRoot: JudgeLevel;
  readonly atIntermediate: JudgeLevel;
  readonly otherCa: TestIdentity;
  readonly otherDelegate: TestIdentity;
}

/** Makes a PKI whose certificates name a responder on loopback. */
export function createJudgePki(now: number, ocspUri: string): JudgePki {
  const maker = new Maker(now, ocspUri);
  const root = maker.authority('Judges Root', null);
  const intermediate = maker.authority('Judges Intermediate', root);
  const otherCa = maker.authority('Judges Other CA', null);
  return {
    root,
    atRoot: maker.level(root, 'root'),
    atIntermediate: maker.level(intermediate, 'intermediate'),
    otherCa,
    otherDelegate: maker.delegate(otherCa, 'of another CA', {}),
  };
}

interface Deviation {
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly extensions?: readonly Extension[];
}

const eku = (...oids: readonly string[]) =>
  extension(extensionOid.extendedKeyUsage, encodeSequence(...oids.map(encodeObjectIdentifier)));

const digitalSignature = extension(extensionOid.keyUsage, Uint8Array.of(3, 2, 7, 0x80), 'critical');
const keyEncipherment = extension(extensionOid.keyUsage, Uint8Array.of(3, 2, 5, 0x20), 'critical');
const { ca, caKeyUsage, noCheck, ocspSigning, unknownCritical } = testExtensions;

class Maker {
  readonly #now: number;
  readonly #aia: Extension;
  #serial = 0x1000;

  constructor(now: number, ocspUri: string) {
    this.#now = now;
    const uri = encodeElement(0x86, new TextEncoder().encode(ocspUri));
    const access = encodeSequence(encodeObjectIdentifier(accessMethodOid.ocsp), uri);
    this.#aia = extension(extensionOid.authorityInfoAccess, encodeSequence(access));
  }

  authority(commonName: string, issuer: TestIdentity | null): TestIdentity {
    const own = issuer === null ? [ca, caKeyUsage] : [ca, caKeyUsage, this.#aia];
    return this.#issue(commonName, issuer, { extensions: own });
  }

  level(issuer: TestIdentity, name: string): JudgeLevel {
    const { delegate } = this;
    const make = (kind: string, changes: Deviation) =>
      delegate.call(this, issuer, `${kind} of ${name}`, changes);
    const now = this.#now;
    return {
      issuer,
      leaf: this.#leaf(issuer, `leaf of ${name}`),
      peer: this.#leaf(issuer, `peer of ${name}`),
      responders: {
        delegate: make('delegate', {}),
        'no-eku': make('no EKU', { extensions: [digitalSignature, noCheck] }),
        'any-eku': make('any EKU', {
          extensions: [digitalSignature, eku(keyPurposeOid.any), noCheck],
        }),
        'expired-30d': make('expired', { notAfter: now - 30 * day }),
        'expired-1h': make('expired of late', { notAfter: now - hour }),
        'not-yet': make('not yet valid', { notBefore: now + 5 * day }),
        'key-usage': make('wrong key usage', {
          extensions: [keyEncipherment, ocspSigning, noCheck],
        }),
        critical: make('critical extension', {
          extensions: [digitalSignature, ocspSigning, noCheck, unknownCritical],
        }),
      },
    };
  }

  delegate(issuer: TestIdentity, commonName: string, changes: Deviation): TestIdentity {
    const extensions = changes.extensions ?? [digitalSignature, ocspSigning, noCheck];
    return this.#issue(commonName, issuer, { ...changes, extensions });
  }

  #leaf(issuer: TestIdentity, commonName: string): TestIdentity {
    const dns = encodeElement(0x82, new TextEncoder().encode('localhost'));
    const san = extension(extensionOid.subjectAltName, encodeSequence(dns));
    const purposes = eku(keyPurposeOid.clientAuth, keyPurposeOid.serverAuth);
    return this.#issue(commonName, issuer, {
      extensions: [digitalSignature, purposes, san, this.#aia],
    });
  }

  #issue(commonName: string, issuer: TestIdentity | null, changes: Deviation): TestIdentity {
    const keys = createTestKeys('rsa2048');
    this.#serial += 1;
    const authority = issuer === null ? [] : [authorityKey(issuer)];
    return issueCertificate({
      commonName,
      keys,
      ...(issuer === null ? {} : { issuer }),
      serialNumber: Uint8Array.of(this.#serial >> 8, this.#serial & 0xff),
      notBefore: changes.notBefore ?? this.#now - 90 * day,
      notAfter: changes.notAfter ?? this.#now + 3_650 * day,
      extensions: [...(changes.extensions ?? []), subjectKey(keys), ...authority],
    });
  }
}

function subjectKey(keys: TestKeys): Extension {
  const spki = keys.publicKey.export({ format: 'der', type: 'pkcs1' });
  const identifier = createHash('sha1').update(spki).digest();
  return extension(extensionOid.subjectKeyIdentifier, encodeOctetString(identifier));
}

function authorityKey({ certificate }: TestIdentity): Extension {
  const identifier = createHash('sha1').update(certificate.subjectPublicKey).digest();
  const value = encodeSequence(encodeElement(0x80, identifier));
  return extension(extensionOid.authorityKeyIdentifier, value);
}
