import { err, type Result } from '#shared/model/result.ts';
import type {
  ImportError,
  ImportedSettings,
  ProductId,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { importApache } from './apache/import-apache.ts';
import { importEnvoy } from './envoy/import-envoy.ts';
import { importF5 } from './f5/import-f5.ts';
import { importHaproxy } from './haproxy/import-haproxy.ts';
import { importKeycloak } from './keycloak/import-keycloak.ts';
import { importNetscaler } from './netscaler/import-netscaler.ts';
import { importNginx } from './nginx/import-nginx.ts';
import { importStunnel } from './stunnel/import-stunnel.ts';
import { importTomcat } from './tomcat/import-tomcat.ts';

/** The most that is read of a configuration, over all its files. */
export const maxSettingsCharacters = 4_194_304;

export interface ImportOptions {
  /** null finds out by the text. */
  readonly product: ProductId | null;
  /** The server, virtual host, service or responder that is meant; null takes the first that asks for certificates. */
  readonly server: string | null;
}

type Importer = (
  files: readonly SettingsFile[],
  wanted: string | null,
) => Result<ImportedSettings, ImportError>;

const importers: Readonly<Record<ProductId, Importer>> = {
  nginx: importNginx,
  apache: importApache,
  tomcat: importTomcat,
  stunnel: importStunnel,
  keycloak: importKeycloak,
  haproxy: importHaproxy,
  envoy: importEnvoy,
  netscaler: importNetscaler,
  f5: importF5,
};

/** Reads the policy that another server's configuration means. Nothing is executed, included or fetched. */
export function importSettings(
  files: readonly SettingsFile[],
  options: ImportOptions,
): Result<ImportedSettings, ImportError> {
  const characters = files.reduce((sum, { text }) => sum + text.length, 0);
  if (characters > maxSettingsCharacters) {
    return err({ code: 'text-too-large', characters, limit: maxSettingsCharacters });
  }
  const product = options.product ?? recogniseProduct(files);
  if (product === null) return err({ code: 'product-not-recognised' });
  return importers[product](files, options.server);
}

interface Mark {
  test(line: string): boolean;
}

/** A directive, and what ends one or begins a block behind it. In two steps: in one, a line of names takes for ever. */
const nginxDirective: Mark = {
  test: (line) => {
    const at = line.search(/\b(?:ssl_\w+|server_name|listen|server|http)\b/);
    return at !== -1 && Math.max(line.lastIndexOf(';'), line.lastIndexOf('{')) > at;
  },
};

/**
 * Words that stand in a line of one product's configuration and of no other's; the first that is found decides. They
 * are looked for line by line: over a whole text, `^\s*` takes the square of a run of empty lines.
 */
const marks: readonly (readonly [ProductId, Mark])[] = [
  ['keycloak', /x509-cert-auth\./],
  ['f5', /^\s*(?:ltm auth ocsp-responder|sys crypto cert-validator)\b/],
  ['netscaler', /^\s*(?:add|set|bind|link) ssl (?:ocspresponder|vserver|certkey|service)\b/i],
  ['tomcat', /<(?:SSLHostConfig|Connector)\b|^\s*ocsp\.(?:enable|responder)|-Dcom\.sun\.security/],
  [
    'envoy',
    /^\s*(?:-\s*)?"?(?:static_resources|common_tls_context|filter_chains|transport_socket)"?\s*:/,
  ],
  ['apache', /^\s*(?:<VirtualHost|<IfModule|SSL[A-Z]\w+ |LoadModule )/i],
  ['haproxy', /^(?:frontend|backend|listen|defaults)\b[^;{]*$/],
  ['nginx', nginxDirective],
  ['stunnel', /^\s*(?:OCSP\w*|verifyChain|verifyPeer|requireCert|accept|TIMEOUTbusy)\s*=/i],
];

/** Which product a configuration is of; null where nothing tells. */
export function recogniseProduct(files: readonly SettingsFile[]): ProductId | null {
  const lines = files.flatMap(({ text }) => text.split(/\r\n|[\r\n\u2028\u2029]/));
  const found = marks.find(([, mark]) => lines.some((line) => mark.test(line)));
  return found?.[0] ?? null;
}
