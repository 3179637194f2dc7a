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
