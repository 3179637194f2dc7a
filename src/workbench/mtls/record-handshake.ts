import { isAboutCertificate } from '#mtls/handshake-failure.ts';
import type { HandshakeFailure } from '#shared/model/mtls.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Flows } from '../flows.ts';

/** Puts a handshake that came to nothing among the flows; one about a certificate has left a flow already. */
export function recordHandshake(
  failure: HandshakeFailure,
  { flows, policy }: { readonly flows: Flows; readonly policy: Policy },
): void {
  if (isAboutCertificate(failure.code)) return;
  const decision = { outcome: 'deny', decidedBy: 'handshake' } as const;
  const { message, remedy } = failure;
  const writer = flows.begin('mtls', policy);
  writer.record({ atMs: 0, step: { type: 'handshake-failed', failure } });
  writer.record({ atMs: 0, step: { type: 'decision-made', decision, fallback: null } });
  writer.finish({
    decision,
    status: null,
    reason: { code: `handshake-${failure.code}`, message, remedy, check: null },
    revocation: null,
    response: null,
    checks: [],
    fromCache: false,
    responderUri: null,
    durationMs: 0,
  });
}
