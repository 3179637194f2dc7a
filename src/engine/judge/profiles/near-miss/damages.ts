import { encodeNull, encodeObjectIdentifier, encodeSequence } from '#pki/der/writer.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import type { Extension } from '#pki/x509/certificate.ts';
import { extensionOid, keyPurposeOid } from '#pki/x509/oid.ts';
import type { CertStatus } from '#shared/model/ocsp.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { hasOcspSigning } from '../signers.ts';
import type { SubjectFacts } from '../subject.ts';
import { day, isValidAt, seconds } from '../times.ts';
import { type Change, changeEmbedded, changeSingles, hasSerial } from './change.ts';

/** An extension that nobody knows: of the arc for documentation. */
const unknownCritical: Extension = { oid: '2.999', critical: true, value: encodeNull() };

/** What could be worse about a response, the smallest first. */
export const damages: readonly Change[] = [
  {
    id: 'stale by 2 minutes',
    words: 'nextUpdate had passed two minutes ago',
    apply: (facts, at) => withNextUpdate(facts, at - seconds(120)),
  },
  {
    id: 'stale by 10 minutes',
    words: 'nextUpdate had passed ten minutes ago',
    apply: (facts, at) => withNextUpdate(facts, at - seconds(600)),
  },
  {
    id: 'stale by a day',
    words: 'nextUpdate had passed a day ago',
    apply: (facts, at) => withNextUpdate(facts, at - day),
  },
  {
    id: 'no nextUpdate',
    words: 'it had no nextUpdate',
    apply: (facts) => withNextUpdate(facts, null),
  },
  {
    id: '10 minutes ahead',
    words: 'thisUpdate lay ten minutes ahead',
    apply: (facts, at) =>
      changeSingles(facts, (single) => ({ ...single, thisUpdate: at + seconds(600) })),
  },
  {
    id: 'a day ahead',
    words: 'thisUpdate lay a day ahead',
    apply: (facts, at) => changeSingles(facts, (single) => ({ ...single, thisUpdate: at + day })),
  },
  {
    id: 'producedAt a year ago',
    words: 'producedAt lay a year back',
    apply: (facts, at) =>
      facts.basic === null
        ? null
        : { ...facts, basic: { ...facts.basic, producedAt: at - 365 * day } },
  },
  {
    id: 'nothing embedded',
    words: 'no certificate were embedded',
    apply: (facts) => (facts.embedded.length === 0 ? null : { ...facts, embedded: [] }),
  },
  {
    id: 'stranger first',
    words: 'another certificate were embedded before the signer’s',
    apply: (facts) =>
      facts.basic === null ? null : { ...facts, embedded: [facts.certificate, ...facts.embedded] },
  },
  {
    id: 'CertID by SHA-256',
    words: 'its CertID were by SHA-256',
    apply: (facts) => {
      const certId = createCertId(facts.certificate, facts.issuer, 'sha256');
      return changeSingles(facts, (single) =>
        hasSerial(facts, single) ? { ...single, certId } : single,
      );
    },
  },
  {
    id: 'signer expired',
    words: "the signer's certificate had expired a month ago",
    apply: (facts, at) =>
      changeEmbedded(facts, (each) =>
        isValidAt(each, at) ? { ...each, notAfter: at - 30 * day } : each,
      ),
  },
  {
    id: 'no OCSPSigning',
    words: "the signer's certificate had no id-kp-OCSPSigning",
    apply: (facts) =>
      changeEmbedded(facts, (each) => {
        if (!hasOcspSigning(each)) return each;
        const value = encodeSequence(encodeObjectIdentifier(keyPurposeOid.serverAuth));
        const eku = { oid: extensionOid.extendedKeyUsage, critical: false, value };
        const others = each.extensions.filter(({ oid }) => oid !== eku.oid);
        return { ...each, extensions: [...others, eku] };
      }),
  },
  {
    id: 'responderID of nobody',
    words: 'the responderID named nobody',
    apply: (facts) =>
      facts.basic === null
        ? null
        : {
            ...facts,
            basic: {
              ...facts.basic,
              responderId: { by: 'key', keyHash: new Uint8Array(20) },
            },
          },
  },
  {
    id: 'critical extension',
    words: 'it had a critical extension that is unknown',
    apply: (facts) =>
      changeSingles(facts, (single) => ({
        ...single,
        extensions: [...single.extensions, unknownCritical],
      })),
  },
  {
    id: 'MD5',
    words: 'it were signed with MD5',
    apply: (facts) =>
      facts.basic === null
        ? null
        : { ...facts, algorithm: { kind: 'rsa-pkcs1', name: 'RSA with MD5', digest: 'md5' } },
  },
  {
    id: 'octets after the response',
    words: 'octets stood after it',
    apply: (facts) => ({ ...facts, reading: { ...facts.reading, trailingOuter: 2 } }),
  },
  {
    id: 'unknown',
    words: 'the status were unknown',
    apply: (facts) => withStatus(facts, 'unknown'),
  },
  {
    id: 'signature broken',
    words: 'its signature did not verify',
    apply: (facts) => ({ ...facts, signature: 'broken' }),
  },
  {
    id: 'revoked',
    words: 'the status were revoked',
    apply: (facts, at) => withStatus(facts, 'revoked', at - day),
  },
];

function withNextUpdate(facts: SubjectFacts, nextUpdate: EpochMs | null): SubjectFacts | null {
  return changeSingles(facts, (single) =>
    single.nextUpdate === nextUpdate ? single : { ...single, nextUpdate },
  );
}

function withStatus(facts: SubjectFacts, status: CertStatus, time = 0): SubjectFacts | null {
  const certStatus =
    status === 'revoked'
      ? ({ status, revocation: { time, reason: null } } as const)
      : ({ status } as const);
  return changeSingles(facts, (single) => ({ ...single, certStatus }));
}
