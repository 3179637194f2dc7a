import { createHash } from 'node:crypto';
import type { LabCertificateStatus } from '#shared/model/lab.ts';
import type { Policy } from '#shared/model/policy.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import type { Served, ServedClient, ServedLab } from './served.ts';

/** The first document of `serve --json`. Its keys are stable and always there. */
export function servedToJson({ at, mtls, settings, policy, server, trusts, lab, notices }: Served) {
  return {
    type: 'started',
    at: toRfc3339(at),
    url: mtls.url,
    host: mtls.host,
    port: mtls.port,
    reach: mtls.reach,
    server,
    trusts,
    deny: settings.denial,
    recheck: settings.recheck,
    unsupportedKeys: mtls.unsupportedKeys,
    policy: policyToJson(policy),
    lab: lab === null ? null : labToJson(lab),
    notices,
  };
}

function policyToJson(policy: Policy) {
  const { responderCertificate } = policy;
  return {
    ocsp: policy.ocsp,
    responderUri: policy.responderUri,
    responderCertificate:
      responderCertificate === null
        ? null
        : createHash('sha256').update(responderCertificate).digest('hex'),
    fallback: policy.fallback,
    fallbackByCause: policy.fallbackByCause,
    responderTrust: policy.responderTrust,
    scope: policy.scope,
    aiaUris: policy.aiaUris,
    hash: policy.hash,
    nonce: policy.nonce,
    method: policy.method,
    timeoutMs: policy.totalTimeoutMs,
    skewSeconds: policy.skewSeconds,
    maxAgeSeconds: policy.maxAgeSeconds,
    sha1Signatures: policy.sha1Signatures,
    smallKeys: policy.smallKeys,
    encoding: policy.encoding,
    cacheMinSeconds: policy.cache.minSeconds,
    cacheMaxSeconds: policy.cache.maxSeconds,
  };
}

function labToJson({ folder, isTemporary, responder, backup, clientFolder, clients }: ServedLab) {
  return {
    folder,
    kept: !isTemporary,
    responder,
    backup,
    clientFolder,
    clients: clients.map(clientToJson),
  };
}

function clientToJson({ certificate, commands }: ServedClient) {
  const { id, purpose, serialNumber, fingerprint, notBefore, notAfter, ocspUris } = certificate;
  return {
    id,
    purpose,
    serialNumber,
    fingerprint,
    notBefore: toRfc3339(notBefore),
    notAfter: toRfc3339(notAfter),
    ocspUris,
    status: statusWord(certificate.status),
    commands,
  };
}

/** null where the lab's responder has no say. */
function statusWord(status: LabCertificateStatus | null): LabCertificateStatus['status'] | null {
  return status === null ? null : status.status;
}
