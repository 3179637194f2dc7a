import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  runtimes,
  suiteMtls,
  suitePeers,
  versions,
  writeChain,
} from '../../support/mtls/mtls-peers.ts';
import { sClient } from '../../support/mtls/s-client.ts';
import { openssl } from '../../support/openssl.ts';

const peers = suitePeers('mtls-sessions', async () => {});

describe.each(runtimes)('sessions and kept connections under $runtime', ({ runtime, open }) => {
  const mtls = suiteMtls(open, peers);
  const visitWith = (version: (typeof versions)[number]) => ({
    port: mtls().port,
    caFile: peers().pki.caFile,
    version,
  });
  const newClient = async (version: string) => {
    const { pki, responder } = peers();
    const client = await pki.issueClient({ name: `${runtime} ${version}` });
    await responder.reload();
    const session = join(peers().dir, `session-${client.serial}`);
    return { client, session };
  };

  describe.each(versions)('over %s', (version) => {
    it('decides anew on a resumed session: good from the cache, then revoked', async () => {
      const { client, session } = await newClient(version);
      const visit = { ...visitWith(version), client };
      const first = await sClient({ ...visit, sessionOut: session });
      expect(first).toMatchObject({ status: 200, document: { connection: { session: 'new' } } });
      const second = await sClient({ ...visit, sessionIn: session });
      expect(second).toMatchObject({
        status: 200,
        document: { connection: { session: 'resumed' }, fromCache: true },
      });

      await peers().pki.revoke(client, { reason: 'superseded' });
      await peers().responder.reload();
      await mtls().clearCache();
      const third = await sClient({ ...visit, sessionIn: session });
      expect(third).toMatchObject({
        status: 403,
        document: { connection: { session: 'resumed' }, revocationStatus: 'revoked' },
      });
      const flows = await mtls().flows(3);
      expect(flows.map((flow) => [flow.session, flow.presented, flow.decision])).toEqual([
        ['new', client.name, 'allow by status'],
        ['resumed', client.name, 'allow by status'],
        ['resumed', client.name, 'deny by status'],
      ]);
    });

    it('denies a client without a certificate on a resumed session too', async () => {
      const session = join(peers().dir, `session-none-${mtls().port}-${version}`);
      const visit = { ...visitWith(version), client: null };
      expect(await sClient({ ...visit, sessionOut: session })).toMatchObject({ status: 403 });
      expect(await sClient({ ...visit, sessionIn: session })).toMatchObject({
        status: 403,
        document: { connection: { session: 'resumed' }, reason: { code: 'no-certificate' } },
      });
    });

    it('still knows the chain of a resumed session, in which no certificate is sent', async () => {
      const { client, session } = await newClient(version);
      const { pki, dir, files } = peers();
      await mtls().setFiles({ ...files, trusted: [pki.root.certPath] });
      const chainFile = await writeChain(dir, [pki.issuer]);
      const visit = { ...visitWith(version), client, chainFile };
      expect(await sClient({ ...visit, sessionOut: session })).toMatchObject({ status: 200 });
      expect(await sClient({ ...visit, sessionIn: session })).toMatchObject({ status: 200 });
      const flows = await mtls().flows(2);
      expect(flows.map((flow) => [flow.session, flow.chain])).toEqual([
        ['new', [pki.issuer.name]],
        ['resumed', [pki.issuer.name]],
      ]);
      await mtls().setFiles(files);
    });
  });

  it('decides on each reconnection of openssl s_client -reconnect', async () => {
    const { client } = await newClient('reconnect');
    await peers().pki.revoke(client);
    await peers().responder.reload();
    const { stdout } = await openssl(
      [
        ...['s_client', '-connect', `127.0.0.1:${mtls().port}`, '-tls1_2', '-reconnect'],
        ...['-CAfile', peers().pki.caFile, '-cert', client.certPath, '-key', client.keyPath],
        '-ign_eof',
      ],
      { input: 'GET / HTTP/1.0\r\n\r\n' },
    );
    expect(stdout.match(/^Reused, TLSv1\.2/gm)).toHaveLength(5);
    expect(stdout).toMatch(/^HTTP\/1\.1 403/m);
    const flows = await mtls().flows(6);
    expect(flows.map(({ decision }) => decision)).toEqual(Array(6).fill('deny by status'));
    expect(flows.map(({ session }) => session).sort()).toEqual([
      'new',
      ...Array(5).fill('resumed'),
    ]);
  });

  it('refuses to renegotiate, so that no client changes its certificate', async () => {
    const { client } = await newClient('renegotiation');
    const socket = connect({
      host: '127.0.0.1',
      port: mtls().port,
      maxVersion: 'TLSv1.2',
      ca: await readFile(peers().pki.caFile),
      cert: client.pem,
      key: await readFile(client.keyPath),
    });
    onTestFinished(() => {
      socket.destroy();
    });
    const refused = once(socket, 'error');
    await once(socket, 'secureConnect');
    socket.renegotiate({}, () => {});
    await expect(refused).resolves.toMatchObject([
      { code: expect.stringMatching(/NO_RENEGOTIATION/) },
    ]);
  });
});
