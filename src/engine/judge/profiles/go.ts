import {
  identifySignatureAlgorithm,
  type SignatureAlgorithm,
} from '#pki/x509/signature-algorithm.ts';
import type { JudgeCode } from '#shared/model/judged-by.ts';
import { end, type Profile, pass, type Rule, skip } from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful, typeIsBasic } from './reading-rules.ts';
import { isSignedByKeyOf, subjectText } from './signers.ts';
import type { IdHash } from './singles.ts';

const hashes: ReadonlySet<IdHash | null> = new Set<IdHash>(['sha1', 'sha256', 'sha384', 'sha512']);

/** Go's `ocsp.ParseResponseForCert`, which leaves times to its caller. */
export const go: Profile = {
  id: 'go-x-crypto',
  name: 'Go ocsp.ParseResponseForCert',
  version: 'x/crypto 0.4.0, Go 1.19.8',
  source: 'golang.org/x/crypto/ocsp/ocsp.go: ParseResponseForCert, CheckSignatureFrom',
  evidence: 'observed',
  settings: [],
  withoutAnswer: () => end('X', 'There is nothing to parse.'),
  rules: [
    responseIsRead(
      { id: 'trailing data in OCSP response', words: 'The octets are one OCSPResponse.' },
      'refused',
    ),
    statusIsSuccessful({ id: 'ResponseError', words: 'The status is Success.' }),
    typeIsBasic({ id: 'bad OCSP response type', words: 'The type is idPKIXOCSPBasic.' }),
    basicIsRead(
      { id: 'basicResponse', words: 'One BasicOCSPResponse of any version, nothing after it.' },
      { trailing: 'refused', version: 'any', reasons: 'any' },
    ),
    {
      id: 'no response matching the supplied certificate',
      words: 'The first SingleResponse with the serial number is the answer.',
      check: 'cert-id-match',
      run: (workings) => {
        const found = workings.subject.singles.find(({ isSerial }) => isSerial);
        if (found === undefined) return end('X', 'No SingleResponse has the serial number.');
        workings.single = found.single;
        return pass('It is there; the hashes of the issuer are not compared.');
      },
    },
    signatureByFirst(),
    signedBelowIssuer(),
    {
      id: 'unsupported critical extension',
      words: 'The SingleResponse has no critical extension.',
      check: 'critical-extensions',
      run: ({ single }) => {
        const critical = single?.extensions.find((extension) => extension.critical);
        return critical === undefined
          ? pass('There is none.')
          : end('X', `Extension ${critical.oid} is critical.`);
      },
    },
    {
      id: 'unsupported issuer hash algorithm',
      words: 'The CertID is hashed with SHA-1, SHA-256, SHA-384 or SHA-512.',
      check: 'cert-id-match',
      run: ({ subject, single }) => {
        const facts = subject.singles.find((each) => each.single === single);
        const hash = facts?.hash ?? null;
        return hashes.has(hash) ? pass(`It is ${hash}.`) : end('X', 'It is another hash.');
      },
    },
    {
      id: 'Response.Status',
      words: 'The status is returned; times are the caller’s to judge.',
      check: 'revocation-time',
      run: ({ single }) => {
        const status = single?.certStatus.status ?? 'unknown';
        const code: Record<typeof status, JudgeCode> = { good: 'G', revoked: 'R', unknown: 'U' };
        return end(code[status], `It returns ${status}, without a look at the times.`);
      },
    },
  ],
};

/** What `getSignatureAlgorithmFromOID` knows: no PSS, no EdDSA; MD5 is known and insecure. */
function isVerifiable({ kind, digest }: SignatureAlgorithm): boolean {
  return (kind === 'rsa-pkcs1' || kind === 'ecdsa') && digest !== 'md5' && digest !== 'sha224';
}

/** The responderID is not looked at: the first embedded certificate signed, else the issuer. */
function signatureByFirst(): Rule {
  return {
    id: 'CheckSignatureFrom',
    words: 'The first embedded certificate signed the response; without one, the issuer did.',
    check: 'signature',
    run: (workings) => {
      const { subject } = workings;
      const [first] = subject.embedded;
      if (first === null) return end('X', 'The first embedded certificate cannot be read.');
      const signer = first ?? subject.issuer;
      if (!isVerifiable(subject.algorithm)) {
        return end('X', `Signatures with ${subject.algorithm.name} are not verified.`);
      }
      workings.signer = signer;
      if (subject.isSignedBy(signer)) return pass(`${subjectText(signer)} signed.`);
      const by = first === undefined ? 'the issuer' : 'the first embedded certificate';
      return end('X', `The signature is not by ${by}, ${subjectText(signer)}.`);
    },
  };
}

function signedBelowIssuer(): Rule {
  return {
    id: 'bad OCSP signature',
    words: "The issuer's key signed the embedded certificate; its dates and purposes do not count.",
    check: 'signer-authorized',
    run: ({ subject }) => {
      const [first] = subject.embedded;
      if (first === undefined || first === null) return skip('There is no embedded certificate.');
      const { digest } = identifySignatureAlgorithm(first.signatureAlgorithm);
      return digest !== 'md5' && isSignedByKeyOf(first, subject.issuer)
        ? pass(`The issuer's key signed ${subjectText(first)}.`)
        : end('X', `The issuer's key did not sign ${subjectText(first)}.`);
    },
  };
}
