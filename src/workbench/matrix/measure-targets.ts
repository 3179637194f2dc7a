import { createServer } from 'node:net';
import type { Transport } from '#engine/ask/ports.ts';
import type { LabCa } from '#lab/ca/lab-ca.ts';
import type { MatrixCase } from '#matrix/cases.ts';
import { CellRegistry } from '#matrix/cell.ts';
import { CellResponder } from '#matrix/cell-responder.ts';
import type { PauseGate } from '#matrix/pause-gate.ts';
import { type MatrixProgress, runMatrix } from '#matrix/run-matrix.ts';
import type { MatrixTarget } from '#matrix/target.ts';
import type { ListenError } from '#shared/model/lab.ts';
import type { MatrixRun, NamedExpectation } from '#shared/model/matrix-run.ts';
import type { MtlsError } from '#shared/model/mtls.ts';
import type { NetworkMode } from '#shared/model/policy.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { DurationMs } from '#shared/model/time.ts';
import { openReference, type ReferenceServer, referencePolicy } from './reference-server.ts';

/** What is measured, and how. */
export interface MeasureOrder {
  readonly targets: readonly MatrixTarget[];
  readonly cases: readonly MatrixCase[];
  readonly expectation: NamedExpectation;
  readonly patienceMs: DurationMs;
  readonly parallel: number;
  /** Where the responder listens; port 0 takes any that is free. */
  readonly listen: { readonly host: string; readonly port: number };
  /** How a target reaches the responder, where that is another address than the one it listens at. */
  readonly responderUrl: string | null;
  readonly reference: 'with' | 'without';
  readonly network: NetworkMode;
}

export interface MeasurePorts {
  readonly ca: LabCa;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly gate: PauseGate;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: MatrixProgress) => void;
}

/** Why nothing could be measured. */
export type MeasureError =
  | { readonly code: 'responder-not-opened'; readonly error: ListenError }
  | { readonly code: 'reference-not-opened'; readonly error: MtlsError };

/** Opens the responder and our own server, measures, and closes both; null where it was cancelled. */
export async function measureTargets(
  order: MeasureOrder,
  ports: MeasurePorts,
): Promise<Result<MatrixRun | null, MeasureError>> {
  const { ca, clock, random } = ports;
  const registry = new CellRegistry();
  const responder = new CellResponder({ ca, registry, clock, random });
  const port = await responder.start(order.listen.host, order.listen.port);
  if (!port.ok) return err({ code: 'responder-not-opened', error: port.error });
  let reference: ReferenceServer | null = null;
  try {
    if (order.reference === 'with') {
      const policy = referencePolicy(order.expectation, order.patienceMs);
      const opened = await openReference({ ...ports, policy });
      if (!opened.ok) return err({ code: 'reference-not-opened', error: opened.error });
      reference = opened.value;
    }
    const { host } = order.listen;
    const named = host.includes(':') ? `[${host}]` : host;
    const own = order.responderUrl === null;
    const run = await runMatrix({
      ...order,
      ...ports,
      targets: [...order.targets, ...(reference === null ? [] : [reference.target])],
      registry,
      responder: {
        url: order.responderUrl ?? `http://${named}:${port.value}`,
        refusedUrl: own ? `http://${named}:${await closedPort(host)}` : null,
      },
    });
    return ok(run);
  } finally {
    await reference?.close();
    await responder.stop();
  }
}

/** A port at which nobody listens: taken, and given back. */
async function closedPort(host: string): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen({ host, port: 0 }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 1;
      probe.close(() => resolve(port));
    });
  });
}
