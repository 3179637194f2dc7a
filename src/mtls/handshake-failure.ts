import type { HandshakeFailure, HandshakeFailureCode } from '#shared/model/mtls.ts';
import { limits } from './limits.ts';

/** What is said of a handshake that failed. */
export type FailureWords = Pick<HandshakeFailure, 'code' | 'message' | 'remedy' | 'detail'>;

interface Rule {
  readonly code: HandshakeFailureCode;
  /** Of `error.code`; Node makes it from the reason that the TLS library gives. */
  readonly pattern: RegExp;
  readonly message: string;
  readonly remedy: string | null;
}

const unreadable = {
  message: "This runtime's TLS cannot read the client's certificate.",
  remedy: null,
} as const;

/** First match wins. OpenSSL and BoringSSL give different reasons for the same thing. */
const rules: readonly Rule[] = [
  {
    code: 'client-left',
    pattern: /^(?:ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/,
    message: 'The client went away before the handshake was complete.',
    remedy: null,
  },
  {
    code: 'timed-out',
    pattern: /^(?:ERR_TLS_HANDSHAKE_TIMEOUT|ETIMEDOUT)$/,
    message: `The client did not complete the handshake within ${limits.handshakeMs / 1_000} s, the limit of this server.`,
    remedy: null,
  },
  {
    code: 'plain-http',
    pattern: /^ERR_SSL_HTTP(?:S_PROXY)?_REQUEST$/,
    message: 'The client spoke plain HTTP.',
    remedy: 'Use https:// in its URL.',
  },
  {
    code: 'not-tls',
    pattern: /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNEXPECTED_RECORD)$/,
    message: 'The client spoke something that is not TLS.',
    remedy: 'Only HTTPS is served here.',
  },
  {
    code: 'version-too-old',
    pattern: /^ERR_SSL_(?:UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|UNKNOWN_PROTOCOL)$/,
    message: 'The client offered no version of TLS that is accepted here.',
    remedy: 'TLS 1.2 and TLS 1.3 are accepted.',
  },
  {
    code: 'no-common-cipher',
    pattern: /^ERR_SSL_(?:NO_SHARED_CIPHER|NO_CIPHERS_AVAILABLE|NO_SHARED_GROUP|NO_SUITABLE_\w+)$/,
    message: 'Client and server have no cipher suite or key exchange in common.',
    remedy:
      'Allow the client TLS 1.3, or in TLS 1.2 suites with ECDHE and GCM or ChaCha20; CBC is off here.',
  },
  {
    code: 'no-common-protocol',
    pattern: /^ERR_SSL_NO_APPLICATION_PROTOCOL$/,
    message: 'The client did not offer HTTP/1.1 (ALPN).',
    remedy: 'Let it speak HTTP/1.1: only that is served here.',
  },
  {
    code: 'server-not-trusted',
    pattern:
      /_ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_(?:UNKNOWN|EXPIRED|REVOKED)|UNSUPPORTED_CERTIFICATE)$/,
    message: 'The client does not trust the certificate of this server and ended the handshake.',
    remedy: "Let the client trust the server's CA, as curl does with --cacert.",
  },
  {
    code: 'client-alert',
    pattern: /_ALERT_/,
    message: 'The client ended the handshake with an alert.',
    remedy: null,
  },
  {
    code: 'possession-not-proven',
    pattern: /^ERR_SSL_(?:BAD_SIGNATURE|WRONG_SIGNATURE_(?:TYPE|LENGTH|SIZE))$/,
    message:
      'The client did not prove that it has the private key of its certificate (CertificateVerify).',
    remedy: 'Give the client the private key that belongs to its certificate.',
  },
  {
    code: 'key-unsupported',
    pattern:
      /^ERR_SSL_(?:WRONG_CURVE|UNKNOWN_GROUP|(?:UN\w+_)?(?:UNSUPPORTED|UNKNOWN|WRONG)_(?:CERTIFICATE_TYPE|ALGORITHM|SIGNATURE_ALGORITHM|ELLIPTIC_CURVE)|EE_KEY_TOO_SMALL)$/,
    message: "This runtime's TLS cannot use the key of the client's certificate.",
    remedy: 'Present a certificate with an RSA, ECDSA P-256 or P-384 key.',
  },
  {
    code: 'certificate-too-large',
    pattern: /^ERR_SSL_EXCESSIVE_MESSAGE_SIZE$/,
    message: "The client's certificates are larger than the 100 KiB that TLS takes here.",
    remedy: 'Present a smaller certificate, or fewer with it.',
  },
  {
    code: 'certificate-unreadable',
    pattern: /^ERR_SSL_(?:CANNOT_PARSE_LEAF_CERT|CERT_LENGTH_MISMATCH)$/,
    ...unreadable,
  },
];

const ticketTooLarge = {
  code: 'certificate-too-large',
  message:
    "The client's certificate does not fit into a session ticket, which has 64 KiB: TLS gives up over that here.",
  remedy: 'Present a smaller certificate.',
} as const;

/**
 * OpenSSL writes the client's certificate into the session ticket, and fails where that becomes too long: in
 * TLS 1.2 within the handshake, in TLS 1.3 right after it.
 */
export function isTicketTooLarge(error: Error): boolean {
  return /:construct_stateless_ticket:/.test(error.message);
}

/** Says in words why a handshake failed. */
export function describeHandshakeFailure(error: Error): FailureWords {
  const reason = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const detail = reason === '' ? error.message.trim() : `${reason}: ${error.message.trim()}`;
  const rule = isTicketTooLarge(error)
    ? ticketTooLarge
    : (rules.find(({ pattern }) => pattern.test(reason)) ?? ruleByLibrary(error));
  return { code: rule.code, message: rule.message, remedy: rule.remedy, detail };
}

/** Which part of the TLS library gave up: in a server's handshake, only the client's certificate has ASN.1 in it. */
function ruleByLibrary(error: Error): Omit<Rule, 'pattern'> {
  const library = 'library' in error && typeof error.library === 'string' ? error.library : '';
  return /asn1|x509|elliptic curve|public key|decoder/i.test(library)
    ? { code: 'certificate-unreadable', ...unreadable }
    : { code: 'failed', message: 'The TLS handshake failed.', remedy: null };
}

/** Failures for which the client's own certificate or key is the cause: they deny it authentication. */
export function isAboutCertificate(code: HandshakeFailureCode): boolean {
  return (
    code === 'key-unsupported' ||
    code === 'possession-not-proven' ||
    code === 'certificate-too-large' ||
    code === 'certificate-unreadable'
  );
}
