import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { Policy } from '#shared/model/policy.ts';

const decoded = new WeakMap<Uint8Array, Certificate>();

/**
 * The configured responder certificate, decoded once per policy. A policy is validated before it is put in
 * force, so bytes that are no certificate are a bug and throw.
 */
export function configuredResponderCertificate(policy: Policy): Certificate | null {
  const der = policy.responderCertificate;
  if (der === null) return null;
  const known = decoded.get(der);
  if (known !== undefined) return known;
  const result = decodeCertificate(der);
  if (!result.ok) throw new Error(`the policy's responder certificate: ${result.error.message}`);
  decoded.set(der, result.value);
  return result.value;
}
