import type { CheckId } from '../model/verdict.ts';

/** A word of the trade as a person who never met it needs it explained. */
export interface Term {
  readonly term: string;
  /** Two sentences at most. */
  readonly text: string;
  /** Where it is defined; null for words of our own. */
  readonly citation: string | null;
}

/** The words that the window uses, each with what it means. */
export const terms = {
  ocsp: {
    term: 'OCSP',
    text: 'Online Certificate Status Protocol: a server asks a responder whether one certificate, named by its serial number, is still good.',
    citation: 'RFC 6960 §2',
  },
  responder: {
    term: 'responder',
    text: 'The server that answers OCSP requests for a CA. Its answers are signed, so that they can be carried over plain HTTP.',
    citation: 'RFC 6960 §2.2',
  },
  aia: {
    term: 'AIA',
    text: "Authority Information Access: the extension of a certificate that names its CA's responder. Where it names several, only the first is asked unless the policy says otherwise.",
    citation: 'RFC 5280 §4.2.2.1',
  },
  'responder-uri': {
    term: 'responder URI',
    text: "The address that is asked. The configured one comes first; without one it is the first OCSP URI of the certificate's AIA.",
    citation: 'RFC 6960 §3.1',
  },
  'responder-certificate': {
    term: 'responder certificate',
    text: 'The certificate whose key signs the answers. Configured here, it is trusted as it is; else the issuing CA or its delegate has to sign.',
    citation: 'RFC 6960 §4.2.2.2',
  },
  delegate: {
    term: 'delegate',
    text: 'A certificate to which the CA itself gave the right to answer for it: issued directly by that CA, with the purpose id-kp-OCSPSigning.',
    citation: 'RFC 6960 §4.2.2.2',
  },
  nocheck: {
    term: 'nocheck',
    text: 'An extension by which the CA says that a delegate need not be checked for revocation itself, for as long as it is valid.',
    citation: 'RFC 6960 §4.2.2.2.1',
  },
  'cert-id': {
    term: 'CertID',
    text: "How a request names a certificate: hashes of the issuer's name and key, and the serial number. The answer has to name the same one.",
    citation: 'RFC 6960 §4.1.1',
  },
  'responder-id': {
    term: 'responderID',
    text: 'Who says to have signed the answer: by the name in the certificate, or by the SHA-1 of its key.',
    citation: 'RFC 6960 §4.2.1',
  },
  nonce: {
    term: 'nonce',
    text: 'Random octets in the request that a fresh answer repeats. An old answer cannot be passed off as new where it is required; many responders leave it out.',
    citation: 'RFC 9654 §2.1',
  },
  'this-update': {
    term: 'thisUpdate',
    text: 'The moment at which the status in the answer was known to be right.',
    citation: 'RFC 6960 §2.4',
  },
  'next-update': {
    term: 'nextUpdate',
    text: 'The moment by which newer information will be there. An answer past it is stale; without it, newer information is there at any time.',
    citation: 'RFC 6960 §2.4',
  },
  'produced-at': {
    term: 'producedAt',
    text: 'The moment at which the responder signed the answer.',
    citation: 'RFC 6960 §2.4',
  },
  skew: {
    term: 'clock skew',
    text: 'How far the clocks of server and responder may differ before a time in the answer counts as wrong.',
    citation: null,
  },
  'max-age': {
    term: 'maximum age',
    text: 'The oldest thisUpdate that is accepted, whatever nextUpdate says.',
    citation: 'RFC 6960 §3.2 item 5',
  },
  good: {
    term: 'good',
    text: "The responder's word: no certificate with this serial number is revoked. The client is admitted.",
    citation: 'RFC 6960 §2.2',
  },
  revoked: {
    term: 'revoked',
    text: "The responder's word: the CA has withdrawn the certificate, for good or on hold. The client is denied, whatever the fallback says.",
    citation: 'RFC 6960 §2.2',
  },
  unknown: {
    term: 'unknown',
    text: "The responder's own word: it does not know this certificate. The fallback decides.",
    citation: 'RFC 6960 §2.2',
  },
  indeterminate: {
    term: 'indeterminate',
    text: 'Our word: there is no answer that can be trusted — none came, or a check failed. It is not what a responder said; the fallback decides.',
    citation: null,
  },
  fallback: {
    term: 'fallback',
    text: 'What happens when the status is unknown, or no answer can be trusted: allow lets the client in (fail open), block keeps it out (fail closed). It never touches a validated "revoked".',
    citation: null,
  },
  cache: {
    term: 'cache',
    text: 'Validated answers are kept for 30 to 60 minutes and never past their nextUpdate. Until then a certificate that is revoked meanwhile is still admitted.',
    citation: null,
  },
  'hold-past-next-update': {
    term: 'hold',
    text: 'An answer is kept for the minimum even where its nextUpdate comes earlier. Every decision that rests on it says so.',
    citation: null,
  },
  chain: {
    term: 'chain',
    text: "The certificates that lead from the client's to a trusted CA, each signed by the next. It has to hold before OCSP is asked.",
    citation: 'RFC 5280 §6.1',
  },
  'trust-anchor': {
    term: 'trusted CA',
    text: 'A CA that the person named as trusted. Nothing that a client sends is ever trusted by itself.',
    citation: 'RFC 5280 §6.1.1 (d)',
  },
  mtls: {
    term: 'mTLS',
    text: 'TLS in which the client shows a certificate as well, and proves that it holds the key.',
    citation: 'RFC 8446 §4.3.2',
  },
  'must-staple': {
    term: 'must-staple',
    text: 'An extension by which a certificate asks that an OCSP answer comes with it in the TLS handshake.',
    citation: 'RFC 7633 §4',
  },
  stapling: {
    term: 'stapling',
    text: 'A TLS server sends the OCSP answer about its own certificate along, so that clients need not ask. It is about servers, not about the clients that are judged here.',
    citation: 'RFC 6066 §8',
  },
  'critical-extension': {
    term: 'critical extension',
    text: 'An extension that must be understood by whoever uses the message; one that is not makes it unusable.',
    citation: 'RFC 5280 §4.2',
  },
  hold: {
    term: 'certificateHold',
    text: 'A revocation that can be taken back: the certificate is suspended.',
    citation: 'RFC 5280 §5.3.1',
  },
  'address-policy': {
    term: 'address policy',
    text: 'Where a URI that comes from a certificate may lead. It keeps a client from making the server ask machines inside of a network.',
    citation: null,
  },
  resumption: {
    term: 'resumption',
    text: 'A TLS session that goes on without a new handshake. Many servers do not ask OCSP again for it; this one does.',
    citation: 'RFC 8446 §2.2',
  },
} as const satisfies Readonly<Record<string, Term>>;

export type TermId = keyof typeof terms;

function isTermId(text: string): text is TermId {
  return text in terms;
}

/** All words in the order of the alphabet. */
export const termIds: readonly TermId[] = Object.keys(terms)
  .filter(isTermId)
  .toSorted((a, b) => terms[a].term.localeCompare(terms[b].term, 'en'));

const termsByCheck: Readonly<Partial<Record<CheckId, readonly TermId[]>>> = {
  'response-status': ['responder'],
  'response-type': ['ocsp'],
  'cert-id-match': ['cert-id'],
  'signer-identified': ['responder-id', 'responder-certificate'],
  'signer-authorized': ['delegate', 'responder-certificate'],
  'signer-validity': ['delegate'],
  'signer-revocation': ['nocheck', 'delegate'],
  'produced-at': ['produced-at', 'skew'],
  'this-update': ['this-update', 'skew'],
  'next-update': ['next-update', 'skew'],
  'max-age': ['max-age', 'this-update'],
  nonce: ['nonce'],
  'critical-extensions': ['critical-extension'],
  'conflicting-responses': ['revoked', 'unknown', 'good'],
  'revocation-time': ['revoked', 'hold'],
};

/** The words that one needs to understand a check. */
export function termsOfCheck(check: CheckId): readonly TermId[] {
  return termsByCheck[check] ?? [];
}
