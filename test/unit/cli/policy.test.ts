import { describe, expect, it } from 'vitest';
import { runInProcess } from './fake-environment.ts';

const conf =
  'http {\n server {\n  listen 443 ssl; server_name gate;\n  ssl_verify_client on;\n  ssl_ocsp leaf;\n }\n}\n';
const files = { 'nginx.conf': new TextEncoder().encode(conf) };

describe('revoscope policy', () => {
  it('says what a configuration means, with file and line', async () => {
    const { code, stdout } = await runInProcess(['policy', 'import', 'nginx.conf'], { files });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^nginx \(1\.19\.0 or newer\), "gate 443" \(nginx\.conf:2\)/);
    expect(stdout).toMatch(/ocsp enabled: OCSP is asked/);
    expect(stdout).toMatch(/nginx\.conf:5 {2}ssl_ocsp leaf;/);
  });

  it('lets no text of a configuration steer the terminal', async () => {
    const text = '<If "\u001b[31m\u009bx">\nSSLOCSPEnable on\n</If>\n';
    const hostile = { files: { x: new TextEncoder().encode(text) } };
    const apache = await runInProcess(['policy', 'import', 'x'], hostile);
    expect(apache.stdout).toContain('\\u001B[31m');
    const named = { files: { x: new TextEncoder().encode(conf.replace('gate', '"\u001b[31m"')) } };
    const nginx = await runInProcess(['policy', 'import', 'x'], named);
    expect(nginx.stdout).toMatch(/^nginx .*\\u001B/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(apache.stdout + nginx.stdout).not.toMatch(/[\u001b\u009b]/);
  });

  it('refuses a server that is not there, and a text of no product', async () => {
    const other = await runInProcess(['policy', 'import', 'nginx.conf', '--server', 'x'], {
      files,
    });
    expect([other.code, other.stderr]).toEqual([64, expect.stringMatching(/"gate 443"/)]);
    const text = { files: { x: new TextEncoder().encode('hello') } };
    const none = await runInProcess(['policy', 'import', 'x'], text);
    expect([none.code, none.stderr]).toEqual([65, expect.stringMatching(/--product\s+nginx/)]);
  });

  it('writes a policy in the words of a product', async () => {
    const { code, stdout } = await runInProcess(['policy', 'export', '--product', 'apache']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^SSLOCSPEnable leaf$/m);
    expect((await runInProcess(['policy', 'export'])).code).toBe(64);
  });

  it('shows the policy of a new workspace', async () => {
    const { code, stdout } = await runInProcess(['policy', 'show']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/fallback +block/);
  });
});
