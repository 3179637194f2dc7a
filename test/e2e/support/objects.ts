import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustOpenssl } from '../../support/openssl.ts';
import type { World } from './world.ts';

/** The password of everything here that is encrypted. */
export const password = 'secret';

/** Files of each kind about one client, made by `openssl`; and those that Java made, from the fixtures. */
export interface ObjectFiles {
  readonly path: (name: string) => string;
  readonly bytes: (name: string) => Promise<Uint8Array>;
}

const fixtures = join(import.meta.dirname, '../../fixtures/objects');

/** Makes them in the world's folder. */
export async function createObjectFiles({ dir, good, pki }: World): Promise<ObjectFiles> {
  const path = (name: string) =>
    /\.(jks|jceks|tsr)$|^openssh/.test(name) ? join(fixtures, name) : join(dir, name);
  const pass = ['-passout', `pass:${password}`];
  const pair = ['-in', good.certPath, '-inkey', good.keyPath];
  await Promise.all([
    mustOpenssl([
      'pkcs12',
      '-export',
      ...pair,
      '-certfile',
      pki.issuer.certPath,
      ...pass,
      '-out',
      path('client.p12'),
    ]),
    mustOpenssl(['crl2pkcs7', '-nocrl', '-certfile', pki.caFile, '-out', path('chain.p7b')]),
    mustOpenssl([
      'req',
      '-new',
      '-key',
      good.keyPath,
      '-subj',
      '/CN=renewal',
      '-out',
      path('renewal.csr'),
    ]),
    mustOpenssl(['pkcs8', '-topk8', '-in', good.keyPath, ...pass, '-out', path('locked.key')]),
    mustOpenssl([
      'pkey',
      '-in',
      good.keyPath,
      '-pubout',
      '-outform',
      'DER',
      '-out',
      path('public.der'),
    ]),
  ]);
  return { path, bytes: async (name) => await readFile(path(name)) };
}
