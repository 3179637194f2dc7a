import { describe, expect, it } from 'vitest';
import { importSettings } from '#settings-of-others/import-settings.ts';
import type { ImportedSettings, ProductId } from '#shared/model/settings-of-others.ts';

interface Choice {
  readonly product?: ProductId;
  readonly server?: string;
}

function read(text: string | Readonly<Record<string, string>>, choice: Choice = {}) {
  const files =
    typeof text === 'string'
      ? [{ name: 'given.conf', text }]
      : Object.entries(text).map(([name, each]) => ({ name, text: each }));
  const imported = importSettings(files, {
    product: choice.product ?? null,
    server: choice.server ?? null,
  });
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  return imported.value;
}

const fieldsOf = (list: ImportedSettings['mapped']) => list.map(({ field }) => field).sort();
const says = (list: ImportedSettings['mapped']) => list.map((each) => each.says).join('\n');

describe('nginx', () => {
  const text = `
http {
  client_header_timeout 1m30s;
  server { listen 80; server_name plain; }
  server {
    listen 8443 ssl; server_name gate.example;
    ssl_client_certificate clients.pem;
    ssl_verify_client on;
    ssl_ocsp leaf; # asks
    ssl_ocsp_responder "http://ocsp.example/x;y";
    ssl_ocsp_cache shared:o:10m;
    ssl_stapling on;
    unheard_of { of 1; }
  }
}`;

  it('maps what is written, with the line, and takes the server that asks for certificates', () => {
    const settings = read(text);
    expect(settings.product).toBe('nginx');
    expect(settings.chosen).toEqual({ name: 'gate.example 8443', file: 'given.conf', line: 5 });
    expect(settings.policy).toMatchObject({
      ocsp: 'enabled',
      responderUri: 'http://ocsp.example/x;y',
      totalTimeoutMs: 90_000,
      cache: { use: 'on', hold: 'until-next-update' },
      nonce: 'omit',
      hash: 'sha1',
      method: 'get',
      fallback: 'block',
      skewSeconds: 300,
    });
    expect(settings.mapped.find(({ field }) => field === 'ocsp')?.origin).toEqual({
      file: 'given.conf',
      line: 9,
      text: 'ssl_ocsp leaf; # asks',
    });
    expect(fieldsOf(settings.silent)).toContain('fallback');
    expect(says(settings.warnings)).toMatch(/stapling/);
    expect(settings.lost.map(({ origin }) => origin?.line)).toEqual([7, 8]);
  });

  it('assumes its own defaults where nothing is written', () => {
    const settings = read('server { listen 443 ssl; ssl_verify_client on; ssl_ocsp on; }');
    expect(settings.policy).toMatchObject({ totalTimeoutMs: 60_000, cache: { use: 'off' } });
    expect(fieldsOf(settings.assumed)).toEqual(['cache', 'responderUri', 'totalTimeoutMs']);
  });

  it('reads an include only where its file is given', () => {
    const main = 'http { include conf.d/*.conf; include gone.conf; }';
    const settings = read({
      'nginx.conf': main,
      'conf.d/a.conf': 'server { ssl_verify_client on; ssl_ocsp leaf; }',
    });
    expect(settings.policy.ocsp).toBe('enabled');
    expect(settings.warnings.map(({ origin }) => origin?.text)).toEqual([main]);
  });

  it('refuses a server that is not there, and lists those that are', () => {
    const files = [{ name: 'n', text: 'http { server { server_name a; ssl_ocsp on; } }' }];
    const imported = importSettings(files, { product: 'nginx', server: 'b' });
    expect(imported).toEqual({
      ok: false,
      error: {
        code: 'server-not-found',
        wanted: 'b',
        choices: [{ name: 'a', file: 'n', line: 1 }],
      },
    });
  });
});

describe('Apache', () => {
  const host = (inside: string) =>
    `<VirtualHost *:443>\n ServerName gate\n SSLVerifyClient require\n${inside}\n</VirtualHost>`;

  it('requires a nonce unless that is turned off, and asks by POST', () => {
    expect(read(host('SSLOCSPEnable leaf')).policy).toMatchObject({
      ocsp: 'enabled',
      nonce: 'require',
      method: 'post',
      totalTimeoutMs: 10_000,
      cache: { use: 'off' },
    });
    const off = read(host('SSLOCSPEnable leaf\nSSLOCSPUseRequestNonce off'));
    expect(off.policy.nonce).toBe('omit');
  });

  it('asks a default responder only where that overrides', () => {
    const responder = 'SSLOCSPEnable on\nSSLOCSPDefaultResponder http://r/';
    const without = read(host(responder));
    expect(without.policy.responderUri).toBeNull();
    expect(says(without.lost)).toMatch(/SSLOCSPOverrideResponder/);
    const overriding = read(host(`${responder}\nSSLOCSPOverrideResponder on`));
    expect(overriding.policy.responderUri).toBe('http://r/');
  });

  it('lets a virtual host count over the server, in whatever order, and continues lines', () => {
    const text = `${host('SSLOCSPResponder\\\nTimeout 3\nSSLOCSPEnable on')}\nSSLOCSPEnable off\nSSLOCSPResponseTimeSkew 60`;
    expect(read(text).policy).toMatchObject({
      ocsp: 'enabled',
      totalTimeoutMs: 3_000,
      skewSeconds: 60,
    });
  });

  it.each([
    ['SSLOCSPNoVerify on', /forged/],
    ['SSLUseStapling on', /stapling/],
    ['SSLOCSPEnable on no_ocsp_for_cert_ok', /unasked/],
    ['SSLOCSPEnable leaf', /Resumed sessions skip OCSP/],
    ['SSLOCSPResponseMaxAge -1', /-1/],
    ['<Location /x>\nSSLVerifyClient require\n</Location>', /after the handshake/],
  ])('warns of %s', (line, words) => {
    expect(says(read(host(line)).warnings)).toMatch(words);
  });
});

describe('Tomcat', () => {
  const xml = (attributes: string) =>
    `<Server>\n <Connector port="8443" SSLEnabled="true">\n  <SSLHostConfig certificateVerification="required"\n   ${attributes}/>\n </Connector>\n</Server>`;

  it('fails open where ocspSoftFail is not written', () => {
    const settings = read(xml('ocspEnabled="true"'));
    expect(settings.policy).toMatchObject({
      ocsp: 'enabled',
      skewSeconds: 900,
      totalTimeoutMs: 15_000,
    });
    expect(settings.policy.fallbackByCause).toEqual({
      unknown: 'allow',
      'no-answer': 'allow',
      'answer-not-valid': 'block',
    });
    expect(says(settings.warnings)).toMatch(/ocspSoftFail/);
    expect(settings.mapped.find(({ field }) => field === 'ocsp')?.origin?.line).toBe(4);
    expect(read(xml('ocspEnabled="true" ocspSoftFail="false"')).policy.fallback).toBe('block');
  });

  it('needs ocsp.enable beside revocationEnabled, and reads JVM options', () => {
    const alone = read(xml('revocationEnabled="true"'));
    expect(alone.policy.ocsp).toBe('not-enabled');
    expect(says(alone.warnings)).toMatch(/every client is denied/);
    const both = read({
      'server.xml': xml('revocationEnabled="true"'),
      'java.security': '# x\nocsp.enable=true\nocsp.responderURL = http://r/',
      'setenv.sh':
        'JAVA_OPTS="-Dcom.sun.security.ocsp.timeout=3 -Djdk.security.certpath.ocspNonce=true"',
    });
    expect(both.policy).toMatchObject({
      ocsp: 'enabled',
      fallback: 'block',
      responderUri: 'http://r/',
      totalTimeoutMs: 3_000,
      nonce: 'send',
    });
  });
});

describe('stunnel', () => {
  it('asks what AIA names, waits TIMEOUTbusy, and takes the service that is meant', () => {
    const text =
      'TIMEOUTbusy = 6\n[plain]\naccept = 1\n[gate]\naccept = 2\nverifyChain = yes\nrequireCert = yes\nOCSPaia = yes\nOCSPnonce = yes';
    const settings = read(text);
    expect(settings.chosen?.name).toBe('gate');
    expect(settings.policy).toMatchObject({
      ocsp: 'enabled',
      responderUri: null,
      aiaUris: 'each-in-turn',
      nonce: 'require',
      totalTimeoutMs: 6_000,
      skewSeconds: 60,
    });
    expect(read(text, { server: 'plain' }).policy.ocsp).toBe('not-enabled');
  });
});

describe('Keycloak', () => {
  it('reads a realm, and properties, alike', () => {
    const realm = JSON.stringify({
      authenticatorConfig: [
        {
          alias: 'x509',
          config: {
            'x509-cert-auth.ocsp-checking-enabled': 'true',
            'x509-cert-auth.ocsp-fail-open': 'true',
            'x509-cert-auth.ocsp-responder-uri': 'http://r/',
          },
        },
      ],
    });
    const properties =
      'x509-cert-auth.ocsp-checking-enabled=true\nx509-cert-auth.ocsp-fail-open=true\nx509-cert-auth.ocsp-responder-uri=http://r/';
    for (const text of [realm, properties]) {
      const settings = read(text);
      expect(settings.product).toBe('keycloak');
      expect(settings.policy).toMatchObject({
        ocsp: 'enabled',
        fallback: 'allow',
        responderUri: 'http://r/',
        nonce: 'send',
        skewSeconds: 900,
      });
    }
  });
});

describe('servers without client OCSP', () => {
  it.each([
    [
      'haproxy',
      'global\n  tune.ssl.ocsp-update.mindelay 1\nfrontend web\n  bind :443 ssl crt x ca-file c verify required ocsp-update on\n',
    ],
    [
      'envoy',
      'static_resources:\n  listeners:\n  - filter_chains:\n    - transport_socket:\n        typed_config:\n          ocsp_staple_policy: MUST_STAPLE\n          require_client_certificate: true\n',
    ],
  ] as const)('%s: says that its OCSP words mean stapling', (product, text) => {
    const settings = read(text);
    expect(settings.product).toBe(product);
    expect(settings.policy.ocsp).toBe('not-enabled');
    expect(says(settings.warnings)).toMatch(/stapling[\s\S]*no client OCSP/);
    expect(settings.warnings.some(({ origin }) => /ocsp/.test(origin?.text ?? ''))).toBe(true);
  });
});

describe('appliances', () => {
  it('NetScaler: cacheTimeout is in minutes, and no responder option verifies times alone', () => {
    const settings = read(
      'add ssl ocspResponder r1 -url "http://r/" -cache ENABLED -cacheTimeout 5 -resptimeout 1500 -useNonce YES\nbind ssl vserver v -certkeyName ca -CA -ocspCheck Mandatory\n',
    );
    expect(settings.product).toBe('netscaler');
    expect(settings.policy).toMatchObject({
      ocsp: 'enabled',
      responderUri: 'http://r/',
      totalTimeoutMs: 1_500,
      fallback: 'block',
      nonce: 'require',
      cache: { use: 'on', maxSeconds: 300 },
    });
    expect(says(settings.warnings)).toMatch(/only the times/);
  });

  it('F5: reads the responder object, and passes over the validator of its own certificates', () => {
    const settings = read(
      'sys crypto cert-validator ocsp own {\n  a b\n}\nltm auth ocsp-responder /Common/r {\n    url http://r/\n    nonce disabled\n    status-age 3600\n    validity-period 60\n    cert-id-digest md5\n}\n',
    );
    expect(settings.policy).toMatchObject({
      ocsp: 'enabled',
      responderUri: 'http://r/',
      nonce: 'omit',
      maxAgeSeconds: 3_600,
      skewSeconds: 60,
    });
    expect(says(settings.lost)).toMatch(/MD5/);
    expect(says(settings.warnings)).toMatch(/itself holds/);
  });
});

it('says that it does not know a text of no product', () => {
  const imported = importSettings([{ name: 'x', text: 'hello' }], { product: null, server: null });
  expect(imported).toEqual({ ok: false, error: { code: 'product-not-recognised' } });
});

it.each([
  ['blanks', ' '.repeat(200_000)],
  ['empty lines', '\n'.repeat(200_000)],
  ['names of directives', 'server '.repeat(40_000)],
])('tells of %s at once that they are of no product', (_, text) => {
  const began = performance.now();
  const imported = importSettings([{ name: 'x', text }], { product: null, server: null });
  expect(imported).toMatchObject({ error: { code: 'product-not-recognised' } });
  // A pattern that goes back over a run of them takes the square of its length: far longer than this.
  expect(performance.now() - began).toBeLessThan(3_000);
});
