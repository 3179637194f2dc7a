import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { judgeSaved } from '#engine/ask/judge-saved.ts';
import { type EndpointAddress, parseEndpoint } from '#engine/ask/tls-endpoint/endpoint-address.ts';
import { type EndpointRecord, visitEndpoint } from '#engine/ask/tls-endpoint/visit-endpoint.ts';
import { isLoopbackHost } from '#engine/ask/transport/network-rule.ts';
import { parseProxy } from '#engine/ask/transport/proxy.ts';
import { lookupWithSystem } from '#engine/ask/transport/resolve-host.ts';
import { evaluateChain } from '#engine/judge/chain/chain.ts';
import type { Evidence } from '#engine/judge/evidence.ts';
import { chainFailure, transportFailure } from '#engine/judge/reasons.ts';
import { savedAnswer } from '#engine/judge/saved-answer.ts';
import { maxInputBytes, openInput } from '#inspect/load-objects.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import { outcomeWords } from '#shared/flow/describe-row.ts';
import type { NetworkMode, Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { NamedCertificate, ServerAddress, ServerReport } from '#shared/model/server-report.ts';
import type { WorkbenchError } from '../error.ts';
import type { Flows } from '../flows.ts';
import type { LoadedCertificates } from './loaded-certificates.ts';
import type { OpenObjects } from './open-objects.ts';
import { systemRoots } from './system-roots.ts';

const connectTimeoutMs = 10_000;
const totalTimeoutMs = 20_000;

/** What a visit to a server is made with. */
export interface ServerVisitParts {
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
  readonly flows: Flows;
  readonly policy: () => Policy;
  readonly network: () => { readonly network: NetworkMode; readonly proxy: string | null };
  /** The application's time. */
  readonly clock: Clock;
  readonly realClock: Clock;
}

/**
 * Connects to a TLS server, takes what it sends into the list, and judges it: the chain as it can be built, and
 * the OCSP response that was stapled. Nothing is sent but the handshake, and no other server is asked.
 */
export async function visitServer(
  wanted: ServerAddress,
  parts: ServerVisitParts,
  signal: AbortSignal,
): Promise<Result<ServerReport, WorkbenchError>> {
  const { host, port } = wanted;
  const address = parseEndpoint(`${isIP(host) === 6 ? `[${host}]` : host}:${port}`);
  if (!address.ok) return err({ code: 'endpoint-refused', message: `${host}: ${address.error}.` });
  const proxy = proxyFor(address.value, parts.network().proxy);
  if (!proxy.ok) return unreachable(proxy.error);
  const visited = await visitEndpoint(
    {
      address: address.value,
      serverName: wanted.serverName ?? (isIP(address.value.host) === 0 ? address.value.host : null),
      rule: { mode: parts.network().network, addressPolicy: 'any' },
      proxy: proxy.value,
      lookup: lookupWithSystem,
      connectTimeoutMs,
      totalTimeoutMs,
      clock: parts.realClock,
    },
    signal,
  );
  return visited.ok ? ok(take(visited.value, parts)) : unreachable(visited.error);
}

function proxyFor({ host }: EndpointAddress, setting: string | null) {
  return setting === null || setting.trim() === '' || isLoopbackHost(host)
    ? ok(null)
    : parseProxy(setting);
}

function unreachable(error: Parameters<typeof transportFailure>[0]): Result<never, WorkbenchError> {
  const { message, remedy } = transportFailure(error);
  const advice = remedy ?? 'See that host and port are right and that the server runs.';
  return err({ code: 'server-not-reached', message: `${message} ${advice}` });
}

/** Keeps what was sent, and judges it. */
function take(record: EndpointRecord, parts: ServerVisitParts): ServerReport {
  const { address, serverName, remoteAddress, protocol, cipher, brokenOff } = record;
  const origin = `${isIP(address.host) === 6 ? `[${address.host}]` : address.host}:${address.port}`;
  const decoded = record.certificates.flatMap((der) => {
    const certificate = decodeCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });
  const taken = parts.certificates.add(decoded, origin);
  if (taken.added.length > 0) parts.certificates.tell();
  const sent = decoded.map(named);
  return {
    ...{ address: origin, serverName, remoteAddress, protocol, cipher, brokenOff, sent },
    unreadable: record.certificates.length - decoded.length,
    isNamed: isFor(record),
    ...judged(record, decoded, { ...parts, origin }),
  };
}

function judged(
  { stapled }: EndpointRecord,
  sent: readonly Certificate[],
  parts: ServerVisitParts & { readonly origin: string },
): Pick<ServerReport, 'built' | 'stapled'> {
  const [certificate, ...presentedChain] = sent;
  if (certificate === undefined) {
    const message = 'The server sent no certificate that can be read.';
    return { built: { outcome: 'not-trusted', path: [], message }, stapled: null };
  }
  const trustAnchors = [...systemRoots(), ...parts.certificates.authorities().filter(isOwnRoot)];
  const at = parts.clock.now();
  const intermediates = [...presentedChain, ...parts.certificates.authorities()];
  const asked = { certificate, trustAnchors, at, purpose: 'server' } as const;
  const { evaluation, issuer, path } = evaluateChain({ ...asked, intermediates });
  const built: ServerReport['built'] = {
    outcome: evaluation.outcome,
    path: path.map(named),
    message: evaluation.outcome === 'trusted' ? null : chainFailure(evaluation.failure).message,
  };
  if (stapled === null) return { built, stapled: null };
  const presented = { certificate, presentedChain: intermediates, trustAnchors };
  const evidence: Evidence =
    issuer === null
      ? {
          ...presented,
          purpose: 'server',
          answer: null,
          unanswered: { code: 'issuer-not-at-hand', issuer: certificate.facts.issuerText },
        }
      : {
          ...presented,
          purpose: 'server',
          answer: savedAnswer({ certificate, issuer, response: stapled, request: null }),
          unanswered: null,
        };
  return { built, stapled: judgeStaple(stapled, evidence, parts) };
}

/** A stapled response was fetched by the server: it answers no nonce of ours. */
function judgeStaple(
  response: Uint8Array,
  evidence: Evidence,
  parts: ServerVisitParts & { readonly origin: string },
): ServerReport['stapled'] {
  const { objects, flows, clock, origin } = parts;
  const [part] = openInput(response, maxInputBytes).objects;
  if (part === undefined) return null;
  const objectId = objects.add(part, { origin, certificates: [] });
  objects.tell();
  const policy = { ...parts.policy(), ocsp: 'enabled', nonce: 'omit' } as const;
  const writer = flows.begin('saved-response', policy);
  const emit = (event: Parameters<typeof writer.record>[0]) => writer.record(event);
  const outcome = judgeSaved({ evidence, policy, at: clock.now() }, { clock, emit });
  const flow = writer.finish(outcome);
  const words = outcomeWords(outcome, 'saved-response');
  return { objectId, flowId: flow.id, status: outcome.status, words };
}

/** A root that the person loaded; a CA that a server sent is trusted by nobody for that. */
function isOwnRoot(certificate: Certificate): boolean {
  return summarizeCertificate(certificate).isSelfIssued;
}

function named(certificate: Certificate): NamedCertificate {
  const { fingerprint, label } = summarizeCertificate(certificate);
  return { fingerprint, label };
}

/** Whether the certificate is for the name that was asked for, or for the address (RFC 9525). */
function isFor({ certificates, serverName, address }: EndpointRecord): boolean {
  const [der] = certificates;
  if (der === undefined) return false;
  const name = serverName ?? address.host;
  try {
    const certificate = new X509Certificate(der);
    const match = isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name);
    return match !== undefined;
  } catch {
    // A certificate that TLS cannot read is for nobody.
    return false;
  }
}
