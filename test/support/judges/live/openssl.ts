import type { JudgeCode } from '#shared/model/judged-by.ts';
import { run } from '../../process.ts';
import { isInstalled } from './installed.ts';
import type { LiveJudge, LiveVerdict } from './live-judge.ts';
import type { LiveCase } from './stage.ts';

/** `openssl ocsp` as long as one profile speaks for it: its second try changed between 3.0.19 and 3.0.22. */
function opensslJudge(id: string, isMeant: (patch: number) => boolean): LiveJudge {
  return {
    id,
    packages: ['openssl'],
    version: async () => {
      if (!(await isInstalled('openssl'))) return null;
      const { stdout } = await run('openssl', ['version']);
      const found = /OpenSSL (3\.0\.(\d+))/.exec(Buffer.from(stdout).toString());
      return found !== null && isMeant(Number(found[2])) ? (found[1] ?? null) : null;
    },
    judgeAll,
  };
}

/** `openssl ocsp` up to 3.0.19. */
export const liveOpenssl3019 = opensslJudge('openssl-3.0.19', (patch) => patch <= 19);

/** `openssl ocsp` from 3.0.22 on. */
export const liveOpenssl3022 = opensslJudge('openssl-3.0.22', (patch) => patch >= 22);

async function judgeAll(cases: readonly LiveCase[]): Promise<readonly LiveVerdict[]> {
  const verdicts = [];
  for (const { files } of cases) {
    const at = Date.now();
    const args = ['ocsp', '-no_nonce', '-issuer', files.issuer, '-cert', files.leaf];
    args.push('-respin', files.response, '-CAfile', files.root);
    const { stdout, stderr, code } = await run('openssl', args);
    const out = Buffer.from(stdout).toString();
    verdicts.push({ code: codeOf(out, stderr, code), words: `${out}${stderr}`, at });
  }
  return verdicts;
}

function codeOf(out: string, errors: string, exit: number): JudgeCode {
  if (exit !== 0 || !errors.includes('Response verify OK')) return 'X';
  const status = /(?:^|\s)(good|revoked|unknown)$/m.exec(out)?.[1];
  const isLate = `${out}${errors}`.includes('WARNING: Status times invalid');
  if (status === 'good') return isLate ? 'Gw' : 'G';
  if (status === 'revoked') return isLate ? 'Rw' : 'R';
  return status === 'unknown' ? 'U' : 'X';
}
