import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { ChainAnswer } from './chain/chain.ts';

/** So many anchors above an anchor are kept at most: a store may hold any number of CAs of one name. */
const mostAbove = 16;

/**
 * The trust anchors that a chain's evaluation rests on: the one at the end of its path, the issuer where it was
 * found among them, and the anchors above these. With these alone the same certificates are evaluated to the
 * same end, so no more of a store of hundreds has to be kept with a flow. Our own path ends at the first anchor;
 * programs that accept a self-signed anchor alone go on to those above.
 */
export function anchorsUsedBy(
  { path, issuer }: ChainAnswer,
  trustAnchors: readonly Certificate[],
): readonly Certificate[] {
  const end = path.at(-1);
  const used = new Set(
    trustAnchors.filter(
      (anchor) => isSame(anchor, end) || (issuer !== null && isSame(anchor, issuer)),
    ),
  );
  const most = used.size + mostAbove;
  // A set is walked to its end while it grows: each anchor that is added leads to its own issuers. Names are
  // compared as octets, since this is done for each flow and over a whole store.
  for (const one of used) {
    for (const anchor of trustAnchors) {
      if (used.size >= most) break;
      if (isSameOctets(anchor.subject, one.issuer)) used.add(anchor);
    }
  }
  return trustAnchors.filter((anchor) => used.has(anchor));
}

function isSame(a: Certificate, b: Certificate | undefined): boolean {
  return a === b || (b !== undefined && isSameOctets(a.der, b.der));
}
