import { describe, expect, it } from 'vitest';
import { exportPolicy } from '#settings-of-others/export-settings.ts';
import { importSettings } from '#settings-of-others/import-settings.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { type ProductId, productIds } from '#shared/model/settings-of-others.ts';

const policy: Policy = {
  ...defaultPolicy,
  responderUri: 'http://ocsp.example/',
  nonce: 'omit',
  cache: { ...defaultPolicy.cache, use: 'off' },
  totalTimeoutMs: 7_000,
};

/** A snippet as it stands in a whole file. */
const whole: Partial<Record<ProductId, (text: string) => string>> = {
  nginx: (text) => `http { server { listen 1 ssl;\n${text}\n} }`,
  apache: (text) => `<VirtualHost *:443>\n${text}\n</VirtualHost>`,
  stunnel: (text) => `[gate]\naccept = 1\n${text}`,
};

function readBack(product: ProductId, given: Policy) {
  const { text } = exportPolicy(given, product);
  const xml = text.replace(/<!--[\s\S]*?-->/g, '');
  const java = [...text.matchAll(/-D\S+|ocsp\.responderURL=\S+/g)].join('\n');
  const files =
    product === 'tomcat'
      ? [
          { name: 'server.xml', text: xml },
          { name: 'opts', text: java.replace(/^ocsp.*$/m, '') },
          { name: 'java.security', text: /^ocsp.*$/m.exec(java)?.[0] ?? '' },
        ]
      : [{ name: 'x', text: whole[product]?.(text) ?? text }];
  const imported = importSettings(files, { product, server: null });
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  return imported.value.policy;
}

describe('exportPolicy', () => {
  const asking = productIds.filter((id) => id !== 'haproxy' && id !== 'envoy');

  it.each(asking)('%s: what it wrote reads back as OCSP, fallback, nonce and responder', (id) => {
    expect(readBack(id, policy)).toMatchObject({
      ocsp: 'enabled',
      fallback: 'block',
      responderUri: 'http://ocsp.example/',
      ...(id === 'keycloak' ? {} : { nonce: 'omit' }),
    });
  });

  it.each(['nginx', 'apache', 'tomcat', 'stunnel', 'netscaler'] as const)(
    '%s: keeps the time limit in its own unit',
    (id) => {
      expect(readBack(id, policy).totalTimeoutMs).toBe(7_000);
    },
  );

  it.each(productIds)('%s: a policy without OCSP reads back as one', (id) => {
    expect(readBack(id, { ...policy, ocsp: 'not-enabled' }).ocsp).toBe('not-enabled');
  });

  it.each(['nginx', 'apache'] as const)('%s: says in a comment that it cannot fail open', (id) => {
    const { text, notSaid } = exportPolicy({ ...policy, fallback: 'allow' }, id);
    expect(notSaid.map(({ field }) => field)).toContain('fallback');
    expect(text).toMatch(/# not expressible: fallback allow/);
  });

  it.each(['haproxy', 'envoy'] as const)('%s: says that it has no client OCSP', (id) => {
    expect(exportPolicy(policy, id).text).toMatch(/no client OCSP/);
  });

  it('Apache: leaves a missing maximum age out, as its documented default is a syntax error', () => {
    expect(exportPolicy(policy, 'apache').text).not.toMatch(/MaxAge/);
    expect(exportPolicy({ ...policy, maxAgeSeconds: 60 }, 'apache').text).toMatch(/MaxAge 60$/m);
  });
});
