import { productIds } from '#shared/model/settings-of-others.ts';
import { valueOption } from '../arguments/option.ts';
import type { Command } from '../command.ts';

const products = productIds.join('|');

/** `revoscope policy`: configurations of other servers as policies, and policies as configurations. */
export const policy: Command = {
  name: 'policy',
  summary: "Reads another server's configuration as a policy, and writes one in its words.",
  synopsis: 'import FILE… | export [POLICY] --product NAME | show [POLICY]',
  operands: 'files',
  about: [
    'import reads configuration text of nginx, Apache, Tomcat (server.xml, java.security, JVM options), stunnel, Keycloak, HAProxy, Envoy, NetScaler or BIG-IP and says what policy it means: what was mapped, what the product assumes, what has no field here, what the product has no words for, each with its line. Nothing is executed, included or fetched; give included files as well.',
    'export writes a policy as a snippet for a product, with comments on what it cannot say. show tells a policy in full. Without a POLICY file, the policy of a new workspace is meant.',
  ],
  options: [
    valueOption('product', products, 'Whose configuration it is (import finds out by the text).'),
    valueOption(
      'server',
      'NAME',
      'The server, virtual host, service or responder that is meant (the first that asks for certificates).',
    ),
    valueOption('save', 'FILE', 'Where import writes the policy, for export, show and matrix.'),
    valueOption('client-cas', 'FILE', 'The file of CAs that a snippet names (clients-ca.pem).'),
  ],
  json: 'document',
  exitCodes: [
    [0, 'done'],
    [65, 'an input that cannot be read, or is of no product that is known'],
  ],
  examples: [
    {
      command: 'revoscope policy import /etc/nginx/nginx.conf /etc/nginx/conf.d/gate.conf',
      about: 'What does this gateway do about revoked clients?',
    },
    {
      command: 'revoscope policy export --product apache',
      about: "The policy of a new workspace in Apache's words.",
    },
  ],
  run: async (args, environment) =>
    (await import('../policy/run-policy.ts')).runPolicy(args, environment),
};
