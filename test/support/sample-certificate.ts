import { createPublicKey } from 'node:crypto';
import {
  encodeBitString,
  encodeElement,
  encodeNull,
  encodeObjectIdentifier,
  encodeSequence,
} from '#pki/der/writer.ts';
import {
  caConstraints,
  extendedKeyUsage,
  type ForgedExtension,
  type ForgedKeys,
  type ForgeOptions,
  forge,
  keyUsage,
  noCa,
  tbsParts,
} from './forge-certificate.ts';

/** What is to differ from the ordinary client certificate. */
export interface SampleOptions extends Partial<ForgeOptions> {
  /** DER of the subject Name. */
  readonly subject?: Uint8Array;
  /** DER of the signature AlgorithmIdentifier. */
  readonly algorithm?: Uint8Array;
  /** Extensions by identifier: null takes one away from the ordinary ones. */
  readonly change?: Readonly<Record<string, Omit<ForgedExtension, 'oid'> | null>>;
}

/** The CA of the samples. */
export const sampleCa = forge({
  name: 'Sample CA',
  extensions: [
    caConstraints(),
    keyUsage(5, 6),
    { oid: '2.5.29.14', value: encodeElement(0x04, Uint8Array.of(1, 2, 3, 4)) },
  ],
});

const authorityKeyIdentifier: ForgedExtension = {
  oid: '2.5.29.35',
  value: encodeSequence(encodeElement(0x80, Uint8Array.of(1, 2, 3, 4))),
};

/** authorityInfoAccess with OCSP URIs. */
export function ocspAccess(...uris: readonly string[]): ForgedExtension {
  const entries = uris.map((uri) =>
    encodeSequence(
      encodeObjectIdentifier('1.3.6.1.5.5.7.48.1'),
      encodeElement(0x86, Buffer.from(uri)),
    ),
  );
  return { oid: '1.3.6.1.5.5.7.1.1', value: encodeSequence(...entries) };
}

/** subjectAltName with DNS names. */
export function dnsNames(...names: readonly string[]): ForgedExtension {
  const entries = names.map((name) => encodeElement(0x82, Buffer.from(name)));
  return { oid: '2.5.29.17', value: encodeSequence(...entries) };
}

/** A certificate that no rule has anything to say of, with the changes; its signature is the CA's, or none. */
export function sampleCertificate(options: SampleOptions = {}): Uint8Array {
  const { change = {}, subject, algorithm, ...forged } = options;
  const ordinary = [
    noCa,
    keyUsage(0),
    extendedKeyUsage('1.3.6.1.5.5.7.3.2'),
    ocspAccess('http://ocsp.test/'),
    authorityKeyIdentifier,
  ];
  const changed = Object.entries(change).flatMap(([oid, value]) =>
    value === null ? [] : [{ ...value, oid }],
  );
  const kept = ordinary.filter(({ oid }) => !(oid in change));
  const all: ForgeOptions = {
    name: 'Sample client',
    issuer: sampleCa,
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2026-12-31T00:00:00Z',
    serialNumber: Uint8Array.of(0x5a, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    extensions: [...kept, ...changed],
    ...forged,
  };
  if (subject === undefined && algorithm === undefined) return forge(all).der;
  const keys = all.keys ?? sampleCa.keys;
  const parts = tbsParts(all, keys, sampleCa.name);
  if (subject !== undefined) parts[5] = subject;
  const signature = algorithm ?? parts[2] ?? new Uint8Array();
  parts[2] = signature;
  return encodeSequence(encodeSequence(...parts), signature, encodeBitString(Uint8Array.of(1)));
}

/** AlgorithmIdentifier with NULL parameters. */
export function algorithm(oid: string): Uint8Array {
  return encodeSequence(encodeObjectIdentifier(oid), encodeNull());
}

/** A Name of attributes: their type, and their UTF-8 text. */
export function nameOf(
  ...attributes: readonly (readonly [type: string, text: string])[]
): Uint8Array {
  return encodeSequence(
    ...attributes.map(([type, text]) =>
      encodeElement(
        0x31,
        encodeSequence(encodeObjectIdentifier(type), encodeElement(0x0c, Buffer.from(text))),
      ),
    ),
  );
}

/** The public key of this RSA modulus and exponent, with a key that signs in its place. */
export function rsaKey(modulus: bigint, exponent: number): ForgedKeys {
  const octets = (value: bigint) => {
    const hex = value.toString(16);
    return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
  };
  const publicKey = createPublicKey({
    key: { kty: 'RSA', n: octets(modulus), e: octets(BigInt(exponent)) },
    format: 'jwk',
  });
  return { publicKey, privateKey: sampleCa.keys.privateKey };
}
