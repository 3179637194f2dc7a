import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { JudgeCode } from '#shared/model/judged-by.ts';
import { run } from '../../process.ts';
import { debianVersion, isInstalled } from './installed.ts';
import type { LiveJudge, LiveVerdict } from './live-judge.ts';
import type { JudgeStage } from './stage.ts';

/** strongSwan's `pki --verify --online`, which tells what it found and fails for revoked alone. */
export const liveStrongswan: LiveJudge = {
  id: 'strongswan-5.9',
  packages: ['strongswan-pki', 'libstrongswan-extra-plugins'],
  version: async () => ((await isInstalled('pki')) ? debianVersion('strongswan-pki') : null),
  judgeAll: async (cases, stage) => {
    const verdicts: LiveVerdict[] = [];
    for (const { files, response, recipe } of cases) {
      stage.serve(response);
      const at = Date.now();
      const intermediate = recipe.level === 'root' ? [] : ['--cacert', files.issuer];
      const args = ['--verify', '--online', '--in', files.leaf, '--cacert', files.root];
      const { stdout, stderr, code } = await run('pki', [...args, ...intermediate]);
      const words = `${Buffer.from(stdout).toString()}${stderr}`;
      verdicts.push({ code: strongswanCode(words, code), words, at });
    }
    return verdicts;
  },
};

function strongswanCode(words: string, exit: number): JudgeCode {
  if (/certificate (?:was )?revoked/i.test(words) && exit !== 0) return 'R';
  if (exit !== 0) return 'X';
  if (/outdated|stale/i.test(words.split('\n').slice(-4).join('\n'))) return 'S';
  if (/checking failed|status unknown|revocation checking failed/i.test(words)) return 'F';
  return 'G';
}

/** NSS's `vfychain`, with `-s failIfNoInfo`. */
export const liveNss: LiveJudge = {
  id: 'nss-3.87',
  packages: ['libnss3-tools'],
  version: async () => ((await isInstalled('vfychain')) ? debianVersion('libnss3-tools') : null),
  judgeAll: async (cases, stage) => {
    const [first] = cases;
    if (first === undefined) return [];
    const database = `sql:${await createDatabase(stage, first.files.root)}`;
    const verdicts: LiveVerdict[] = [];
    for (const { files, response, recipe } of cases) {
      stage.serve(response);
      const at = Date.now();
      const args = ['-d', database, '-pp', '-u', '0', '-g', 'leaf', '-m', 'ocsp'];
      args.push('-s', 'failIfNoInfo', '-a', files.leaf);
      if (recipe.level === 'intermediate') args.push(files.issuer);
      const { stdout, stderr, code } = await run('vfychain', args);
      const words = `${Buffer.from(stdout).toString()}${stderr}`;
      verdicts.push({ code: code === 0 ? 'G' : 'X', words, at });
    }
    return verdicts;
  },
};

async function createDatabase({ dir }: JudgeStage, root: string): Promise<string> {
  const folder = await mkdtemp(join(dir, 'nss-'));
  const database = `sql:${folder}`;
  const made = await run('certutil', ['-N', '-d', database, '--empty-password']);
  if (made.code !== 0) throw new Error(made.stderr);
  const args = ['-A', '-d', database, '-n', 'Root', '-t', 'CT,C,C', '-a', '-i', root];
  const added = await run('certutil', args);
  if (added.code !== 0) throw new Error(added.stderr);
  return folder;
}
