import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { curl } from '../support/curl.ts';
import { refusingUrl } from '../support/hostile-server.ts';
import { type Nginx, type NginxOptions, nginxVersion, startNginx } from '../support/nginx.ts';
import { createPki, type Issued, type Pki } from '../support/openssl-pki.ts';
import { type OpensslResponder, startOpensslResponder } from '../support/openssl-responder.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('nginx-peer');
let pki: Pki;
let server: Issued;
let good: Issued;
let revoked: Issued;
let unknown: Issued;

beforeAll(async () => {
  pki = await createPki({ dir: temp.path });
  server = await pki.issueServer({ name: 'localhost' });
  good = await pki.issueClient({ name: 'good' });
  revoked = await pki.issueClient({ name: 'revoked' });
  unknown = await pki.issueClient({ name: 'unknown' });
  await pki.revoke(revoked, { reason: 'keyCompromise' });
  await pki.forget(unknown);
});

describe('nginx with ssl_ocsp', () => {
  const running: (Nginx | OpensslResponder)[] = [];
  const respond = async () => {
    const responder = await startOpensslResponder({ authority: pki.issuer, nextUpdateMinutes: 60 });
    running.push(responder);
    return responder;
  };
  const serve = async (options: Partial<NginxOptions>) => {
    const nginx = await startNginx({
      dir: temp.path,
      server,
      clientCaFile: pki.caFile,
      ocsp: 'leaf',
      ...options,
    });
    running.push(nginx);
    return nginx;
  };
  const visit = async ({ url }: Nginx, client: Issued | null) => {
    const identity = client === null ? [] : ['--cert', client.certPath, '--key', client.keyPath];
    const answer = await curl(url, ['--cacert', pki.caFile, ...identity]);
    if (answer.outcome === 'failed') throw new Error(answer.message);
    return { status: answer.status, text: answer.text };
  };
  afterEach(async () => {
    await Promise.all(running.splice(0).map((peer) => peer.stop()));
  });

  it('is of a version that has ssl_ocsp', async () => {
    const [major = 0, minor = 0] = (await nginxVersion()).split('.').map(Number);
    expect(major * 1000 + minor).toBeGreaterThanOrEqual(1019);
  });

  it('admits a good client and refuses a revoked one, an unknown one and none', async () => {
    const responder = await respond();
    const nginx = await serve({ responderUrl: `${responder.url}/` });
    expect(await visit(nginx, good)).toEqual({ status: 200, text: 'SUCCESS\n' });
    expect((await visit(nginx, revoked)).status).toBe(400);
    await nginx.waitForLog(/verify error: certificate revoked/);
    expect((await visit(nginx, unknown)).status).toBe(400);
    expect((await visit(nginx, null)).status).toBe(400);
    expect(responder.requestLines()).toHaveLength(3);
  });

  it('finds the responder in the AIA extension when none is configured', async () => {
    const responder = await respond();
    const client = await pki.issueClient({ name: 'aia', ocspUris: [`${responder.url}/`] });
    await responder.reload();
    expect(await visit(await serve({}), client)).toEqual({ status: 200, text: 'SUCCESS\n' });
    expect(responder.requestLines()).toHaveLength(1);
  });

  it('refuses a good client when the responder refuses connections', async () => {
    const nginx = await serve({ responderUrl: await refusingUrl() });
    expect((await visit(nginx, good)).status).toBe(400);
  });

  it('admits a revoked client when ssl_ocsp is off', async () => {
    const nginx = await serve({ ocsp: 'off' });
    expect(await visit(nginx, revoked)).toEqual({ status: 200, text: 'SUCCESS\n' });
  });

  it('keeps an answer in its shared cache', async () => {
    const responder = await respond();
    const nginx = await serve({ responderUrl: `${responder.url}/`, ocspCache: 'shared' });
    await visit(nginx, good);
    expect(await visit(nginx, good)).toEqual({ status: 200, text: 'SUCCESS\n' });
    expect(responder.requestLines()).toHaveLength(1);
  });
});
