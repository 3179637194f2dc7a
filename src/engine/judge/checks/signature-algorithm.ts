import type { AlgorithmIdentifier, Certificate } from '#pki/x509/certificate.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { CheckPolicy } from '#shared/model/policy.ts';
import { assertNever } from '#shared/model/result.ts';
import { judgeKey } from '../chain/strength.ts';
import type { Check, CheckContext } from './check.ts';
import type { Signer } from './find-signer.ts';
import { type CheckFinding, fail, noBasicResponse, pass, warn } from './finding.ts';

/** Worse stands later. */
type Strength = 'strong' | 'sha1' | 'refused' | 'unknown';

function run({ basic, signer: search, issuer, policy }: CheckContext): CheckFinding {
  if (basic === null) return noBasicResponse;
  const signer = search?.signer ?? null;
  const own = judge(basic.signatureAlgorithm, 'The response', policy.sha1Signatures);
  const findings = [own, ...(signer === null ? [] : findSmallKey(signer.certificate, policy))];
  const delegate = delegateOf(signer);
  if (delegate !== null) {
    const who = `The certificate of the delegated signer ${delegate.facts.subjectText}`;
    findings.push(judge(delegate.signatureAlgorithm, who, policy.sha1Signatures));
    findings.push(...findSmallKey(issuer, policy));
  }
  return worstOf(findings, own);
}

function worstOf(findings: readonly CheckFinding[], own: CheckFinding): CheckFinding {
  const failed = findings.find(({ outcome }) => outcome === 'fail');
  return failed ?? findings.find(({ outcome }) => outcome === 'warn') ?? own;
}

/** Nothing where the key is large enough. */
function findSmallKey(
  certificate: Certificate,
  { smallKeys }: Pick<CheckPolicy, 'smallKeys'>,
): readonly CheckFinding[] {
  const { strength, what: key } = judgeKey(certificate);
  if (strength !== 'broken' && strength !== 'small') return [];
  const evidence = { key, smallKeys };
  const whose = `The key of ${certificate.facts.subjectText} is ${key}`;
  if (strength === 'small' && smallKeys === 'warn') {
    return [warn(`${whose}, which is smaller than is usual today.`, evidence)];
  }
  const why = strength === 'broken' ? 'which can be broken' : 'and the policy refuses small keys';
  return [
    fail({
      code: 'key-too-small',
      message: `${whose}, ${why}.`,
      remedy: 'Let the responder sign with a key of at least RSA 2048 or P-224.',
      evidence,
    }),
  ];
}

/** Where a delegate signed, the verdict rests on the signature on its certificate as much. */
function delegateOf(signer: Signer | null) {
  return signer?.authority.path === 'delegated' ? signer.certificate : null;
}

function judge(
  identifier: AlgorithmIdentifier,
  what: string,
  sha1Signatures: 'warn' | 'fail',
): CheckFinding {
  const algorithm = identifySignatureAlgorithm(identifier);
  const evidence = { algorithm: algorithm.name, oid: identifier.oid, sha1Signatures };
  const signed = `${what} is signed with ${algorithm.name}`;
  const strength = strengthOf(algorithm);
  switch (strength) {
    case 'strong':
      return pass(`${signed}.`, evidence);
    case 'sha1':
      return sha1Signatures === 'warn'
        ? warn(`${signed}; SHA-1 signatures can be forged with effort.`, evidence)
        : fail({
            code: 'signature-algorithm-refused',
            message: `${signed}, and the policy refuses SHA-1 signatures.`,
            remedy: 'Let the responder sign with SHA-256, or let the policy only warn of SHA-1.',
            evidence,
          });
    case 'refused':
      return fail({
        code: 'signature-algorithm-refused',
        message: `${signed}, which can be forged.`,
        remedy: 'Let the responder sign with SHA-256.',
        evidence,
      });
    case 'unknown':
      return fail({
        code: 'unsupported-algorithm',
        message: `${signed}, which is not an algorithm that can be verified here.`,
        remedy: 'Let the responder sign with RSA, ECDSA or Ed25519.',
        evidence,
      });
    default:
      return assertNever(strength);
  }
}

function strengthOf({ kind, digest }: ReturnType<typeof identifySignatureAlgorithm>): Strength {
  if (kind === 'unknown') return 'unknown';
  if (digest === 'md5') return 'refused';
  return digest === 'sha1' ? 'sha1' : 'strong';
}

/** The signature rests on a hash that cannot be forged, and on a key that cannot be broken. */
export const signatureAlgorithmCheck: Check = {
  id: 'signature-algorithm',
  title: 'Signature algorithm is strong',
  citation: 'Local policy',
  rule: "MD5 and unknown algorithms fail; SHA-1 is a warning, or a failure if so set. For a delegated signer the signature on its certificate counts as well as the response's. Keys below RSA 2048 or EC 224 bits are a warning, or a failure if so set; RSA below 1024 bits fails.",
  failureCodes: ['signature-algorithm-refused', 'key-too-small', 'unsupported-algorithm'],
  run,
};
