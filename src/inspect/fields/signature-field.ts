import { notIssued } from '#engine/judge/chain/dead-end.ts';
import { describeLinkFailure } from '#engine/judge/chain/link-text.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { examineIssuance, isSelfIssued } from '#pki/x509/issuance.ts';
import type { Asn1Node, FieldNode } from '#shared/model/inspection.ts';
import { childNamed } from '../asn1/find-node.ts';
import type { FindIssuers } from '../issuer-index.ts';

/** Whether the signature of a certificate verifies with the key of an issuer at hand, itself included. */
export function signatureField(
  root: Asn1Node,
  certificate: Certificate,
  findIssuers: FindIssuers,
): FieldNode {
  const signature = childNamed(root, 'signatureValue');
  return {
    label: 'Signature',
    value: verdictOn(certificate, findIssuers),
    face: 'text',
    range: signature?.range ?? root.range,
    children: [],
  };
}

function verdictOn(certificate: Certificate, findIssuers: FindIssuers): string {
  const own = isSelfIssued(certificate) ? [certificate] : [];
  const candidates = [...own, ...findIssuers(certificate)];
  for (const issuer of candidates) {
    if (examineIssuance(certificate, issuer) !== 'issued') continue;
    return issuer === certificate
      ? 'verifies with its own key: self-signed'
      : `verifies with the key of ${issuer.facts.subjectText}`;
  }
  const [first] = candidates;
  if (first === undefined) return 'not verified: no certificate of its issuer is at hand';
  const failure = notIssued(certificate, first, examineIssuance(certificate, first));
  return failure === null ? 'not verified' : describeLinkFailure(failure);
}
