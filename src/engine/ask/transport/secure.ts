import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, rootCertificates, type TLSSocket } from 'node:tls';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { TransportError } from '#shared/model/transport.ts';

const words = new Map([
  ['CERT_HAS_EXPIRED', "the server's certificate has expired"],
  ['CERT_NOT_YET_VALID', "the server's certificate is not valid yet"],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', "the server's certificate is self-signed and not trusted"],
  ['SELF_SIGNED_CERT_IN_CHAIN', "the server's certificate leads to a CA that is not trusted"],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', "the issuer of the server's certificate is not known"],
  ['UNABLE_TO_GET_ISSUER_CERT', "the issuer of the server's certificate is not known"],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', "the issuer of the server's certificate is not known"],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "the server's certificate is for another name"],
  ['HOSTNAME_MISMATCH', "the server's certificate is for another name"],
  ['INVALID_PURPOSE', "the server's certificate is not meant for servers"],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'the server does not speak TLS on this port'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'no TLS version is supported by both sides'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'no TLS version is supported by both sides'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'the server refused the handshake'],
  ['ECONNRESET', 'the server closed the connection during the handshake'],
  ['EPIPE', 'the server closed the connection during the handshake'],
]);

/**
 * Makes a connection secure: the server must prove to be `host` to a CA of Node's or of `extraTrust` (PEM).
 *
 * What could be turned off from outside is asked for by name: NODE_TLS_REJECT_UNAUTHORIZED disables nothing, and
 * NODE_OPTIONS lowers no version. NODE_EXTRA_CA_CERTS adds CAs as for every Node program, and does no more: that
 * is how the CA of a company is named.
 */
export function secure(
  socket: Socket,
  { host, extraTrust }: { readonly host: string; readonly extraTrust: readonly string[] },
  signal: AbortSignal,
): Promise<Result<TLSSocket, TransportError>> {
  return new Promise((resolve) => {
    const secured = connect({
      socket,
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(extraTrust.length === 0 ? {} : { ca: [...rootCertificates, ...extraTrust] }),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
      checkServerIdentity,
      minVersion: 'TLSv1.2',
    });
    const settle = (result: Result<TLSSocket, TransportError>) => {
      signal.removeEventListener('abort', abandon);
      if (!result.ok) {
        secured.destroy();
        socket.destroy();
      }
      resolve(result);
    };
    const abandon = () => settle(err({ code: 'cancelled' }));
    signal.addEventListener('abort', abandon);
    secured.on('error', (error) => {
      settle(err({ code: 'tls-failed', host, detail: describeTlsError(error) }));
    });
    secured.once('secureConnect', () => settle(ok(secured)));
    if (signal.aborted) abandon();
  });
}

/** Why a TLS handshake failed, in words. */
export function describeTlsError(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = words.get(code);
  if (known !== undefined) return known;
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : null;
  return (reason ?? error.message).trim();
}
