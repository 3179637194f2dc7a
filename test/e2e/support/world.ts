import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusingUrl } from '../../support/hostile-server.ts';
import { createPki, type Issued, type Pki } from '../../support/openssl-pki.ts';
import { type OpensslResponder, startOpensslResponder } from '../../support/openssl-responder.ts';

/** A CA, its `openssl ocsp` responder and a client certificate for each answer it can give. */
export interface World {
  readonly dir: string;
  readonly pki: Pki;
  readonly responder: OpensslResponder;
  readonly good: Issued;
  /** Revoked on 1 January 2026 for keyCompromise. */
  readonly revoked: Issued;
  /** Issued, but not in the responder's database. */
  readonly unknown: Issued;
  /** Its certificate names no responder. */
  readonly noAia: Issued;
  /** Its certificate names two; only the first knows it. */
  readonly twoUris: Issued;
  /** Its certificate names a port of this machine that refuses connections. */
  readonly unreachable: Issued;
  /** Paths of all of them and of the issuing CA. */
  readonly files: readonly string[];
  readonly close: () => Promise<void>;
}

/** Makes a PKI with `openssl` and starts its responder on a free port. */
export async function createWorld(): Promise<World> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'revoscope-e2e-pki-')));
  const pki = await createPki({ dir, name: 'Gateway' });
  const responder = await startOpensslResponder({
    authority: pki.issuer,
    nextUpdateMinutes: 1_440,
  });
  const issue = (name: string, ocspUris: readonly string[] = [responder.url]) =>
    pki.issueClient({ name, ocspUris });
  const good = await issue('gateway-good');
  const revoked = await issue('gateway-revoked');
  const unknown = await issue('gateway-unknown');
  const noAia = await issue('gateway-no-aia', []);
  const twoUris = await issue('gateway-two-uris', [responder.url, 'http://second.invalid/']);
  const unreachable = await issue('gateway-unreachable', [await refusingUrl()]);
  await pki.revoke(revoked, { reason: 'keyCompromise' });
  await pki.forget(unknown);
  await responder.reload();
  const all = [pki.issuer, good, revoked, unknown, noAia, twoUris, unreachable];
  return {
    dir,
    pki,
    responder,
    good,
    revoked,
    unknown,
    noAia,
    twoUris,
    unreachable,
    files: all.map(({ certPath }) => certPath),
    close: async () => {
      await responder.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
