import { rootCertificates } from 'node:tls';
import { lookupWithSystem, resolveHost } from '#engine/ask/transport/resolve-host.ts';
import { transportFailure } from '#engine/judge/reasons.ts';
import { authenticateAsClient } from '#mtls/client/authenticate-as-client.ts';
import type { ClientIdentity } from '#mtls/client/client-options.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { encodePem } from '#pki/x509/pem.ts';
import type { ClientReport } from '#shared/model/mtls.ts';
import type { NetworkMode } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';

const timeoutMs = 20_000;

/** Presents an own certificate to somebody else's server, and reports what the client sees. */
export async function visitElsewhere(
  identity: ClientIdentity,
  {
    url,
    network,
    trusted,
    clock,
    signal,
  }: {
    readonly url: string;
    readonly network: NetworkMode;
    /** CAs that the server may lead to besides those of the machine. */
    readonly trusted: readonly Certificate[];
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
): Promise<Result<ClientReport, WorkbenchError>> {
  const target = readUrl(url);
  if (target === null) return err({ code: 'url-refused', url });
  // The address that was allowed is the one that is connected to: a name is not asked for twice.
  const rule = { mode: network, addressPolicy: 'any' } as const;
  const resolved = await resolveHost(target.host, rule, lookupWithSystem);
  if (!resolved.ok) {
    const { message, remedy } = transportFailure(resolved.error);
    return ok(failed(url, { code: 'connection-failed', message, remedy }));
  }
  // Who cancelled while the name was looked up presents nothing any more.
  if (signal.aborted) return ok(failed(url, cancelled));
  const { report } = await authenticateAsClient({
    ...target,
    address: resolved.value.addresses[0] ?? target.host,
    identity,
    trustedPem: [
      ...rootCertificates,
      ...trusted.map(({ der }) => encodePem('CERTIFICATE', der)),
    ].join('\n'),
    protocol: 'any',
    session: null,
    timeoutMs,
    clock,
    onConnected: (socket) => {
      const hangUp = () => socket.destroy();
      if (signal.aborted) hangUp();
      signal.addEventListener('abort', hangUp, { once: true });
      socket.once('close', () => signal.removeEventListener('abort', hangUp));
    },
  });
  if (!signal.aborted) return ok({ ...report, url });
  return ok({ ...report, url, response: null, failure: cancelled });
}

const cancelled = { code: 'cancelled', message: 'You cancelled it.', remedy: null } as const;

/** Where an https URL leads; null for anything else. */
function readUrl(
  text: string,
): { readonly host: string; readonly port: number; readonly path: string } | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, pathname, search, username } = new URL(text);
  if (protocol !== 'https:' || hostname === '' || username !== '') return null;
  const host = hostname.replace(/^\[|\]$/g, '');
  return { host, port: port === '' ? 443 : Number(port), path: `${pathname}${search}` };
}

function failed(url: string, failure: ClientReport['failure']): ClientReport {
  const timings = { connected: null, secured: null, firstByte: null, total: 0 };
  return { url, tls: null, response: null, failure, timings };
}
