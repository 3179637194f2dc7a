import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { Check, CheckContext } from './check.ts';
import { type CheckFinding, fail, noBasicResponse, noSigner, pass } from './finding.ts';

function run({ basic, signer: search }: CheckContext): CheckFinding {
  if (basic === null || search === null) return noBasicResponse;
  if (search.signer === null) return noSigner;
  const { certificate, signature } = search.signer;
  const signer = certificate.facts.subjectText;
  const { name: algorithm } = identifySignatureAlgorithm(basic.signatureAlgorithm);
  const evidence = { signer, algorithm };
  if (signature === 'valid') {
    return pass(`The signature (${algorithm}) verifies with the key of ${signer}.`, evidence);
  }
  if (signature !== 'invalid' && signature.code === 'key-unreadable') {
    return fail({
      code: 'signer-key-unreadable',
      message: `The signature cannot be verified, as the key of ${signer} cannot be read: ${signature.detail}.`,
      remedy: 'Issue the certificate of the signer anew, with its key encoded as its RFC wants it.',
      evidence: { ...evidence, detail: signature.detail },
    });
  }
  if (signature !== 'invalid') {
    return fail({
      code: 'unsupported-algorithm',
      message: `The signature uses ${signature.algorithm}, which is not verified here.`,
      remedy: 'Let the responder sign with RSA, ECDSA or Ed25519.',
      evidence,
    });
  }
  const others = search.tried - 1;
  const nor = others === 0 ? '' : `, nor with that of ${others} more that bear its name`;
  return fail({
    code: 'signature-invalid',
    message: `The signature (${algorithm}) does not verify with the key of ${signer}${nor}: the response was changed, or somebody else signed it.`,
    remedy: 'Do not trust this answer. Ask the responder again over another path.',
    evidence,
  });
}

/** The response is what the signer signed. */
export const signatureCheck: Check = {
  id: 'signature',
  title: 'Signature verifies',
  citation: 'RFC 6960 §3.2 item 2',
  rule: "The signature over the exact octets of tbsResponseData verifies with that signer's key.",
  failureCodes: ['signature-invalid', 'unsupported-algorithm', 'signer-key-unreadable'],
  run,
};
