import { X509Certificate } from 'node:crypto';
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
  refuseSecondStdin,
} from '../inputs/input-files.ts';
import { readResponderCertificate } from '../inputs/responder-certificate.ts';
import { warningOnKeyFile, warningsOnClientCa, warningsOnServer } from './own-warnings.ts';
import { readPrivateKey } from './private-key.ts';

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
  environment: Pick<CliEnvironment, 'readInput' | 'clock'>,
): Promise<Result<OwnCertificates, CliError>> {
  const names = [
    'server-cert',
    'server-key',
    'server-key-password-file',
    'client-ca',
    'responder-cert',
  ];
  const refused = refuseSecondStdin(
    'serve',
    names.flatMap((name) => args.values(name)),
  );
  if (refused !== null) return err(refused);
  const identity = await readIdentity(args, environment);
  if (!identity.ok) return identity;
  const now = environment.clock.now();
  const cas = await readAllCertificates(args.values('client-ca'), environment);
  if (!cas.ok) return cas;
  const responderCertificate = await readResponderCertificate(args, environment);
  if (!responderCertificate.ok) return responderCertificate;
  return ok({
    identity: identity.value?.identity ?? null,
    clientCas: cas.value.certificates,
    responderCertificate: responderCertificate.value,
    remarks: [
      ...(identity.value?.remarks ?? []),
      ...cas.value.remarks,
      ...cas.value.certificates.flatMap((one) => warningsOnClientCa(one, now)),
    ],
  });
}

interface OwnIdentity {
  readonly identity: ServerIdentity;
  readonly remarks: readonly string[];
}

async function readIdentity(
  args: ParsedArguments,
  environment: Pick<CliEnvironment, 'readInput' | 'clock'>,
): Promise<Result<OwnIdentity | null, CliError>> {
  const [file, keyFile] = [args.value('server-cert'), args.value('server-key')];
  if (file === null || keyFile === null) return ok(null);
  const read = await readCertificates(file, environment);
  if (!read.ok) return read;
  const key = await readPrivateKey(keyFile, args.value('server-key-password-file'), environment);
  if (!key.ok) return key;
  const [own] = read.value.certificates;
  if (own === undefined) throw new Error('a certificate file without a certificate');
  if (!new X509Certificate(own.der).checkPrivateKey(key.value)) {
    const message = `This private key does not belong to the first certificate of ${nameOf(file)}.`;
    return err(keyProblem(keyFile, message));
  }
  const keyWarning = warningOnKeyFile(keyFile);
  return ok({
    identity: {
      certificatePem: read.value.certificates
        .map(({ der }) => encodePem('CERTIFICATE', der))
        .join(''),
      privateKeyPem: key.value.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    remarks: [
      ...read.value.remarks,
      ...warningsOnServer(own, environment.clock.now()),
      ...(keyWarning === null ? [] : [keyWarning]),
    ],
  });
}

function keyProblem(file: string, message: string): CliError {
  return unreadable(nameOf(file), { message, offset: null, path: null });
}
