import type { Certificate } from '#pki/x509/certificate.ts';
import {
  decodeExtendedKeyUsage,
  decodeExtension,
  decodeKeyUsage,
  findExtension,
  type KeyUsage,
} from '#pki/x509/extensions.ts';
import { isSameName, nameToText } from '#pki/x509/name.ts';
import { extensionOid, keyPurposeOid } from '#pki/x509/oid.ts';
import { verifySignature } from '#pki/x509/signature.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { evaluateChain } from '../chain/chain.ts';
import type { Subject } from './subject.ts';

/** A certificate's subject as a person reads it. */
export function subjectText({ subject }: Certificate): string {
  return nameToText(subject);
}

/** The certificates in the response that can be read, in their order. */
export function readableEmbedded({ embedded }: Subject): readonly Certificate[] {
  return embedded.filter((certificate) => certificate !== null);
}

/** Whether the certificate has id-kp-OCSPSigning; anyExtendedKeyUsage is none (RFC 6960 §4.2.2.2). */
export function hasOcspSigning(certificate: Certificate): boolean {
  return purposesOf(certificate)?.includes(keyPurposeOid.ocspSigning) ?? false;
}

/** The purposes in extendedKeyUsage; null where it is absent or unreadable. */
export function purposesOf(certificate: Certificate): readonly string[] | null {
  const oid = extensionOid.extendedKeyUsage;
  const purposes = decodeExtension(certificate, oid, decodeExtendedKeyUsage);
  return purposes.ok ? purposes.value : null;
}

/** Whether keyUsage is absent or has one of these bits. */
export function mayUseKeyFor(certificate: Certificate, usages: readonly KeyUsage[]): boolean {
  const usage = decodeExtension(certificate, extensionOid.keyUsage, decodeKeyUsage);
  if (!usage.ok) return false;
  const { value } = usage;
  return value === null || usages.some((bit) => value.has(bit));
}

/** Whether keyUsage is there and critical. */
export function isKeyUsageCritical(certificate: Certificate): boolean {
  return findExtension(certificate, extensionOid.keyUsage)?.critical ?? false;
}

const verified = new WeakMap<Certificate, WeakMap<Certificate, boolean>>();

/** Whether one certificate's key verifies the signature of another, whatever the names say. */
export function isSignedByKeyOf(certificate: Certificate, key: Certificate): boolean {
  let known = verified.get(certificate);
  if (known === undefined) {
    known = new WeakMap();
    verified.set(certificate, known);
  }
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const { signatureAlgorithm: algorithm, tbsCertificate: data, signature } = certificate;
  const isValid = verifySignature({ algorithm, key, data, signature }) === 'valid';
  known.set(key, isValid);
  return isValid;
}

/** Whether a certificate's issuer name is its own subject. */
export function isSelfIssued({ issuer, subject }: Certificate): boolean {
  return isSameName(issuer, subject);
}

/** What a chain is to be built from and up to. */
export interface ChainMaterial {
  readonly helpers: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  readonly at: EpochMs;
  /** Whether an anchor that is no root ends a chain. */
  readonly partial: boolean;
}

/** A chain from the certificate upwards, or why there is none. */
export type BuiltChain =
  | { readonly path: readonly Certificate[]; readonly failure: null }
  | { readonly path: null; readonly failure: string };

/** Builds an X.509 chain as a TLS library does: up to a root, unless partial chains are allowed. */
export function buildChain(signer: Certificate, material: ChainMaterial): BuiltChain {
  const { helpers, at, partial } = material;
  const ends = partial ? material.anchors : material.anchors.filter(isSelfIssued);
  const { evaluation, path } = evaluateChain({
    certificate: signer,
    intermediates: [...helpers, ...material.anchors],
    trustAnchors: ends,
    at,
    purpose: 'any',
  });
  if (evaluation.outcome === 'trusted') return { path, failure: null };
  const link = evaluation.links.find(({ outcome }) => outcome === 'fail');
  return { path: null, failure: link?.message ?? evaluation.failure.code };
}
