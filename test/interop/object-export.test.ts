import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ObjectExport } from '#shared/model/object-view.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { mustOpenssl } from '../support/openssl.ts';
import { createPki, type Issued, type Pki } from '../support/openssl-pki.ts';
import { suiteTempDir } from '../support/temp-dir.ts';
import { createTestWorkbench } from '../support/workbench.ts';

const dir = suiteTempDir('object-export');
const password = 'pass word ü';
let pki: Pki;
let client: Issued;
let workbench: Workbench;
let id: string;

beforeAll(async () => {
  pki = await createPki({ dir: dir.path, name: 'Export' });
  client = await pki.issueClient({ name: 'export-client', ocspUris: [] });
  workbench = createTestWorkbench(dir.path);
  const [report] = await workbench.inputs.open([
    { name: 'client.pem', bytes: await readFile(client.certPath) },
    { name: 'issuer.pem', bytes: await readFile(pki.issuer.certPath) },
  ]);
  id = report?.added[0] ?? '';
});

async function exported(wanted: ObjectExport): Promise<string> {
  const file = workbench.views.export(id, wanted);
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  const path = join(dir.path, file.value.name);
  await writeFile(path, file.value.bytes);
  return path;
}

const refusalOf = (form: ObjectExport['as']) => {
  const choices = workbench.views.listExports(id);
  return choices.ok ? choices.value.find((choice) => choice.form === form)?.refusal : 'not there';
};

describe('exporting a certificate', () => {
  it('refuses PKCS#12 while its key is not open, and says so before anybody asks', () => {
    expect(refusalOf('pkcs12')).toMatch(/No private key/);
    const order = { as: 'pkcs12', encryption: 'modern', password } as const;
    expect(workbench.views.export(id, order)).toMatchObject({ ok: false });
  });

  it('writes PEM and DER as openssl has them', async () => {
    expect(await readFile(await exported({ as: 'pem' }), 'utf8')).toBe(client.pem);
    const path = await exported({ as: 'der' });
    expect(path).toMatch(/export-client\.cer$/);
    const { stdout } = await mustOpenssl(['x509', '-inform', 'DER', '-in', path]);
    expect(stdout.trim()).toBe(client.pem.trim());
  });

  it('writes PKCS#7 with the issuers that are loaded, as openssl reads it', async () => {
    const path = await exported({ as: 'pkcs7' });
    const { stdout } = await mustOpenssl(['pkcs7', '-inform', 'DER', '-in', path, '-print_certs']);
    expect(stdout.match(/^subject=.*$/gm)).toEqual([
      expect.stringContaining('export-client'),
      expect.stringContaining('Export Issuing CA'),
    ]);
  });

  it.each(['modern', 'legacy'] as const)(
    'writes PKCS#12 (%s) with the key that is open, for openssl under the password alone',
    async (encryption) => {
      await workbench.inputs.open([{ name: 'client.key', bytes: await readFile(client.keyPath) }]);
      expect(refusalOf('pkcs12')).toBeNull();
      const file = workbench.views.export(id, { as: 'pkcs12', encryption, password });
      expect(file).toMatchObject({ ok: true, value: { isSecret: true } });
      const path = await exported({ as: 'pkcs12', encryption, password });
      const legacy = encryption === 'legacy' ? ['-legacy'] : [];
      const read = ['pkcs12', '-in', path, '-noenc', ...legacy];
      const key = await mustOpenssl([...read, '-nocerts', '-passin', `pass:${password}`]);
      const keyPath = join(dir.path, 'out.key');
      await writeFile(keyPath, key.stdout);
      const publicOf = async (args: readonly string[]) => (await mustOpenssl(args)).stdout;
      expect(await publicOf(['pkey', '-in', keyPath, '-pubout'])).toBe(
        await publicOf(['x509', '-in', client.certPath, '-noout', '-pubkey']),
      );
      await expect(mustOpenssl([...read, '-nocerts', '-passin', 'pass:other'])).rejects.toThrow();
    },
  );

  it('writes text and JSON, without a key', async () => {
    const text = await readFile(await exported({ as: 'text' }), 'utf8');
    const { stdout } = await mustOpenssl(['x509', '-in', client.certPath, '-noout', '-text']);
    expect(text.trim()).toBe(stdout.replace(/ +$/gm, '').trim());
    const json = await readFile(await exported({ as: 'json' }), 'utf8');
    expect(JSON.parse(json)).toMatchObject({ objects: [{ kind: 'certificate' }], errors: [] });
    expect(json).not.toContain('PRIVATE');
  });
});

describe('exporting a private key', () => {
  it('gives it in PKCS#12 with its certificate alone', async () => {
    const key = workbench.objects.list().find(({ kind }) => kind === 'private-key');
    if (key === undefined) throw new Error('the key is not open');
    const choices = workbench.views.listExports(key.id);
    const possible = choices.ok ? choices.value.filter(({ refusal }) => refusal === null) : [];
    expect(possible.map(({ form }) => form)).not.toContain('der');
    expect(possible.map(({ form }) => form)).toContain('pkcs12');
    const pem = workbench.views.export(key.id, { as: 'pem' });
    const contents = pem.ok ? new TextDecoder().decode(pem.value.bytes) : '';
    expect(contents).not.toContain('PRIVATE');
  });
});
