import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustOpenssl } from '../../support/openssl.ts';
import type { World } from './world.ts';

/** What the world's CA says of its revoked client, twice: an OCSP response and a CRL, both of `openssl`. */
export interface EvidenceFiles {
  readonly response: string;
  readonly crl: string;
}

/** Asks the responder, and makes a CRL of the same database. */
export async function createEvidenceFiles(world: World): Promise<EvidenceFiles> {
  const { dir, pki, responder, revoked } = world;
  const [response, crl] = [join(dir, 'revoked.ors'), join(dir, 'issuer.crl')];
  const config = join(dir, 'crl.cnf');
  await writeFile(
    config,
    [
      '[ca]',
      'default_ca = own',
      '[own]',
      `database = ${pki.issuer.indexPath}`,
      'default_md = sha256',
      'default_crl_days = 30',
    ].join('\n'),
  );
  const ca = ['-cert', pki.issuer.certPath, '-keyfile', pki.issuer.keyPath];
  await mustOpenssl(['ca', '-gencrl', '-config', config, ...ca, '-out', crl]);
  const question = ['-issuer', pki.issuer.certPath, '-cert', revoked.certPath, '-no_nonce'];
  const trust = ['-CAfile', pki.caFile];
  await mustOpenssl(['ocsp', ...question, ...trust, '-url', responder.url, '-respout', response]);
  return { response, crl };
}
