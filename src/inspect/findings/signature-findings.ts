import type { AlgorithmIdentifier } from '#pki/x509/certificate.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature.ts';
import type { Finding } from '#shared/model/finding.ts';
import { error, warning } from './finding.ts';

/** What is to be said of the algorithm of a signature; `what` is the object that it is on. */
export function signatureFindings(
  what: string,
  algorithm: AlgorithmIdentifier,
): readonly Finding[] {
  const { kind, name, digest } = identifySignatureAlgorithm(algorithm);
  if (kind === 'unknown') {
    return [warning(`The signature of ${what} uses ${name}, which is not verified here.`, null)];
  }
  if (digest === 'md5') {
    return [
      error(`${what} is signed with ${name}: MD5 signatures can be forged.`, 'RFC 6151 §2.1'),
    ];
  }
  if (digest === 'sha1') {
    const message = `${what} is signed with ${name}: collisions of SHA-1 can be made.`;
    return [warning(message, 'local policy')];
  }
  return [];
}
