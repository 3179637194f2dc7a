import { join } from 'node:path';
import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { isSameName } from '#pki/x509/name.ts';
import { findExchange } from '#shared/flow/find-step.ts';
import { ok, type Result } from '#shared/model/result.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { judgementOptions } from '../arguments/policy-options.ts';
import type { CliError } from '../cli-error.ts';
import { type PresentedFiles, presentationOptions } from '../inputs/presentation.ts';
import { saveOutput } from '../outputs/save-output.ts';
import type { CheckContext } from './check-target.ts';
import type { Checked } from './checked.ts';
import { checkedToJson } from './one-report.ts';

interface SaveContext {
  readonly args: ParsedArguments;
  readonly context: CheckContext;
}

/**
 * Writes what a check rested on: the certificates in PEM, the request and the response as they went over the
 * wire, and the document of `--json`. No key and no secret is among them. Resolves to a remark that says how
 * to judge it again.
 */
export async function saveChecked(
  checked: Checked,
  folder: string,
  { args, context }: SaveContext,
): Promise<Result<readonly string[], CliError>> {
  const { presented, verdict, sent } = checked;
  const exchange = findExchange(verdict.flow.events);
  const request = exchange.request?.ocspRequest ?? null;
  const response = exchange.response?.body ?? null;
  const files: readonly (readonly [name: string, contents: Uint8Array | string | null])[] = [
    ['certificate.pem', pemOf([presented.certificate])],
    ['issuer.pem', pemOf(anchorsOf(presented))],
    ['chain.pem', presented.chain.length === 0 ? null : pemOf(presented.chain)],
    ['request.der', request],
    ['response.der', response],
    ['stapled.der', sent?.record.stapled ?? null],
    ['flow.json', `${JSON.stringify(checkedToJson(checked), null, 2)}\n`],
  ];
  for (const [name, contents] of files) {
    if (contents === null) continue;
    const written = await saveOutput(context.environment, join(folder, name), contents);
    if (!written.ok) return written;
  }
  if (response === null) return ok([`Saved in ${folder}.`]);
  return ok([`Saved in ${folder}. To judge it again: ${againCommand(checked, folder, args)}`]);
}

/** The folder of one of many. */
export function inFolderOf(folder: string, at: number, { presented }: Checked): string {
  const serial = hexOf(presented.certificate.serialNumber).slice(0, 40);
  return join(folder, `${String(at + 1).padStart(4, '0')}-${serial}`);
}

/** Options of `check` that `verify` has as well, but for those that name a file that was saved. */
const carriedOver = [...presentationOptions, ...judgementOptions].filter(
  ({ name }) => !['issuer', 'trust-store', 'chain', 'at'].includes(name),
);

function againCommand(
  { presented, verdict }: Checked,
  folder: string,
  args: ParsedArguments,
): string {
  const file = (name: string) => quoted(join(folder, name));
  const given = carriedOver.flatMap(({ name, value }) => {
    if (value === null) return args.has(name) ? [`--${name}`] : [];
    return args.values(name).map((one) => `--${name} ${quoted(one)}`);
  });
  const nonce = args.value('nonce');
  return [
    `revoscope verify ${file('certificate.pem')} --issuer ${file('issuer.pem')}`,
    ...(presented.chain.length === 0 ? [] : [`--chain ${file('chain.pem')}`]),
    `--request ${file('request.der')} --response ${file('response.der')}`,
    ...(nonce === null ? [] : [`--nonce ${nonce}`]),
    ...given,
    `--at ${toRfc3339(verdict.at)}`,
  ].join(' ');
}

/** The trusted CAs that matter: of a whole store, those that issued one of the certificates. */
function anchorsOf({ certificate, chain, trustAnchors }: PresentedFiles): readonly Certificate[] {
  const below = [certificate, ...chain];
  const issuing = trustAnchors.filter((anchor) =>
    below.some(({ issuer }) => isSameName(issuer, anchor.subject)),
  );
  return issuing.length === 0 ? trustAnchors : issuing;
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function pemOf(certificates: readonly Certificate[]): string {
  return certificates
    .map(({ der }) => {
      const lines =
        Buffer.from(der)
          .toString('base64')
          .match(/.{1,64}/g) ?? [];
      return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
    })
    .join('');
}
