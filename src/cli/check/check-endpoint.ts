import { randomUUID, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { judgeSaved } from '#engine/ask/judge-saved.ts';
import { type EndpointRecord, visitEndpoint } from '#engine/ask/tls-endpoint/visit-endpoint.ts';
import { isLoopbackHost } from '#engine/ask/transport/network-rule.ts';
import { parseProxy } from '#engine/ask/transport/proxy.ts';
import { lookupWithSystem } from '#engine/ask/transport/resolve-host.ts';
import { transportFailure } from '#engine/judge/reasons.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { TransportError } from '#shared/model/transport.ts';
import { type CliError, unreadable } from '../cli-error.ts';
import { evidenceFrom } from '../inputs/evidence.ts';
import { type PresentedFiles, presentCertificate } from '../inputs/presentation.ts';
import { concludeVerdict, type Verdict } from '../report/verdict.ts';
import { askAbout, type CheckContext } from './check-target.ts';
import type { Checked } from './checked.ts';
import type { Target } from './targets.ts';

type EndpointTarget = Extract<Target, { readonly kind: 'endpoint' }>;

/** Checks the certificate of a TLS server: what it sends, what its stapled response is worth, what the responder says. */
export async function checkEndpoint(
  target: EndpointTarget,
  context: CheckContext,
): Promise<Result<Checked, CliError>> {
  const visited = await visit(target, context);
  if (!visited.ok) return visited;
  const record = visited.value;
  const presented = presentSent(target.name, record, context);
  if (!presented.ok) return presented;
  const asked = await askAbout(presented.value, context);
  if (!asked.ok) return asked;
  const staple =
    record.stapled === null ? null : judgeStaple(record.stapled, presented.value, context);
  const isNamed = isFor(record, target.address.host);
  return ok({ ...asked.value, sent: { record, staple, isNamed } });
}

/** Whether the certificate is for the name that was asked for, or for the address (RFC 9525). */
function isFor({ certificates, serverName }: EndpointRecord, host: string): boolean {
  const [der] = certificates;
  if (der === undefined) return false;
  const certificate = new X509Certificate(der);
  const name = serverName ?? host;
  return (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;
}

async function visit(
  { name, address }: EndpointTarget,
  { plan, environment }: CheckContext,
): Promise<Result<EndpointRecord, CliError>> {
  const { network, policy, serverName } = plan;
  const proxy = proxyFor(address, plan);
  if (!proxy.ok) return err(unreachable(name, proxy.error));
  const visited = await visitEndpoint(
    {
      address,
      serverName: serverName ?? (isIP(address.host) === 0 ? address.host : null),
      rule: { mode: network.network, addressPolicy: 'any' },
      proxy: proxy.value,
      lookup: lookupWithSystem,
      connectTimeoutMs: policy.connectTimeoutMs,
      totalTimeoutMs: policy.totalTimeoutMs,
      clock: environment.clock,
    },
    environment.signal,
  );
  return visited.ok ? visited : err(unreachable(name, visited.error));
}

function proxyFor({ host, port }: EndpointTarget['address'], { network }: CheckContext['plan']) {
  const url = new URL(`https://${isIP(host) === 6 ? `[${host}]` : host}:${port}/`);
  const setting = network.proxy({ url, host, port, security: 'tls' });
  return setting === null || isLoopbackHost(host) ? ok(null) : parseProxy(setting);
}

function unreachable(name: string, error: TransportError): CliError {
  if (error.code === 'cancelled') return { code: 'cancelled' };
  const { message, remedy } = transportFailure(error);
  return {
    code: 'unavailable',
    message: `${name}: there is no TLS server to look at. ${message}`,
    remedy: remedy ?? 'See that host and port are right and that the server runs.',
  };
}

function presentSent(
  name: string,
  { certificates }: EndpointRecord,
  { presentation }: CheckContext,
): Result<PresentedFiles, CliError> {
  const decoded: Certificate[] = [];
  for (const [at, der] of certificates.entries()) {
    const certificate = decodeCertificate(der);
    if (certificate.ok) decoded.push(certificate.value);
    else if (at === 0) return err(unreadable(name, certificate.error));
  }
  const [certificate, ...beside] = decoded;
  if (certificate === undefined) {
    const message = 'The server sent no certificate.';
    return err(unreadable(name, { message, offset: null, path: null }));
  }
  const { command, trust } = presentation;
  const asServer = { command, trust: { ...trust, purpose: trust.purposeOfServers } };
  return presentCertificate(certificate, beside, asServer);
}

function judgeStaple(
  response: Uint8Array,
  presented: PresentedFiles,
  { plan, asker }: CheckContext,
): Verdict {
  const events: FlowEvent[] = [];
  const at = asker.clock.now();
  // A stapled response was fetched by the server: it answers no nonce of ours.
  const policy = { ...plan.policy, nonce: 'omit' } as const;
  const evidence = evidenceFrom(presented, { request: null, http: null, response });
  const outcome = judgeSaved(
    { evidence, policy, at },
    { clock: asker.clock, emit: (event) => events.push(event) },
  );
  const source = 'saved-response' as const;
  return concludeVerdict({ id: randomUUID(), source, startedAt: at, policy, events, outcome }, at);
}
