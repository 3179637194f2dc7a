import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { isSameName } from '#pki/x509/name.ts';
import type { JudgeCode } from '#shared/model/judged-by.ts';
import type { CertStatus } from '#shared/model/ocsp.ts';
import { end, type Profile, pass, type Rule, type Workings } from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful, typeIsBasic } from './reading-rules.ts';
import {
  hasOcspSigning,
  isSelfIssued,
  isSignedByKeyOf,
  mayUseKeyFor,
  readableEmbedded,
  subjectText,
} from './signers.ts';
import { type IdHash, namesIssuer } from './singles.ts';
import { isValidAt } from './times.ts';

const hashes: ReadonlySet<IdHash | null> = new Set<IdHash>(['sha1', 'sha256', 'sha384', 'sha512']);
const digests: ReadonlySet<string | null> = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/** PKI.js, `verify` with the issuer as the trusted certificate and among `certs`, and `getCertificateStatus`. */
function createProfile(version: '3.4.0' | '4.0.0'): Profile {
  const major = version === '4.0.0' ? '4' : '3.4';
  return {
    id: `pkijs-${major}`,
    name: 'PKI.js verify',
    version,
    source:
      'src/BasicOCSPResponse.ts: verify, getCertificateStatus; CertificateChainValidationEngine.ts',
    evidence: 'observed',
    settings: [],
    withoutAnswer: () => end('X', 'There is nothing to verify.'),
    rules: [
      responseIsRead({ id: 'OCSPResponse.fromBER', words: 'It begins with one.' }, 'passes'),
      statusIsSuccessful({ id: 'responseStatus', words: 'It is 0.' }),
      typeIsBasic({ id: 'responseType', words: 'It is id-PKIX-OCSP-Basic.' }),
      basicIsRead(
        { id: 'BasicOCSPResponse.fromBER', words: 'Any version; what follows is left unread.' },
        { trailing: 'passes', version: 'any', reasons: 'any' },
      ),
      major === '4' ? anyCandidate() : firstNamed(),
      certificateStatus(),
    ],
  };
}

/** The certificates in the response, and the issuer that the caller adds. */
function candidatesOf({ subject }: Workings): readonly Certificate[] {
  return [...readableEmbedded(subject), subject.issuer];
}

/** 3.4: the first certificate that the responderID names signed and leads to the issuer; what it may do is not asked. */
function firstNamed(): Rule {
  return {
    id: 'verify',
    words:
      'The first certificate that the responderID names leads to the trusted issuer now, and its key verifies the signature.',
    check: 'signature',
    run: (workings) => {
      const { subject } = workings;
      const signer = candidatesOf(workings).find((each) => subject.names(each));
      if (signer === undefined) return end('X', 'Correct certificate was not found.');
      const refusal = whyNoChain(signer, workings);
      if (refusal !== null) return end('X', refusal);
      return signs(signer, workings)
        ? pass(`${subjectText(signer)} signed.`)
        : end('X', 'The signature does not verify.');
    },
  };
}

/** 4: any named certificate that signed, leads to the issuer, and may answer for every CertID. */
function anyCandidate(): Rule {
  return {
    id: 'verify',
    words:
      'A certificate that the responderID names signed, leads to the trusted issuer now, and is authorized for every CertID.',
    check: 'signer-authorized',
    run: (workings) => {
      const { subject } = workings;
      const named = candidatesOf(workings).filter((each) => subject.names(each));
      if (named.length === 0) return end('X', 'No certificate is named by the responderID.');
      let refusal = 'The signature does not verify.';
      for (const signer of named) {
        if (!signs(signer, workings)) continue;
        const trouble = whyNoChain(signer, workings) ?? whyNotAll(signer, workings);
        if (trouble === null) return pass(`${subjectText(signer)} signed.`);
        refusal = trouble;
      }
      return end('X', refusal);
    },
  };
}

/** Web Crypto knows no MD5 and no SHA-224. */
function signs(signer: Certificate, { subject }: Workings): boolean {
  return digests.has(subject.algorithm.digest) && subject.isSignedBy(signer);
}

/** Chains end at the issuer. One that is no root cannot be its own signer: its name is to chain to itself. */
function whyNoChain(signer: Certificate, { subject: { issuer }, at }: Workings): string | null {
  const isIssuer = isSameOctets(signer.der, issuer.der);
  if (isIssuer && !isSelfIssued(issuer)) return 'Incorrect name chaining.';
  if (!isValidAt(signer, at) || !isValidAt(issuer, at)) {
    return 'The certificate is either not yet valid or expired.';
  }
  if (isIssuer) return null;
  const isBelow = isSameName(signer.issuer, issuer.subject) && isSignedByKeyOf(signer, issuer);
  return isBelow ? null : 'No valid certificate paths found.';
}

function whyNotAll(signer: Certificate, { subject }: Workings): string | null {
  const ids = (subject.basic?.responses ?? []).map(({ certId }) => certId);
  const mayDelegate = hasOcspSigning(signer) && mayUseKeyFor(signer, ['digitalSignature']);
  const issuers = [...readableEmbedded(subject), subject.issuer].filter(
    (each) => isSameName(signer.issuer, each.subject) && isSignedByKeyOf(signer, each),
  );
  const isAuthorized = ids.every(
    (id) =>
      namesIssuer(id, signer) || (mayDelegate && issuers.some((each) => namesIssuer(id, each))),
  );
  return isAuthorized ? null : 'responder is not authorized for all SingleResponses.';
}

function certificateStatus(): Rule {
  return {
    id: 'getCertificateStatus',
    words: 'The first SingleResponse with our CertID gives the status; times are not looked at.',
    check: 'cert-id-match',
    run: ({ subject: { singles } }) => {
      if (singles.some(({ hash }) => !hashes.has(hash))) {
        return end('X', 'A CertID has a hash that is not known.');
      }
      const found = singles.find((each) => each.isSerial && each.isNameHash && each.isKeyHash);
      if (found === undefined) return end('X', 'isForCertificate is false.');
      const { status } = found.single.certStatus;
      const code: Record<CertStatus, JudgeCode> = { good: 'G', revoked: 'R', unknown: 'U' };
      return end(code[status], `The status is ${status}; the times are the caller’s to judge.`);
    },
  };
}

/** PKI.js 4.0.0. */
export const pkijs4 = createProfile('4.0.0');

/** PKI.js 3.4.0. */
export const pkijs34 = createProfile('3.4.0');
