import { contextPrimitive, tag } from '#pki/der/tag.ts';
import {
  encodeBitString,
  encodeElement,
  encodeExplicit,
  encodeGeneralizedTime,
  encodeIntegerOctets,
  encodeNull,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { encodeExtensions } from '#pki/ocsp/extensions.ts';
import { hexOf } from '#pki/octets.ts';
import { encodeAlgorithmIdentifier } from '#pki/x509/algorithm-identifier.ts';
import type { Certificate, Extension } from '#pki/x509/certificate.ts';
import {
  decodeAuthorityInfoAccess,
  decodeAuthorityKeyIdentifier,
  decodeSubjectKeyIdentifier,
} from '#pki/x509/extensions.ts';
import { accessMethodOid, extensionOid } from '#pki/x509/oid.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { signLike } from './sign-like.ts';
import type { StandIns } from './stand-ins.ts';

/** Everything that stands in for what identifies somebody, and those whose keys may have signed. */
export interface Anonymiser {
  readonly certificates: readonly Certificate[];
  readonly standIns: StandIns;
  /** What was made of each certificate, by its octets: signatures are drawn, and one certificate stays one. */
  readonly made: Map<string, Uint8Array>;
}

/** Extensions that say what a certificate is for, and of whom nothing. */
const kept: ReadonlySet<string> = new Set([
  extensionOid.keyUsage,
  extensionOid.basicConstraints,
  extensionOid.extendedKeyUsage,
  extensionOid.tlsFeature,
  extensionOid.ocspNoCheck,
]);

/** Extensions whose meaning is in the names or policies that would have to go. */
const meaningful: Readonly<Record<string, string>> = {
  [extensionOid.nameConstraints]: 'name constraints',
  [extensionOid.policyMappings]: 'policy mappings',
  [extensionOid.policyConstraints]: 'policy constraints',
  [extensionOid.inhibitAnyPolicy]: 'inhibitAnyPolicy',
};

/** Why a certificate has no anonymous form; null where it has one. */
export function whyNotAnonymous({ extensions, facts }: Certificate): string | null {
  const found = extensions.find(({ oid }) => meaningful[oid] !== undefined);
  return found === undefined
    ? null
    : `“${facts.subjectText}” has ${meaningful[found.oid]}: what they say cannot be told without whom they name.`;
}

/** A certificate with everything that identifies somebody replaced, signed anew; the same for the same. */
export function anonymiseCertificate(certificate: Certificate, by: Anonymiser): Uint8Array {
  const id = hexOf(certificate.der);
  const made = by.made.get(id) ?? makeAnonymous(certificate, by);
  by.made.set(id, made);
  return made;
}

function makeAnonymous(certificate: Certificate, by: Anonymiser): Uint8Array {
  const { standIns } = by;
  const { version, signatureAlgorithm, tbsCertificate, signature } = certificate;
  const algorithm = encodeAlgorithmIdentifier(signatureAlgorithm);
  const extensions = certificate.extensions.flatMap((one) => anonymiseExtension(one, standIns));
  const tbs = encodeSequence(
    ...(version === 1 ? [] : [encodeExplicit(0, encodeSmallInteger(version - 1))]),
    encodeIntegerOctets(standIns.serial(certificate.serialNumber)),
    algorithm,
    standIns.name(certificate.issuer),
    encodeSequence(encodeTime(certificate.notBefore), encodeTime(certificate.notAfter)),
    standIns.name(certificate.subject),
    standIns.key(certificate).info,
    ...(extensions.length === 0 ? [] : [encodeExplicit(3, encodeExtensions(extensions))]),
  );
  const signed = { data: tbsCertificate, algorithm: signatureAlgorithm, signature };
  return encodeSequence(tbs, algorithm, encodeBitString(signLike(signed, tbs, by)));
}

/** UTCTime until 2049 (RFC 5280 §4.1.2.5). */
function encodeTime(at: EpochMs): Uint8Array {
  const year = new Date(at).getUTCFullYear();
  if (year < 1950 || year > 2049) return encodeGeneralizedTime(at);
  const digits = new Date(at).toISOString().slice(2, 19).replace(/\D/g, '');
  return encodeElement(tag.utcTime, new TextEncoder().encode(`${digits}Z`));
}

/** Extensions that are not known go; a critical one keeps its identifier, which is what is judged. */
function anonymiseExtension(extension: Extension, standIns: StandIns): readonly Extension[] {
  const { oid, critical, value } = extension;
  if (kept.has(oid)) return [extension];
  switch (oid) {
    case extensionOid.subjectKeyIdentifier: {
      const own = decodeSubjectKeyIdentifier(value);
      const stand = encodeOctetString(own.ok ? standIns.keyIdentifier(own.value) : value);
      return own.ok ? [{ oid, critical, value: stand }] : [];
    }
    case extensionOid.authorityKeyIdentifier: {
      const key = decodeAuthorityKeyIdentifier(value);
      if (!key.ok || key.value === null) return [];
      const stand = encodeElement(contextPrimitive(0), standIns.keyIdentifier(key.value));
      return [{ oid, critical, value: encodeSequence(stand) }];
    }
    case extensionOid.authorityInfoAccess:
      return [{ oid, critical, value: anonymiseAccess(value, standIns) }];
    case extensionOid.subjectAltName:
      return [{ oid, critical, value: encodeSequence(dnsName('name.example')) }];
    default:
      return critical ? [{ oid, critical, value: encodeNull() }] : [];
  }
}

function anonymiseAccess(value: Uint8Array, standIns: StandIns): Uint8Array {
  const access = decodeAuthorityInfoAccess(value);
  const { ocspUris, caIssuers } = access.ok ? access.value : { ocspUris: [], caIssuers: [] };
  const describe = (method: string, uri: string) =>
    encodeSequence(
      encodeObjectIdentifier(method),
      encodeElement(contextPrimitive(6), new TextEncoder().encode(standIns.uri(uri))),
    );
  return encodeSequence(
    ...ocspUris.map((uri) => describe(accessMethodOid.ocsp, uri)),
    ...caIssuers.map((uri) => describe(accessMethodOid.caIssuers, uri)),
  );
}

function dnsName(name: string): Uint8Array {
  return encodeElement(contextPrimitive(2), new TextEncoder().encode(name));
}
