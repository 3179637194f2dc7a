import { authenticate } from '#engine/ask/authenticate.ts';
import type { EngineDependencies } from '#engine/ask/ports.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from './error.ts';
import type { Flows } from './flows.ts';
import type { LoadedCertificates } from './objects/loaded-certificates.ts';

/** Runs checks of loaded certificates, any number at once. */
export interface Checks {
  /** Starts a check; `finished` settles with the whole flow. */
  start(
    fingerprint: string,
    issuerFingerprint: string | null,
  ): Result<{ readonly flowId: string; readonly finished: Promise<Flow> }, WorkbenchError>;
  cancel(flowId: string): void;
  cancelAll(): void;
}

export function createChecks({
  certificates,
  flows,
  policy,
  dependencies,
}: {
  readonly certificates: LoadedCertificates;
  readonly flows: Flows;
  readonly policy: () => Policy;
  readonly dependencies: EngineDependencies;
}): Checks {
  const running = new Map<string, AbortController>();

  const begin = (certificate: Certificate, trustAnchors: readonly Certificate[]) => {
    const inForce = policy();
    const writer = flows.begin('check', inForce);
    const controller = new AbortController();
    running.set(writer.id, controller);
    const finished = authenticate(
      {
        ...{ certificate, presentedChain: [], trustAnchors, purpose: 'any', connection: null },
        ifNotTrusted: 'ask-nobody',
      },
      {
        flowId: writer.id,
        policy: inForce,
        signal: controller.signal,
        dependencies,
        emit: (event) => writer.record(event),
      },
    )
      .then((outcome) => writer.finish(outcome))
      .finally(() => running.delete(writer.id));
    return { flowId: writer.id, finished };
  };

  return {
    start: (fingerprint, issuerFingerprint) => {
      const certificate = certificates.find(fingerprint);
      if (certificate === null) return err({ code: 'not-found', what: 'certificate' });
      if (issuerFingerprint === null)
        return ok(begin(certificate, ancestorsOf(certificate, certificates)));
      const issuer = certificates.find(issuerFingerprint);
      return issuer === null
        ? err({ code: 'not-found', what: 'issuer' })
        : ok(begin(certificate, [issuer]));
    },
    cancel: (flowId) => running.get(flowId)?.abort(),
    cancelAll: () => {
      for (const controller of running.values()) controller.abort();
    },
  };
}

/** The loaded certificates that the person means by "its issuer": those with the issuer's name; else itself, if it signed itself. */
function ancestorsOf(
  certificate: Certificate,
  certificates: LoadedCertificates,
): readonly Certificate[] {
  const issuers = certificates.possibleIssuers(certificate);
  const isSelfIssued = isSameOctets(certificate.issuer, certificate.subject);
  return issuers.length === 0 && isSelfIssued ? [certificate] : issuers;
}
