import { isSelfIssued } from '#pki/x509/issuance.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import type { PathLink } from './rule.ts';

/** pathLenConstraint (RFC 5280 §4.2.1.9): CAs between this one and the end certificate, self-issued ones not counted. */
export function checkPathLength({ certificate, depth, path }: PathLink): ChainFailure | null {
  const { basicConstraints } = certificate.facts.extensions;
  const pathLen = basicConstraints.ok ? (basicConstraints.value?.pathLen ?? null) : null;
  if (pathLen === null || depth < 2) return null;
  const counted = path.slice(1, depth).filter((below) => !isSelfIssued(below)).length;
  if (counted <= pathLen) return null;
  return { code: 'path-too-long', subject: certificate.facts.subjectText, pathLen };
}
