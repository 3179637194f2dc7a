import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { judgeCodes } from '#shared/model/judged-by.ts';
import { run } from '../../process.ts';
import { debianVersion, exists, isInstalled } from './installed.ts';
import type { LiveJudge, LiveVerdict } from './live-judge.ts';
import type { LiveCase } from './stage.ts';

const sources = join(import.meta.dirname, '../programs');

/** The response, the leaf and its issuer of each case, a line each. */
function listOf(cases: readonly LiveCase[]): string {
  const lines = cases.map(({ files }) => [files.response, files.leaf, files.issuer].join('\t'));
  return `${lines.join('\n')}\n`;
}

/** A verdict a line: code, tab, words. */
function verdictsIn(output: Uint8Array, at: number): readonly LiveVerdict[] {
  const lines = Buffer.from(output).toString('utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [letter, words] = line.split('\t');
    const code = judgeCodes.find((known) => known === letter);
    if (code === undefined) throw new Error(`no verdict: ${line}`);
    return { code, words: words ?? '', at };
  });
}

const goSource = '/usr/share/gocode';

/** Go with Debian's golang.org/x/crypto. */
export const liveGo: LiveJudge = {
  id: 'go-x-crypto',
  packages: ['golang-go', 'golang-golang-x-crypto-dev'],
  version: async () => {
    const library = await debianVersion('golang-golang-x-crypto-dev');
    if (library === null || !(await isInstalled('go'))) return null;
    const { stdout } = await run('go', ['version']);
    const compiler = /go(\d\S+)/.exec(Buffer.from(stdout).toString())?.[1] ?? '';
    return `x/crypto ${library}, Go ${compiler}`;
  },
  judgeAll: async (cases, { dir }) => {
    const work = join(dir, 'go');
    await mkdir(work, { recursive: true });
    await cp(join(sources, 'judge.go'), join(work, 'judge.go'));
    const own = [`GOCACHE=${join(work, 'cache')}`, 'GO111MODULE=off', `GOPATH=${goSource}`];
    const program = join(work, 'judge');
    const build = ['go', 'build', '-o', program, 'judge.go'];
    const built = await run('env', [...own, ...build], { cwd: work, timeoutMs: 300_000 });
    if (built.code !== 0) throw new Error(built.stderr);
    const at = Date.now();
    const { stdout } = await run(program, [], { input: listOf(cases) });
    return verdictsIn(stdout, at);
  },
};

const jars = ['bcprov', 'bcpkix', 'bcutil'].map((name) => `/usr/share/java/${name}.jar`);

function javaJudge(id: string, provider: 'SUN' | 'BC'): LiveJudge {
  return {
    id,
    packages:
      provider === 'SUN'
        ? ['default-jdk-headless']
        : ['default-jdk-headless', 'libbcprov-java', 'libbcpkix-java', 'libbcutil-java'],
    version: async () => {
      if (!(await isInstalled('javac'))) return null;
      if (provider === 'BC') return debianVersion('libbcprov-java');
      const { stderr } = await run('java', ['-version']);
      return /version "([^"]+)"/.exec(stderr)?.[1] ?? null;
    },
    judgeAll: async (cases, { dir }) => {
      const classes = join(dir, 'java');
      await mkdir(classes, { recursive: true });
      if (!(await exists(join(classes, 'Judge.class')))) {
        const source = join(sources, 'Judge.java');
        const built = await run('javac', ['-d', classes, source], { timeoutMs: 120_000 });
        if (built.code !== 0) throw new Error(built.stderr);
      }
      const at = Date.now();
      const path = [classes, ...(provider === 'BC' ? jars : [])].join(':');
      const args = ['-Docsp.enable=true', '-cp', path, 'Judge', provider];
      const { stdout, stderr, code } = await run('java', args, {
        input: listOf(cases),
        timeoutMs: 300_000,
      });
      if (code !== 0) throw new Error(stderr);
      return verdictsIn(stdout, at);
    },
  };
}

/** Java's own checker. */
export const liveJdk = javaJudge('jdk-17', 'SUN');

/** Bouncy Castle's. */
export const liveBouncyCastle = javaJudge('bouncycastle-1.72', 'BC');
