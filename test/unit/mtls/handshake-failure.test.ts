import { describe, expect, it } from 'vitest';
import { describeHandshakeFailure, isAboutCertificate } from '#mtls/handshake-failure.ts';
import type { HandshakeFailureCode } from '#shared/model/mtls.ts';

const errorWith = (properties: object) =>
  Object.assign(new Error('as the library says'), properties);

describe('describeHandshakeFailure', () => {
  it.each<[code: string, expected: HandshakeFailureCode]>([
    ['ECONNRESET', 'client-left'],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'timed-out'],
    ['ERR_SSL_HTTP_REQUEST', 'plain-http'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'version-too-old'],
    ['ERR_SSL_NO_SHARED_CIPHER', 'no-common-cipher'],
    ['ERR_SSL_NO_APPLICATION_PROTOCOL', 'no-common-protocol'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'server-not-trusted'],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', 'server-not-trusted'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'client-alert'],
    ['ERR_SSL_WRONG_CURVE', 'key-unsupported'],
    ['ERR_SSL_UNKNOWN_GROUP', 'key-unsupported'],
    ['ERR_SSL_BAD_SIGNATURE', 'possession-not-proven'],
    ['ERR_SSL_WRONG_SIGNATURE_TYPE', 'possession-not-proven'],
    ['ERR_SSL_CANNOT_PARSE_LEAF_CERT', 'certificate-unreadable'],
    ['ERR_SSL_BAD_PACKET_LENGTH', 'failed'],
  ])('says of %s: %s', (code, expected) => {
    const words = describeHandshakeFailure(errorWith({ code }));
    expect(words).toMatchObject({ code: expected, detail: `${code}: as the library says` });
    expect(words.message).toMatch(/^[A-Z].*\.$/);
  });

  it.each(['asn1 encoding routines', 'x509 certificate routines', 'elliptic curve routines'])(
    'blames the certificate for what the %s refuse',
    (library) => {
      const { code } = describeHandshakeFailure(errorWith({ code: 'ERR_SSL_WRONG_TAG', library }));
      expect(code).toBe('certificate-unreadable');
      expect(isAboutCertificate(code)).toBe(true);
    },
  );

  it('blames the certificate for nothing else', () => {
    expect(isAboutCertificate('client-alert')).toBe(false);
    expect(isAboutCertificate('failed')).toBe(false);
  });
});
