import { isIP } from 'node:net';
import { parseEndpoint } from '#engine/ask/tls-endpoint/endpoint-address.ts';
import { visitEndpoint } from '#engine/ask/tls-endpoint/visit-endpoint.ts';
import { lookupWithSystem } from '#engine/ask/transport/resolve-host.ts';
import { transportFailure } from '#engine/judge/reasons.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';

/** What a TLS server sent: its certificates as one PEM bundle in their order, and a stapled OCSP response. */
export interface SentByServer {
  readonly bundle: Uint8Array;
  readonly stapled: Uint8Array | null;
  /** How the connection was, for a remark. */
  readonly about: string;
}

const connectTimeoutMs = 10_000;
const totalTimeoutMs = 20_000;

/** Connects to a TLS server and takes what it sends; nothing of it is judged, and nothing else is sent. */
export async function fetchFromServer(
  command: string,
  endpoint: { readonly address: string; readonly serverName: string | null },
  environment: CliEnvironment,
): Promise<Result<SentByServer, CliError>> {
  const address = parseEndpoint(endpoint.address);
  if (!address.ok) {
    const message = `"${endpoint.address}" cannot be connected to: ${address.error}.`;
    return err(usageError(command, message));
  }
  const { host } = address.value;
  const visited = await visitEndpoint(
    {
      address: address.value,
      serverName: endpoint.serverName ?? (isIP(host) === 0 ? host : null),
      rule: { mode: 'any', addressPolicy: 'any' },
      proxy: null,
      lookup: lookupWithSystem,
      connectTimeoutMs,
      totalTimeoutMs,
      clock: environment.clock,
    },
    environment.signal,
  );
  if (!visited.ok) {
    if (visited.error.code === 'cancelled') return err({ code: 'cancelled' });
    const { message, remedy } = transportFailure(visited.error);
    return err({
      code: 'unavailable',
      message: `${endpoint.address}: there is no TLS server to look at. ${message}`,
      remedy: remedy ?? 'See that host and port are right and that the server runs.',
    });
  }
  const { certificates, stapled, protocol, brokenOff } = visited.value;
  const bundle = certificates.map((der) => encodePem('CERTIFICATE', der)).join('');
  const spoken = brokenOff ?? protocol ?? 'no protocol';
  return ok({
    bundle: new TextEncoder().encode(bundle),
    stapled,
    about: `${endpoint.address}: ${spoken}, ${certificates.length} certificates sent, ${stapled === null ? 'no' : 'a'} stapled OCSP response.`,
  });
}
