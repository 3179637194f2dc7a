import { freePort } from '../../nginx.ts';
import { run, start } from '../../process.ts';
import { isInstalled } from './installed.ts';
import type { LiveJudge, LiveVerdict } from './live-judge.ts';
import type { LiveCase } from './stage.ts';

/** Staples the response of a case in an `openssl s_server`, as long as `ask` takes. */
async function whileStapled<T>({ files }: LiveCase, ask: (port: number) => Promise<T>): Promise<T> {
  const port = await freePort();
  const server = start('openssl', [
    ...['s_server', '-accept', `127.0.0.1:${port}`, '-cert', files.leaf, '-key', files.leafKey],
    ...['-cert_chain', files.issuer, '-status_file', files.response, '-www'],
  ]);
  try {
    await server.waitForOutput(/ACCEPT/);
    return await ask(port);
  } finally {
    await server.stop();
  }
}

async function judgeEach(
  cases: readonly LiveCase[],
  judge: (each: LiveCase) => Promise<Omit<LiveVerdict, 'at'>>,
): Promise<readonly LiveVerdict[]> {
  const verdicts: LiveVerdict[] = [];
  for (const each of cases) {
    const at = Date.now();
    verdicts.push({ ...(await judge(each)), at });
  }
  return verdicts;
}

/** `curl --cert-status`: exit 0, or 91 with the reason. */
export const liveCurl: LiveJudge = {
  id: 'curl-7.88',
  packages: ['curl', 'openssl'],
  version: async () => {
    if (!(await isInstalled('curl'))) return null;
    const { stdout } = await run('curl', ['--version']);
    const version = /^curl (\d\S+)[^\n]*OpenSSL/.exec(Buffer.from(stdout).toString())?.[1] ?? null;
    return version?.startsWith('7.88') === true ? version : null;
  },
  judgeAll: (cases) =>
    judgeEach(cases, (each) =>
      whileStapled(each, async (port) => {
        const args = ['-sS', '-o', '/dev/null', '--cert-status', '--cacert', each.files.root];
        args.push('--resolve', `localhost:${port}:127.0.0.1`, `https://localhost:${port}/`);
        const { code, stderr } = await run('curl', args);
        if (code === 0) return { code: 'G', words: 'exit 0' };
        if (code !== 91) throw new Error(`curl exited with ${code}: ${stderr}`);
        const isRevoked = stderr.includes('certificate revocation reason');
        const isUnknown = stderr.includes('certificate status verification FAILED');
        return { code: isRevoked ? 'R' : isUnknown ? 'U' : 'X', words: stderr };
      }),
    ),
};

/** `gnutls-cli`, which prints what it makes of the certificate and the staple. */
export const liveGnutls: LiveJudge = {
  id: 'gnutls-3.7',
  packages: ['gnutls-bin', 'openssl'],
  version: async () => {
    if (!(await isInstalled('gnutls-cli'))) return null;
    const { stdout } = await run('gnutls-cli', ['--version']);
    return /gnutls-cli (\d\S+)/.exec(Buffer.from(stdout).toString())?.[1] ?? null;
  },
  judgeAll: (cases) =>
    judgeEach(cases, (each) =>
      whileStapled(each, async (port) => {
        const args = ['--x509cafile', each.files.root, '-p', String(port), '127.0.0.1'];
        args.push('--sni-hostname', 'localhost', '--verify-hostname', 'localhost');
        const { stdout, stderr } = await run('gnutls-cli', args);
        const out = `${Buffer.from(stdout).toString()}${stderr}`;
        const status = /^- Status: (.*)$/m.exec(out)?.[1] ?? '';
        if (status.includes('is trusted')) return { code: 'T', words: status };
        return { code: /revoked/.test(status) ? 'R' : 'X', words: status || out.slice(-300) };
      }),
    ),
};
