import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import type { Transport } from '#engine/ask/ports.ts';
import { labIds } from '#lab/ca/first-certificates.ts';
import type { LabCa } from '#lab/ca/lab-ca.ts';
import { pemOf } from '#matrix/issue-cell.ts';
import type { MatrixTarget } from '#matrix/target.ts';
import type { MtlsFlows } from '#mtls/judge.ts';
import { createMtlsServer, type MtlsServer } from '#mtls/mtls-server.ts';
import { hexOf } from '#pki/octets.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { NamedExpectation } from '#shared/model/matrix-run.ts';
import { defaultMtlsSettings, type MtlsError } from '#shared/model/mtls.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { ok, type Result } from '#shared/model/result.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { referenceName } from '#shared/wording/matrix.ts';

/** Our own server while a matrix runs: the column beside which the others are read. */
export interface ReferenceServer {
  readonly target: MatrixTarget;
  readonly close: () => Promise<void>;
}

export interface ReferenceOptions {
  readonly ca: LabCa;
  readonly policy: Policy;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** Opens a server of its own on this machine, which trusts the lab and decides by the policy. */
export async function openReference(
  options: ReferenceOptions,
): Promise<Result<ReferenceServer, MtlsError>> {
  const { ca, clock, random, transport } = options;
  const root = ca.certificates().find(({ id }) => id === labIds.root);
  const anchor = root === undefined ? null : decodeCertificate(root.der);
  const anchors = anchor?.ok === true ? [anchor.value] : [];
  const server: MtlsServer = createMtlsServer({
    settings: () => defaultMtlsSettings,
    policy: () => options.policy,
    trustAnchors: () => anchors,
    identity: () => identityOf(ca),
    dependencies: { clock, random, transport, cache: createMemoryCache() },
    flows: quietFlows(random),
    onStateChange: () => {},
    onHandshakeFailure: () => {},
  });
  const running = await server.start();
  if (!running.ok) return running;
  const { host, port } = running.value;
  const target: MatrixTarget = {
    ...{ name: referenceName, host, port, path: '/', method: 'GET' },
    ...{ connectTo: null, serverName: null, hostHeader: null, tls: 'any', success: null },
    trust: { by: 'cas', pem: pemOf(ca, labIds.root) },
  };
  return ok({ target, close: () => server.stop() });
}

function identityOf(ca: LabCa) {
  const credentials = ca.credentials(labIds.server);
  if (!credentials.ok) return { certificatePem: '', privateKeyPem: '' };
  const { certificate, intermediates, privateKey } = credentials.value;
  return { certificatePem: certificate + intermediates, privateKeyPem: privateKey };
}

/** What our own server would have to do to meet the expectation. */
export function referencePolicy({ table }: NamedExpectation, patienceMs: DurationMs): Policy {
  const on = (word: 'admit' | 'deny') =>
    word === 'admit' ? ('allow' as const) : ('block' as const);
  const limit = Math.max(Math.min(defaultPolicy.totalTimeoutMs, Math.floor(patienceMs / 2)), 500);
  return {
    ...defaultPolicy,
    ocsp: table.revoked === 'admit' ? 'not-enabled' : 'enabled',
    fallback: on(table['no-answer']),
    fallbackByCause: {
      unknown: on(table.unknown),
      'no-answer': on(table['no-answer']),
      'answer-not-valid': on(table['proof-fails']),
    },
    totalTimeoutMs: limit,
    connectTimeoutMs: Math.min(defaultPolicy.connectTimeoutMs, limit),
    cache: { ...defaultPolicy.cache, use: 'off' },
  };
}

/** Flows that nobody reads: the matrix looks from outside. */
function quietFlows(random: RandomBytes): MtlsFlows {
  return {
    begin: () => ({
      id: hexOf(random(16)),
      record: () => {},
      finish: () => {},
    }),
  };
}
