import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { ServerIdentity } from '#mtls/server-identity.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import {
  nameOf,
  readAllCertificates,
  readCertificates,
  readOctets,
  refuseSecondStdin,
} from '../inputs/input-files.ts';
import { readResponderCertificate } from '../inputs/responder-certificate.ts';

/** The certificates that the person brings, in place of the lab's or beside them. */
export interface OwnCertificates {
  /** null takes the lab's. */
  readonly identity: ServerIdentity | null;
  readonly clientCas: readonly Certificate[];
  /** DER; null for none. */
  readonly responderCertificate: Uint8Array | null;
  readonly remarks: readonly string[];
}

/** Reads every file that the options of `serve` name. */
export async function readOwnCertificates(
  args: ParsedArguments,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<OwnCertificates, CliError>> {
  const names = ['server-cert', 'server-key', 'client-ca', 'responder-cert'];
  const refused = refuseSecondStdin(
    'serve',
    names.flatMap((name) => args.values(name)),
  );
  if (refused !== null) return err(refused);
  const identity = await readIdentity(args, environment);
  if (!identity.ok) return identity;
  const cas = await readAllCertificates(args.values('client-ca'), environment);
  if (!cas.ok) return cas;
  const responderCertificate = await readResponderCertificate(args, environment);
  if (!responderCertificate.ok) return responderCertificate;
  return ok({
    identity: identity.value,
    clientCas: cas.value.certificates,
    responderCertificate: responderCertificate.value,
    remarks: cas.value.remarks,
  });
}

async function readIdentity(
  args: ParsedArguments,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<ServerIdentity | null, CliError>> {
  const [file, keyFile] = [args.value('server-cert'), args.value('server-key')];
  if (file === null || keyFile === null) return ok(null);
  const read = await readCertificates(file, environment);
  if (!read.ok) return read;
  const octets = await readOctets(keyFile, environment);
  if (!octets.ok) return octets;
  const key = readKey(octets.value);
  if (key === null) return err(keyProblem(keyFile, noKey));
  const [own] = read.value.certificates;
  if (own === undefined) throw new Error('a certificate file without a certificate');
  if (!new X509Certificate(own.der).checkPrivateKey(key)) {
    const message = `This private key does not belong to the first certificate of ${nameOf(file)}.`;
    return err(keyProblem(keyFile, message));
  }
  return ok({
    certificatePem: read.value.certificates
      .map(({ der }) => encodePem('CERTIFICATE', der))
      .join(''),
    privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
}

const noKey =
  'There is no private key here that can be read: it is one in PEM or DER (PKCS#8, PKCS#1 or SEC 1), without a password.';

/** The private key in PEM or DER; null where there is none, or where it is encrypted. */
function readKey(octets: Uint8Array): KeyObject | null {
  const bytes = Buffer.from(octets);
  const attempts = [
    () => createPrivateKey({ key: bytes, format: 'pem' }),
    ...(['pkcs8', 'pkcs1', 'sec1'] as const).map(
      (type) => () => createPrivateKey({ key: bytes, format: 'der', type }),
    ),
  ];
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch {
      // Not a key of this form: the next one is tried.
    }
  }
  return null;
}

function keyProblem(file: string, message: string): CliError {
  return unreadable(nameOf(file), { message, offset: null, path: null });
}
