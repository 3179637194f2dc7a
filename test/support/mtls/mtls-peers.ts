import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Policy } from '#shared/model/policy.ts';
import { refusingUrl } from '../hostile-server.ts';
import { createPki, type Issued, type Pki } from '../openssl-pki.ts';
import { type OpensslResponder, startOpensslResponder } from '../openssl-responder.ts';
import { suiteTempDir } from '../temp-dir.ts';
import { openMtlsInElectron } from './electron-mtls.ts';
import { type MtlsFiles, openMtls, type TestMtls, type TestMtlsOptions } from './test-mtls.ts';

/** Both runtimes that the server is for. */
export const runtimes = [
  { runtime: 'Node (OpenSSL)', open: openMtls },
  { runtime: 'Electron (BoringSSL)', open: openMtlsInElectron },
] as const;

export const versions = ['TLSv1.2', 'TLSv1.3'] as const;

/** A PKI and its responder, both of openssl's own making. */
export interface MtlsPeers {
  readonly dir: string;
  readonly pki: Pki;
  readonly responder: OpensslResponder;
  /** A responder URI at which nothing listens. */
  readonly nowhere: string;
  /** The server's certificate and key, and both CAs as trusted. */
  readonly files: MtlsFiles;
  /** The policy that every test begins with. */
  readonly policy: Partial<Policy>;
}

/** Makes the peers for a suite; the getter throws outside its hooks and tests. */
export function suitePeers(label: string, prepare: (pki: Pki) => Promise<void>): () => MtlsPeers {
  const temp = suiteTempDir(label);
  let peers: MtlsPeers | null = null;
  beforeAll(async () => {
    const pki = await createPki({ dir: temp.path });
    await prepare(pki);
    const server = await pki.issueServer({ name: 'localhost' });
    const serverCertificate = await writeChain(temp.path, [server, pki.issuer]);
    const responder = await startOpensslResponder({
      authority: pki.issuer,
      nextUpdateMinutes: 120,
    });
    peers = {
      dir: temp.path,
      pki,
      responder,
      nowhere: await refusingUrl(),
      files: {
        serverCertificate,
        serverKey: server.keyPath,
        trusted: [pki.issuer.certPath, pki.root.certPath],
      },
      policy: { ocsp: 'enabled', responderUri: responder.url, fallback: 'block' },
    };
  });
  afterAll(() => peers?.responder.stop());
  return () => {
    if (peers === null) throw new Error('The peers exist only inside hooks and tests.');
    return peers;
  };
}

/**
 * Opens one mtls for the enclosing suite; policy, settings, cache and flows are as new in every test. Unless
 * told otherwise it waits for a first request, however slow the machine, so that each visit is one flow.
 */
export function suiteMtls(
  open: (options: TestMtlsOptions) => Promise<TestMtls>,
  peers: () => MtlsPeers,
  { silenceMs }: { readonly silenceMs: number } = { silenceMs: 60_000 },
): () => TestMtls {
  let mtls: TestMtls | null = null;
  const present = () => {
    if (mtls === null) throw new Error('The mtls exists only inside hooks and tests.');
    return mtls;
  };
  beforeAll(async () => {
    mtls = await open({ files: peers().files, silenceMs });
  });
  afterAll(() => mtls?.stop());
  beforeEach(async () => {
    await present().setPolicy(peers().policy);
    await present().setSettings({ denial: 'answer', recheck: 'each-request' });
    await present().clearCache();
  });
  afterEach(() => present().forget());
  return present;
}

/** Writes the certificates into one PEM file. */
export async function writeChain(dir: string, chain: readonly Issued[]): Promise<string> {
  const name = chain.map((issued) => `${issued.name}-${issued.serial}`).join('+');
  const path = join(dir, `${name.replaceAll(/[^\w+-]/g, '-')}.pem`);
  await writeFile(path, chain.map(({ pem }) => pem).join(''));
  return path;
}

/** `curl` arguments that present a client certificate, or none. */
export function curlIdentity(client: Issued | null, certificateFile?: string): readonly string[] {
  if (client === null) return [];
  return ['--cert', certificateFile ?? client.certPath, '--key', client.keyPath];
}

/** `curl` arguments that allow one version of TLS alone. */
export function curlVersion(version: (typeof versions)[number]): readonly string[] {
  return version === 'TLSv1.2'
    ? ['--tlsv1.2', '--tls-max', '1.2']
    : ['--tlsv1.3', '--tls-max', '1.3'];
}
