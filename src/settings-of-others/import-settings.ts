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

/** Words that stand in one product's configuration and in no other's; the first that is found decides. */
const marks: readonly (readonly [ProductId, RegExp])[] = [
  ['keycloak', /x509-cert-auth\./],
  ['f5', /^\s*(?:ltm auth ocsp-responder|sys crypto cert-validator)\b/m],
  ['netscaler', /^\s*(?:add|set|bind|link) ssl (?:ocspresponder|vserver|certkey|service)\b/im],
  ['tomcat', /<(?:SSLHostConfig|Connector)\b|^\s*ocsp\.(?:enable|responder)|-Dcom\.sun\.security/m],
  [
    'envoy',
    /^\s*-?\s*"?(?:static_resources|common_tls_context|filter_chains|transport_socket)"?\s*:/m,
  ],
  ['apache', /^\s*(?:<VirtualHost|<IfModule|SSL[A-Z]\w+ |LoadModule )/im],
  ['haproxy', /^(?:frontend|backend|listen|defaults)\b[^;{]*$/m],
  ['nginx', /\b(?:ssl_\w+|server_name|listen|server|http)\b[^\n]*[;{]/],
  ['stunnel', /^\s*(?:OCSP\w*|verifyChain|verifyPeer|requireCert|accept|TIMEOUTbusy)\s*=/im],
];

/** Which product a configuration is of; null where nothing tells. */
export function recogniseProduct(files: readonly SettingsFile[]): ProductId | null {
  const found = marks.find(([, mark]) => files.some(({ text }) => mark.test(text)));
  return found?.[0] ?? null;
}
