import { constants } from 'node:crypto';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Certificate } from '#pki/x509/certificate.ts';
import { encodePem } from '#pki/x509/pem.ts';
import type { MtlsError } from '#shared/model/mtls.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { createNameCarrier } from './name-carrier.ts';
import type { ServerIdentity } from './server-identity.ts';
import { signatureAlgorithms } from './signature-algorithms.ts';

/**
 * Suites with forward secrecy and authenticated encryption alone: what RFC 9325 §4.2 recommends, no CBC. Node
 * takes both versions' suites in one list; without names of TLS 1.3 it would turn that off.
 */
const cipherSuites = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

/**
 * TLS 1.2 and 1.3 with the server's certificate and the names of the trusted CAs. Renegotiation is off: with it
 * a client could change its certificate in the middle of a connection (BoringSSL never renegotiates).
 */
export function secureContextOptions(
  identity: ServerIdentity,
  authorities: readonly Certificate[],
): Result<SecureContextOptions, MtlsError> {
  const carriers = authorities.map((authority) =>
    encodePem('CERTIFICATE', createNameCarrier(authority)),
  );
  const options: SecureContextOptions = {
    cert: identity.certificatePem,
    key: identity.privateKeyPem,
    ca: [...new Set(carriers)],
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    sigalgs: signatureAlgorithms().list,
    ciphers: cipherSuites,
    honorCipherOrder: true,
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  };
  try {
    createSecureContext(options);
    return ok(options);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ code: 'identity-unusable', detail });
  }
}
