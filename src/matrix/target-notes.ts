import type { ProbeRecord } from '#shared/model/matrix-run.ts';
import { controlPlans } from './controls.ts';
import { probe } from './probe-line.ts';
import type { TargetRunOptions } from './run-target.ts';
import type { MatrixTarget } from './target.ts';

/** How the target's own certificate was trusted, where that was not by CAs. */
export function trustNotes(target: MatrixTarget, fingerprint: string | null): readonly string[] {
  if (target.trust.by === 'cas' || fingerprint === null) return [];
  return [`The target's own certificate was trusted on first use: SHA-256 ${fingerprint}.`];
}

/** A 403 in TLS 1.3 may be one to a client that cannot authenticate after the handshake. */
export async function tlsNotes(
  options: TargetRunOptions,
  good: ProbeRecord,
): Promise<readonly string[]> {
  const { target, makeCell, patienceMs, clock, signal } = options;
  if (good.httpStatus !== 403 || good.tlsVersion !== 'TLSv1.3') return [];
  const cell = await makeCell(controlPlans.good);
  const record = await probe({
    target: { ...target, tls: 'TLSv1.2' },
    identity: cell.identity,
    pinned: good.serverFingerprint,
    patienceMs,
    clock,
    session: null,
    signal,
  });
  if (record.httpStatus === 403) return [];
  return [
    `With TLS 1.2 the good client gets HTTP ${record.httpStatus ?? '(nothing)'} in place of 403: the target asks for the certificate after the handshake, which this client cannot do in TLS 1.3. Try it with TLS 1.2.`,
  ];
}
