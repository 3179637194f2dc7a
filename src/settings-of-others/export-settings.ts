import { fallbackCauses, type Policy } from '#shared/model/policy.ts';
import type { ExportedSettings, PolicyField, ProductId } from '#shared/model/settings-of-others.ts';
import { wordsFor } from '#shared/wording/policy-field.ts';
import { apacheFacts } from './apache/apache-facts.ts';
import { exportApache } from './apache/export-apache.ts';
import { defaultsOf, type ProductFacts } from './draft.ts';
import { envoyFacts } from './envoy/envoy-facts.ts';
import { exportEnvoy } from './envoy/export-envoy.ts';
import { exportF5 } from './f5/export-f5.ts';
import { f5Facts } from './f5/f5-facts.ts';
import { exportHaproxy } from './haproxy/export-haproxy.ts';
import { haproxyFacts } from './haproxy/haproxy-facts.ts';
import { exportKeycloak } from './keycloak/export-keycloak.ts';
import { keycloakFacts } from './keycloak/keycloak-facts.ts';
import { exportNetscaler } from './netscaler/export-netscaler.ts';
import { netscalerFacts } from './netscaler/netscaler-facts.ts';
import { exportNginx } from './nginx/export-nginx.ts';
import { nginxFacts } from './nginx/nginx-facts.ts';
import { exportStunnel } from './stunnel/export-stunnel.ts';
import { stunnelFacts } from './stunnel/stunnel-facts.ts';
import { exportTomcat } from './tomcat/export-tomcat.ts';
import { tomcatFacts } from './tomcat/tomcat-facts.ts';

/** The files that a snippet names. */
export interface ExportFiles {
  /** PEM of the CAs that clients lead to: the root and the issuing CA. */
  readonly clientCas: string;
  /** PEM of the responder certificate, where the policy has one. */
  readonly responderCertificate: string;
}

/** How a product writes a policy down; `notes` are for its comments. */
export type Exporter = (
  policy: Policy,
  files: ExportFiles,
  notes: readonly string[],
) => readonly string[];

const exporters: Readonly<Record<ProductId, readonly [ProductFacts, Exporter]>> = {
  nginx: [nginxFacts, exportNginx],
  apache: [apacheFacts, exportApache],
  tomcat: [tomcatFacts, exportTomcat],
  stunnel: [stunnelFacts, exportStunnel],
  keycloak: [keycloakFacts, exportKeycloak],
  haproxy: [haproxyFacts, exportHaproxy],
  envoy: [envoyFacts, exportEnvoy],
  netscaler: [netscalerFacts, exportNetscaler],
  f5: [f5Facts, exportF5],
};

const usualFiles: ExportFiles = {
  clientCas: 'clients-ca.pem',
  responderCertificate: 'responder.pem',
};

/** Writes a policy down in the words of a product, with comments on what those cannot say. */
export function exportPolicy(
  policy: Policy,
  product: ProductId,
  files: ExportFiles = usualFiles,
): ExportedSettings {
  const [facts, write] = exporters[product];
  const notSaid = findUnsaid(policy, facts);
  const notes = notSaid.map(({ says }) => says);
  const text = `${write(policy, files, notes).join('\n')}\n`;
  return { product, version: facts.version, text, notSaid };
}

/** What nginx and Apache do write, though they have no default for it. */
const writtenByItself: Partial<Record<ProductId, readonly PolicyField[]>> = {
  nginx: ['scope'],
  apache: ['scope'],
};

function findUnsaid(policy: Policy, facts: ProductFacts): ExportedSettings['notSaid'] {
  const { product } = facts;
  if (policy.ocsp === 'not-enabled') return [];
  if (product === 'haproxy' || product === 'envoy') {
    const says =
      'It has no client OCSP: nothing here keeps a revoked client out but a revocation list.';
    return [{ field: 'ocsp', says }];
  }
  return defaultsOf(facts)
    .filter(({ kind, field, policy: fixed }) => {
      const isWritten = writtenByItself[product]?.includes(field) === true;
      // Without a fixed word there is nothing that a policy could differ from.
      if (kind !== 'silent' || isWritten || !(field in fixed)) return false;
      const isIdle = field === 'nonceLength' && policy.nonce === 'omit';
      return !isIdle && !isSame(policy[field], fixed[field]);
    })
    .map(({ field, says }) => ({ field, says: `${wordsFor(policy, field)}: ${says}` }));
}

/** The parts of a cache that is off, and methods that amount to the same, are no difference. */
function isSame(wanted: Policy[PolicyField], fixed: Policy[PolicyField] | undefined): boolean {
  if (fixed === undefined || wanted === fixed) return fixed !== undefined;
  if (wanted === 'auto' && (fixed === 'get' || fixed === 'post')) return true;
  if (wanted === null || fixed === null) return false;
  if (typeof wanted !== 'object' || typeof fixed !== 'object') return false;
  if ('unknown' in wanted && 'unknown' in fixed) {
    return fallbackCauses.every((cause) => wanted[cause] === fixed[cause]);
  }
  return 'use' in wanted && 'use' in fixed && wanted.use === 'off' && fixed.use === 'off';
}
