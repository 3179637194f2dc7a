import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curl } from '../support/curl.ts';
import { startTestLab, type TestLab } from '../support/lab.ts';
import { type Nginx, startNginx } from '../support/nginx.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('lab-nginx-chain');
let test: TestLab;
let nginx: Nginx;
beforeAll(async () => {
  test = await startTestLab();
  const server = await filesOf('lab-server');
  nginx = await startNginx({
    dir: temp.path,
    server,
    clientCaFile: server.caFile,
    ocsp: 'on',
  });
});
afterAll(async () => {
  await nginx.stop();
  await test.lab.stop();
});

async function filesOf(id: string) {
  const credentials = test.lab.ca.credentials(id);
  if (!credentials.ok) throw new Error(credentials.error.code);
  const { certificate, intermediates, privateKey, root } = credentials.value;
  const files = {
    certPath: join(temp.path, `${id}.pem`),
    keyPath: join(temp.path, `${id}.key.pem`),
    caFile: join(temp.path, 'root.pem'),
  };
  await writeFile(files.certPath, certificate + intermediates);
  await writeFile(files.keyPath, privateKey, { mode: 0o600 });
  await writeFile(files.caFile, root);
  return files;
}

async function visit(id: string): Promise<number> {
  const { certPath, keyPath, caFile } = await filesOf(id);
  const answer = await curl(nginx.url, ['--cacert', caFile, '--cert', certPath, '--key', keyPath]);
  if (answer.outcome === 'failed') throw new Error(answer.message);
  return answer.status;
}

describe('nginx that asks about the whole chain (ssl_ocsp on), before the lab', () => {
  it("admits the good client, and has asked about the issuing CA's certificate too", async () => {
    expect(await visit('lab-client-good')).toBe(200);
    const names = test.exchanges.flatMap(({ answers }) => answers.map(({ name }) => name));
    expect(names.sort()).toEqual(['Lab Issuing CA', 'lab-client-good']);
  });

  it('refuses the revoked client', async () => {
    expect(await visit('lab-client-revoked')).toBe(400);
  });

  it("is given the root's word by the root itself as well", async () => {
    await test.behave({ signer: 'ca' });
    expect(await visit('lab-client-good')).toBe(200);
    await test.behave({});
  });

  it('refuses the good client once its CA is revoked', async () => {
    test.lab.ca.revoke('lab-issuing-ca', 'cACompromise', null);
    expect(await visit('lab-client-good')).toBe(400);
    await nginx.waitForLog(/certificate revoked/);
  });
});
