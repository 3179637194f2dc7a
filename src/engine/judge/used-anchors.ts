import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { ChainAnswer } from './chain/chain.ts';

/**
 * The trust anchors that a chain's evaluation rests on: the one at the end of its path, and the issuer where it
 * was found among them. With these alone the same certificates are evaluated to the same end, so no more of a
 * store of hundreds has to be kept with a flow.
 */
export function anchorsUsedBy(
  { path, issuer }: ChainAnswer,
  trustAnchors: readonly Certificate[],
): readonly Certificate[] {
  const end = path.at(-1);
  return trustAnchors.filter(
    (anchor) => isSame(anchor, end) || (issuer !== null && isSame(anchor, issuer)),
  );
}

function isSame(a: Certificate, b: Certificate | undefined): boolean {
  return a === b || (b !== undefined && isSameOctets(a.der, b.der));
}
