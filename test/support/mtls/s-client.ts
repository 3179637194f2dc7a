import { openssl } from '../openssl.ts';
import type { Issued } from '../openssl-pki.ts';

/** How `openssl s_client` visits a mtls. */
export interface SClientVisit {
  readonly port: number;
  readonly caFile: string;
  readonly client: Issued | null;
  readonly version: 'TLSv1.2' | 'TLSv1.3';
  /** PEM file of certificates to send along. */
  readonly chainFile?: string;
  /** Where to write the session for a later visit. */
  readonly sessionOut?: string;
  /** The session of an earlier visit. */
  readonly sessionIn?: string;
  readonly more?: readonly string[];
}

/** What came back; `status` is null where no HTTP answer did. */
export interface SClientResult {
  readonly status: number | null;
  /** The JSON document of the answer. */
  readonly document: Readonly<Record<string, unknown>> | null;
  readonly output: string;
}

/** Sends `GET / HTTP/1.0` without any header, as a person would type it. */
export async function sClient(visit: SClientVisit): Promise<SClientResult> {
  const { port, caFile, client, version, chainFile, sessionOut, sessionIn, more = [] } = visit;
  const args = [
    ...['s_client', '-connect', `127.0.0.1:${port}`, '-quiet'],
    ...['-CAfile', caFile, '-verify_return_error'],
    version === 'TLSv1.2' ? '-tls1_2' : '-tls1_3',
    ...(client === null ? [] : ['-cert', client.certPath, '-key', client.keyPath]),
    ...(chainFile === undefined ? [] : ['-cert_chain', chainFile]),
    ...(sessionOut === undefined ? [] : ['-sess_out', sessionOut]),
    ...(sessionIn === undefined ? [] : ['-sess_in', sessionIn]),
    ...more,
  ];
  const { stdout, stderr } = await openssl(args, { input: 'GET / HTTP/1.0\r\n\r\n' });
  const status = /^HTTP\/1\.1 (\d{3})/m.exec(stdout)?.[1];
  const body = stdout.split('\r\n\r\n')[1];
  return {
    status: status === undefined ? null : Number(status),
    document: body?.startsWith('{') ? JSON.parse(body) : null,
    output: stdout + stderr,
  };
}
