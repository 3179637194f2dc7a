import type { Lab } from '#lab/lab.ts';
import { authenticateAsClient } from '#mtls/client/authenticate-as-client.ts';
import type { ClientIdentity } from '#mtls/client/client-options.ts';
import { localAddressOf } from '#mtls/connection-facts.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { ClientReport } from '#shared/model/mtls.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { Stage } from '../stage.ts';
import type { FinishedFlows } from './finished-flows.ts';

/** How long the built-in client waits for an answer: longer than any sensible time-out of a policy. */
export const clientTimeoutMs = 60_000;
const cancelledWords = 'You cancelled it before there was an answer.';
const flowWaitMs = 2_000;
const refusalWaitMs = 250;

/** A visit of the built-in client, and the flow that it left at the server. */
export interface ClientVisit {
  readonly report: ClientReport;
  readonly flowId: string | null;
}

/** What a visit takes. */
export interface VisitParts {
  readonly stage: Stage;
  readonly watch: FinishedFlows;
  readonly clock: Clock;
  /** Ends the visit: the client hangs up. */
  readonly signal: AbortSignal;
}

/** Presents a lab client (null: no certificate) to the running mTLS server. */
export async function visitAsLabClient(
  clientId: string | null,
  parts: VisitParts,
): Promise<Result<ClientVisit, WorkbenchError>> {
  const identity = clientId === null ? ok(null) : labClientIdentity(parts.stage.lab, clientId);
  return identity.ok ? await visitServer(identity.value, parts) : identity;
}

/** Presents a certificate, or none, to the running mTLS server. */
export async function visitServer(
  identity: ClientIdentity | null,
  { stage, watch, clock, signal }: VisitParts,
): Promise<Result<ClientVisit, WorkbenchError>> {
  const state = stage.mtls.state();
  if (state.state !== 'running') return err({ code: 'mtls-not-running' });
  let left: Promise<Flow | null> = Promise.resolve(null);
  const { report } = await authenticateAsClient({
    host: state.host,
    port: state.port,
    identity,
    trustedPem: stage.serverTrust(),
    protocol: 'any',
    session: null,
    timeoutMs: clientTimeoutMs,
    clock,
    onConnected: (socket) => {
      stage.ownConnections.add(socket);
      const hangUp = () => socket.destroy();
      signal.addEventListener('abort', hangUp, { once: true });
      // One signal serves every visit: what is over must not wait for it.
      socket.once('close', () => signal.removeEventListener('abort', hangUp));
      left = watch.next(localAddressOf(socket) ?? '', clientTimeoutMs + flowWaitMs);
    },
  });
  if (signal.aborted) {
    const failure = { code: 'cancelled', message: cancelledWords, remedy: null } as const;
    return ok({ report: { ...report, response: null, failure }, flowId: null });
  }
  // A handshake that fails leaves a flow only where the certificate was the cause.
  const flow = await Promise.race([left, after(report.tls === null ? refusalWaitMs : flowWaitMs)]);
  return ok({ report, flowId: flow?.id ?? null });
}

/** What a lab client proves itself with. */
export function labClientIdentity(
  lab: Lab,
  clientId: string,
): Result<ClientIdentity, WorkbenchError> {
  const credentials = lab.ca.credentials(clientId);
  if (!credentials.ok) return err({ code: 'lab-refused', error: credentials.error });
  const { certificate, intermediates, privateKey } = credentials.value;
  return ok({ certificatePem: certificate + intermediates, privateKeyPem: privateKey });
}

function after(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms).unref();
  });
}
