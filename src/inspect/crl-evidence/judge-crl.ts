import { crlExtensionOid, crlNumberOf, crlScopeOf } from '#pki/crl/crl-extensions.ts';
import type { CertificateList } from '#pki/crl/decode-crl.ts';
import { distributionPointNamesOf } from '#pki/crl/distribution-points.ts';
import type { RevokedCertificate, RevokedCertificates } from '#pki/crl/revoked-certificates.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { comparableName, nameToText } from '#pki/x509/name.ts';
import { verifySignature } from '#pki/x509/signature.ts';
import { verificationCost } from '#pki/x509/signature-algorithm.ts';
import type { CrlCheck } from '#shared/model/object-judgement.ts';
import { type EpochMs, toRfc3339 } from '#shared/model/time.ts';

/** Whether a CRL can be relied on. */
export interface CrlJudgement {
  readonly checks: readonly CrlCheck[];
  /** The certificate that signed it; null where none at hand did. */
  readonly issuer: Certificate | null;
  readonly isReliable: boolean;
}

const understood: ReadonlySet<string> = new Set(Object.values(crlExtensionOid));

/** The most keys of one name that are tried: a CA renews its key a handful of times. */
const maxTried = 64;

/** Judges a CRL as a response is judged: issuer, signature, times, delta, extensions (RFC 5280 §6.3.3). */
export function judgeCrl(
  crl: CertificateList,
  candidates: readonly Certificate[],
  at: EpochMs,
): CrlJudgement {
  const name = comparableName(crl.issuer);
  const named = candidates.filter((one) => one.facts.comparableSubject === name && name !== null);
  const tried = named.slice(0, maxTried / verificationCost(crl.signatureAlgorithm));
  const issuer = tried.find((one) => isSignedBy(crl, one) === 'valid') ?? null;
  const checks = [
    issuerCheck(crl, named),
    ...(named.length === 0 ? [] : [signatureCheck(crl, named, issuer)]),
    ...(issuer === null ? [] : [maySignCheck(issuer)]),
    ...timeChecks(crl, at),
    extensionsCheck(crl),
    ...deltaChecks(crl),
  ];
  return { checks, issuer, isReliable: checks.every(({ outcome }) => outcome !== 'fail') };
}

function isSignedBy(crl: CertificateList, key: Certificate) {
  return verifySignature({
    algorithm: crl.signatureAlgorithm,
    key,
    data: crl.tbsCertList,
    signature: crl.signature,
  });
}

function issuerCheck({ issuer }: CertificateList, named: readonly Certificate[]): CrlCheck {
  const common = { id: 'issuer', citation: 'RFC 5280 §6.3.3 (f)' } as const;
  return named.length === 0
    ? {
        ...common,
        outcome: 'fail',
        message: `No certificate of its issuer, ${nameToText(issuer)}, is at hand.`,
      }
    : { ...common, outcome: 'pass', message: `Its issuer is ${nameToText(issuer)}.` };
}

function signatureCheck(
  crl: CertificateList,
  named: readonly Certificate[],
  issuer: Certificate | null,
): CrlCheck {
  const common = { id: 'signature', citation: 'RFC 5280 §6.3.3 (g)' } as const;
  if (issuer !== null)
    return { ...common, outcome: 'pass', message: 'The key of its issuer verifies the signature.' };
  const [first] = named;
  const result = first === undefined ? 'invalid' : isSignedBy(crl, first);
  const message =
    typeof result === 'string'
      ? 'The signature does not verify with a key of its issuer.'
      : 'The signature is not verified here: the algorithm or the key is not known.';
  return { ...common, outcome: 'fail', message };
}

function maySignCheck({ facts }: Certificate): CrlCheck {
  const common = { id: 'may-sign', citation: 'RFC 5280 §4.2.1.3' } as const;
  const { keyUsage } = facts.extensions;
  const isRefused = keyUsage.ok && keyUsage.value !== null && !keyUsage.value.has('cRLSign');
  return isRefused
    ? { ...common, outcome: 'fail', message: 'keyUsage of its issuer has no cRLSign.' }
    : { ...common, outcome: 'pass', message: 'Its issuer may sign CRLs.' };
}

function timeChecks({ thisUpdate, nextUpdate }: CertificateList, at: EpochMs): readonly CrlCheck[] {
  const first = { id: 'this-update', citation: 'RFC 5280 §5.1.2.4' } as const;
  const next = { id: 'next-update', citation: 'RFC 5280 §5.1.2.5' } as const;
  return [
    thisUpdate > at
      ? {
          ...first,
          outcome: 'fail',
          message: `thisUpdate is in the future: ${toRfc3339(thisUpdate)}.`,
        }
      : { ...first, outcome: 'pass', message: `thisUpdate is ${toRfc3339(thisUpdate)}.` },
    nextUpdate === null
      ? { ...next, outcome: 'warn', message: 'No nextUpdate: no age makes it stale.' }
      : nextUpdate < at
        ? { ...next, outcome: 'fail', message: `Stale: nextUpdate was ${toRfc3339(nextUpdate)}.` }
        : { ...next, outcome: 'pass', message: `nextUpdate is ${toRfc3339(nextUpdate)}.` },
  ];
}

function extensionsCheck({ extensions }: CertificateList): CrlCheck {
  const common = { id: 'extensions', citation: 'RFC 5280 §5.2' } as const;
  const unknown = extensions.find(({ critical, oid }) => critical && !understood.has(oid));
  return unknown === undefined
    ? { ...common, outcome: 'pass', message: 'No critical extension that is not understood.' }
    : {
        ...common,
        outcome: 'fail',
        message: `The critical extension ${unknown.oid} is not understood.`,
      };
}

function deltaChecks({ extensions }: CertificateList): readonly CrlCheck[] {
  if (crlNumberOf(extensions, crlExtensionOid.deltaCrlIndicator) === null) return [];
  const message = 'A delta CRL: what it does not list may be revoked in the complete one.';
  return [{ id: 'delta', outcome: 'warn', message, citation: 'RFC 5280 §5.2.4' }];
}

/** What a CRL says of one certificate. */
export type CrlAnswer =
  | { readonly status: 'revoked'; readonly entry: RevokedCertificate }
  | { readonly status: 'not-listed' }
  /** The CRL is of another issuer, or leaves certificates of this kind out. */
  | { readonly status: 'not-covered'; readonly reason: string };

/** Looks a certificate up in a CRL; whether the CRL can be relied on is `judgeCrl`'s. */
export function lookUp(crl: CertificateList, certificate: Certificate): CrlAnswer {
  const scope = crlScopeOf(crl.extensions);
  const isOwn = comparableName(crl.issuer) === certificate.facts.comparableIssuer;
  if (!isOwn) {
    return { status: 'not-covered', reason: 'the certificate has another issuer' };
  }
  const entry = entryOf(crl, certificate.serialNumber);
  // A delta CRL takes a certificate off the list with this reason (RFC 5280 §5.3.1).
  if (entry !== null && entry.reason !== 'removeFromCRL') return { status: 'revoked', entry };
  if (scope === null)
    return { status: 'not-covered', reason: 'the scope of the CRL cannot be read' };
  const { basicConstraints } = certificate.facts.extensions;
  const isCa = basicConstraints.ok && basicConstraints.value?.isCa === true;
  const isLeftOut =
    (scope.certificates === 'end-entities' && isCa) ||
    (scope.certificates === 'authorities' && !isCa) ||
    scope.certificates === 'attributes';
  if (isLeftOut) {
    return {
      status: 'not-covered',
      reason: `the CRL covers ${scope.certificates.replace('-', ' ')} alone`,
    };
  }
  if (scope.reasons === 'some') {
    return { status: 'not-covered', reason: 'the CRL covers some reasons alone' };
  }
  const { distributionPoint } = scope;
  return distributionPoint === null || isOwnPoint(distributionPoint, certificate)
    ? { status: 'not-listed' }
    : {
        status: 'not-covered',
        reason: 'the CRL is of a distribution point that the certificate does not name',
      };
}

/** Whether a certificate names one of the names of a distribution point (RFC 5280 §6.3.3 (b) (2) (i)). */
function isOwnPoint(names: readonly Uint8Array[], { extensions }: Certificate): boolean {
  const own = distributionPointNamesOf(extensions) ?? [];
  return names.some((name) => own.some((one) => isSameOctets(one, name)));
}

/** The entry of a certificate of the CRL's own issuer; null where it is not listed. */
export function entryOf(
  { revoked, extensions }: CertificateList,
  serialNumber: Uint8Array,
): RevokedCertificate | null {
  const found = revoked.find(serialNumber);
  const isOfOwn = crlScopeOf(extensions)?.issuers === 'own' && found?.certificateIssuer === null;
  return found === null || isOfOwn ? found : ownEntry(revoked, serialNumber);
}

/**
 * The entry of a serial number that is of the CRL's own issuer. In an indirect CRL an entry that names no issuer is
 * of the issuer of the entry before it (RFC 5280 §5.3.3).
 */
function ownEntry(
  revoked: RevokedCertificates,
  serialNumber: Uint8Array,
): RevokedCertificate | null {
  let isOwn = true;
  for (let index = 0; index < revoked.length; index++) {
    const entry = revoked.at(index);
    if (entry === null) continue;
    if (entry.certificateIssuer !== null) isOwn = false;
    if (isOwn && isSameOctets(entry.serialNumber, serialNumber)) return entry;
  }
  return null;
}
