import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openssl } from '../../support/openssl.ts';
import { createPki, type Issued, type Pki } from '../../support/openssl-pki.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { revoscopeJson } from './command-line.ts';
import { startServing } from './served.ts';

const temp = suiteTempDir('cli-serve-own-certificates');
let pki: Pki;
let server: Issued;
beforeAll(async () => {
  pki = await createPki({ dir: temp.path });
  server = await pki.issueServer({ name: 'localhost' });
});

const noticesOf = async (args: readonly string[]): Promise<readonly string[]> => {
  const serving = await startServing(args);
  await serving.stop();
  return serving.started.notices;
};

describe('revoscope serve warns at the start', () => {
  it('of a server certificate that clients refuse, of a CA that is none, of a key that others read', async () => {
    const client = await pki.issueClient({ name: 'client' });
    await chmod(client.keyPath, 0o644);
    const identity = ['--server-cert', client.certPath, '--server-key', client.keyPath];
    expect(await noticesOf([...identity, '--client-ca', server.certPath])).toEqual([
      expect.stringMatching(/^The server certificate has no subject alternative name/),
      'The server certificate is for clientAuth alone and not for serverAuth: clients refuse it.',
      `Others can read or change the private key ${client.keyPath} (mode 644): chmod 600 ends that.`,
      'CN=localhost,O=Revoscope tests (--client-ca) is no CA (basicConstraints): no client is admitted by it.',
    ]);
  });

  it('of a server certificate that has expired', async () => {
    const expired = await pki.issueServer({
      name: 'localhost',
      notBefore: new Date('2024-01-01T00:00:00Z'),
      notAfter: new Date('2025-01-01T00:00:00Z'),
    });
    await chmod(expired.keyPath, 0o600);
    const identity = ['--server-cert', expired.certPath, '--server-key', expired.keyPath];
    expect(await noticesOf([...identity, '--client-ca', pki.root.certPath])).toEqual([
      'The server certificate expired at 2025-01-01T00:00:00Z: every client refuses it.',
    ]);
  });
});

describe('an encrypted private key', () => {
  const encrypt = async (form: 'PEM' | 'DER'): Promise<string> => {
    const file = join(temp.path, `encrypted.${form}`);
    const args = ['pkcs8', '-topk8', '-in', server.keyPath, '-out', file, '-outform', form];
    await openssl([...args, '-passout', 'pass:open sesame']);
    await chmod(file, 0o600);
    return file;
  };
  const withKey = (key: string) => [
    ...['--server-cert', server.certPath, '--server-key', key],
    ...['--client-ca', pki.root.certPath, '--server-key-password-file'],
  ];

  it.each(['PEM', 'DER'] as const)('in %s is opened by the password in a file', async (form) => {
    const password = join(temp.path, 'password');
    await writeFile(password, 'open sesame\n');
    expect(await noticesOf([...withKey(await encrypt(form)), password])).toEqual([]);
  });

  it('is asked for its password, and refuses another, with exit code 65', async () => {
    const wrong = join(temp.path, 'wrong');
    await writeFile(wrong, 'open barley\n');
    const key = await encrypt('PEM');
    const asked = await revoscopeJson(['serve', ...withKey(key).slice(0, -1)]);
    expect([asked.code, asked.document.error.message]).toEqual([
      65,
      'This private key is encrypted: give a file with its password with --server-key-password-file.',
    ]);
    const refused = await revoscopeJson(['serve', ...withKey(key), wrong]);
    expect([refused.code, refused.document.error.message]).toEqual([
      65,
      `The first line of ${wrong} is not the password of this private key.`,
    ]);
  });
});
