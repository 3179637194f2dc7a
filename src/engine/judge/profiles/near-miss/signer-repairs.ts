import { createHash } from 'node:crypto';
import { encodeObjectIdentifier, encodeSequence } from '#pki/der/writer.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { extensionOid, keyPurposeOid } from '#pki/x509/oid.ts';
import type { SignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { hasOcspSigning, hasUnknownCritical, mayUseKeyFor } from '../signers.ts';
import { type SubjectFacts, subjectOf } from '../subject.ts';
import { day, isValidAt } from '../times.ts';
import { type Change, changeEmbedded } from './change.ts';

/** Who would be taken for the signer: whose key verifies, else the first embedded certificate, else the issuer. */
function likelySigner(facts: SubjectFacts): Certificate {
  const subject = subjectOf(facts);
  const known = [...facts.embedded, facts.issuer].filter((each) => each !== null);
  return known.find((each) => subject.isSignedBy(each)) ?? known[0] ?? facts.issuer;
}

/** What could be put right about who signed, the smallest first. */
export const signerRepairs: readonly Change[] = [
  {
    id: 'issuer embedded',
    words: "the issuer's certificate were embedded",
    apply: (facts) =>
      facts.basic === null || facts.embedded.includes(facts.issuer)
        ? null
        : { ...facts, embedded: [...facts.embedded, facts.issuer] },
  },
  {
    id: 'signer embedded first',
    words: "the signer's certificate were the first embedded",
    apply: (facts) => {
      const signer = likelySigner(facts);
      if (facts.basic === null || facts.embedded.length === 0) return null;
      if (facts.embedded[0] === signer) return null;
      return { ...facts, embedded: [signer, ...facts.embedded.filter((each) => each !== signer)] };
    },
  },
  {
    id: 'nothing embedded',
    words: 'no certificate were embedded',
    apply: (facts) => (facts.embedded.length === 0 ? null : { ...facts, embedded: [] }),
  },
  {
    id: 'responderID fits',
    words: 'the responderID named the signer',
    apply: (facts) => {
      const { basic } = facts;
      const signer = likelySigner(facts);
      if (basic === null || subjectOf(facts).names(signer)) return null;
      const keyHash = new Uint8Array(createHash('sha1').update(signer.subjectPublicKey).digest());
      return { ...facts, basic: { ...basic, responderId: { by: 'key', keyHash } } };
    },
  },
  {
    id: 'OCSPSigning',
    words: "the signer's certificate had id-kp-OCSPSigning",
    apply: (facts) =>
      changeEmbedded(facts, (each) => (hasOcspSigning(each) ? each : withEku(each))),
  },
  {
    id: 'signer valid',
    words: "the signer's certificate were valid",
    apply: (facts, at) =>
      changeEmbedded(facts, (each) =>
        isValidAt(each, at)
          ? each
          : { ...each, notBefore: at - 365 * day, notAfter: at + 365 * day },
      ),
  },
  {
    id: 'digitalSignature',
    words: "the signer's keyUsage had digitalSignature",
    apply: (facts) =>
      changeEmbedded(facts, (each) =>
        mayUseKeyFor(each, ['digitalSignature']) ? each : without(each, extensionOid.keyUsage),
      ),
  },
  {
    id: 'signer without unknown extension',
    words: "the signer's certificate had no critical extension that is unknown",
    apply: (facts) =>
      changeEmbedded(facts, (each) =>
        hasUnknownCritical(each)
          ? { ...each, extensions: each.extensions.filter(({ critical }) => !critical) }
          : each,
      ),
  },
  {
    id: 'SHA-256 signature',
    words: 'it were signed with RSA and SHA-256',
    apply: (facts) =>
      facts.basic === null || isUsual(facts.algorithm)
        ? null
        : {
            ...facts,
            algorithm: { kind: 'rsa-pkcs1', name: 'RSA with SHA-256', digest: 'sha256' },
            signature: likelySigner(facts),
          },
  },
  {
    id: 'signature verifies',
    words: 'its signature verified',
    apply: (facts) => {
      if (facts.basic === null) return null;
      const signer = likelySigner(facts);
      return subjectOf(facts).isSignedBy(signer) ? null : { ...facts, signature: signer };
    },
  },
  {
    id: 'signed by the issuer',
    words: 'the issuer itself had signed it, embedded',
    apply: (facts) => {
      const { basic, issuer } = facts;
      if (basic === null) return null;
      const responderId = { by: 'name', name: issuer.subject } as const;
      return { ...facts, basic: { ...basic, responderId }, embedded: [issuer], signature: issuer };
    },
  },
  {
    id: 'signed by a delegate',
    words: 'a delegate of the issuer had signed it, embedded',
    apply: (facts, at) => {
      const { basic } = facts;
      if (basic === null) return null;
      const delegate = asDelegate(facts, at);
      const responderId = { by: 'name', name: delegate.subject } as const;
      return {
        ...facts,
        basic: { ...basic, responderId },
        embedded: [delegate],
        signature: delegate,
      };
    },
  },
];

/** The certificate in question as a delegate would have it: the same issuer signed it. */
function asDelegate({ certificate }: SubjectFacts, at: EpochMs): Certificate {
  const free = without(certificate, extensionOid.keyUsage);
  return { ...withEku(free), notBefore: at - 365 * day, notAfter: at + 365 * day };
}

function isUsual({ kind, digest }: SignatureAlgorithm): boolean {
  return (kind === 'rsa-pkcs1' || kind === 'ecdsa') && digest === 'sha256';
}

function withEku(certificate: Certificate): Certificate {
  const value = encodeSequence(encodeObjectIdentifier(keyPurposeOid.ocspSigning));
  const eku = { oid: extensionOid.extendedKeyUsage, critical: false, value };
  return {
    ...without(certificate, eku.oid),
    extensions: [...without(certificate, eku.oid).extensions, eku],
  };
}

function without(certificate: Certificate, oid: string): Certificate {
  const extensions = certificate.extensions.filter((extension) => extension.oid !== oid);
  return { ...certificate, extensions };
}
