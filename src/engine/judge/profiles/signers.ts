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

const purposes = new WeakMap<Certificate, readonly string[] | null>();

/** The purposes in extendedKeyUsage; null where it is absent or unreadable. Read once per certificate. */
export function purposesOf(certificate: Certificate): readonly string[] | null {
  const known = purposes.get(certificate);
  if (known !== undefined) return known;
  const oid = extensionOid.extendedKeyUsage;
  const decoded = decodeExtension(certificate, oid, decodeExtendedKeyUsage);
  const found = decoded.ok ? decoded.value : null;
  purposes.set(certificate, found);
  return found;
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

const knownExtensions: ReadonlySet<string> = new Set(Object.values(extensionOid));

/** Whether the certificate has a critical extension that nobody knows. */
export function hasUnknownCritical({ extensions }: Certificate): boolean {
  return extensions.some(({ critical, oid }) => critical && !knownExtensions.has(oid));
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

interface KnownChain extends ChainMaterial {
  readonly chain: BuiltChain;
}

const chains = new WeakMap<Certificate, KnownChain[]>();
/** Several programs ask for the same chain one after the other; older ones are forgotten. */
const mostKept = 8;

/** Builds an X.509 chain as a TLS library does: up to a root, unless partial chains are allowed. */
export function buildChain(signer: Certificate, material: ChainMaterial): BuiltChain {
  let known = chains.get(signer);
  if (known === undefined) {
    known = [];
    chains.set(signer, known);
  }
  const earlier = known.find((each) => isSameMaterial(each, material));
  if (earlier !== undefined) return earlier.chain;
  const chain = build(signer, material);
  known.unshift({ ...material, chain });
  known.length = Math.min(known.length, mostKept);
  return chain;
}

function isSameMaterial(a: ChainMaterial, b: ChainMaterial): boolean {
  return (
    a.at === b.at &&
    a.partial === b.partial &&
    isSameList(a.helpers, b.helpers) &&
    isSameList(a.anchors, b.anchors)
  );
}

function isSameList(a: readonly Certificate[], b: readonly Certificate[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

function build(signer: Certificate, material: ChainMaterial): BuiltChain {
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
