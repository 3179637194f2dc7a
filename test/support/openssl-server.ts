import type { Issued } from './openssl-pki.ts';
import { start } from './process.ts';

/** What `openssl s_server` sends in its handshakes. */
export interface OpensslServerOptions {
  readonly certificate: Issued;
  /** PEM file of what it sends besides its own certificate, in that order. */
  readonly chainFile?: string;
  /** DER file of the response that it staples. */
  readonly stapleFile?: string;
  readonly more?: readonly string[];
}

/** A running `openssl s_server` on a free loopback port. */
export interface OpensslServer {
  readonly port: number;
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts `openssl s_server`. */
export async function startOpensslServer(options: OpensslServerOptions): Promise<OpensslServer> {
  const { certificate, chainFile, stapleFile, more = [] } = options;
  const server = start('openssl', [
    ...['s_server', '-accept', '127.0.0.1:0', '-www'],
    ...['-cert', certificate.certPath, '-key', certificate.keyPath],
    ...(chainFile === undefined ? [] : ['-cert_chain', chainFile]),
    ...(stapleFile === undefined ? [] : ['-status_file', stapleFile]),
    ...more,
  ]);
  const match = await server.waitForOutput(/ACCEPT \S*:(\d+)/);
  return { port: Number(match[1]), output: server.output, stop: server.stop };
}
