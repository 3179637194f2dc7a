import type { Lab } from '#lab/lab.ts';
import { authenticateAsClient } from '#mtls/client/authenticate-as-client.ts';
import type { ClientIdentity } from '#mtls/client/client-options.ts';
import type { ClientReport } from '#shared/model/mtls.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { Stage } from '../stage.ts';
import type { FlowWatch } from './flow-watch.ts';

/** How long the built-in client waits for an answer: longer than any sensible time-out of a policy. */
export const clientTimeoutMs = 60_000;
const flowWaitMs = 2_000;

/** A visit of the built-in client, and the flow that it left at the server. */
export interface ClientVisit {
  readonly report: ClientReport;
  readonly flowId: string | null;
}

/** Presents a lab client (null: no certificate) to the running mTLS server. */
export async function visitAsLabClient(
  clientId: string | null,
  {
    stage,
    watch,
    clock,
  }: { readonly stage: Stage; readonly watch: FlowWatch; readonly clock: Clock },
): Promise<Result<ClientVisit, WorkbenchError>> {
  const state = stage.mtls.state();
  if (state.state !== 'running') {
    return err({ code: 'mtls-not-running' });
  }
  const identity = clientId === null ? ok(null) : labClientIdentity(stage.lab, clientId);
  if (!identity.ok) return identity;
  const left = watch.next('client', clientTimeoutMs + flowWaitMs);
  const { report } = await authenticateAsClient({
    host: state.host,
    port: state.port,
    identity: identity.value,
    trustedPem: stage.serverTrust(),
    protocol: 'any',
    session: null,
    timeoutMs: clientTimeoutMs,
    clock,
  });
  const named = flowIdIn(report);
  if (named !== null) return ok({ report, flowId: named });
  const flow = report.tls === null ? null : await Promise.race([left, after(flowWaitMs)]);
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

/** The flow that an answer of our server names; null in any other answer. */
function flowIdIn({ response }: ClientReport): string | null {
  if (response === null) return null;
  try {
    const document: unknown = JSON.parse(response.body);
    const id: unknown =
      typeof document === 'object' && document !== null ? Reflect.get(document, 'flowId') : null;
    return typeof id === 'string' ? id : null;
  } catch {
    // Not JSON: another server's answer.
    return null;
  }
}

function after(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms).unref();
  });
}
