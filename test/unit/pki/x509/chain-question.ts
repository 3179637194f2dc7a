import { evaluateChain } from '#engine/judge/chain/chain.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { commonNameOf } from '#pki/x509/name.ts';
import type { Purpose } from '#shared/model/chain.ts';
import {
  caConstraints,
  extendedKeyUsage,
  type Forged,
  forge,
  keyUsage,
  noCa,
} from '../../../support/forge-certificate.ts';

/** When chains are judged, unless a test says otherwise. */
export const at = Date.parse('2026-06-01T00:00:00Z');

export const clientAuth = '1.3.6.1.5.5.7.3.2';
export const serverAuth = '1.3.6.1.5.5.7.3.1';
export const anyPurpose = '2.5.29.37.0';

/** The extensions of a CA, and of a client. */
export const ca = [caConstraints(), keyUsage(5, 6)];
export const client = [noCa, keyUsage(0), extendedKeyUsage(clientAuth)];

export const root = forge({ name: 'Root', extensions: ca });
export const issuing = forge({ name: 'Issuing', issuer: root, extensions: ca });
export const leaf = forge({ name: 'Leaf', issuer: issuing, extensions: client });

/** What is asked of `evaluateChain`; the issuing CA was sent and the root is trusted unless it says otherwise. */
export interface Question {
  readonly certificate: Forged;
  readonly sent?: readonly Forged[];
  readonly trusted?: readonly Forged[];
  readonly at?: number;
  readonly purpose?: Purpose;
  readonly smallKeys?: 'warn' | 'fail';
}

/** What `evaluateChain` answers. */
export function evaluate(question: Question) {
  const { certificate, sent = [issuing], trusted = [root], purpose = 'client' } = question;
  return evaluateChain({
    certificate: certificate.certificate,
    intermediates: sent.map((forged) => forged.certificate),
    trustAnchors: trusted.map((forged) => forged.certificate),
    at: question.at ?? at,
    purpose,
    ...(question.smallKeys === undefined ? {} : { smallKeys: question.smallKeys }),
  });
}

/** The path and the issuer by common names, and what came of it. */
export function outcome(question: Question) {
  const { evaluation, path, issuer } = evaluate(question);
  return {
    path: path.map(nameOf).join(' < '),
    issuer: issuer === null ? null : nameOf(issuer),
    failure: evaluation.outcome === 'trusted' ? null : evaluation.failure,
  };
}

/** Why the chain does not hold; null where it does. */
export function failureOf(question: Question) {
  return outcome(question).failure;
}

function nameOf(certificate: Certificate): string {
  return commonNameOf(certificate.subject) ?? '';
}
