import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../support/process.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { revoscope } from './command-line.ts';

const temp = suiteTempDir('cli-completion');

describe('revoscope completion bash', () => {
  beforeAll(async () => {
    const { stdout } = await revoscope(['completion', 'bash']);
    await writeFile(join(temp.path, 'revoscope.bash'), stdout);
    await writeFile(join(temp.path, 'a client.pem'), '');
  });

  /** What bash offers for the last of these words. */
  async function complete(...words: readonly string[]): Promise<readonly string[]> {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const script = `source ./revoscope.bash
COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}
_revoscope; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = await run('bash', ['-c', script], { cwd: temp.path });
    expect(stderr).toBe('');
    return Buffer.from(stdout).toString('utf8').split('\n').filter(Boolean);
  }

  it.each<[readonly string[], readonly string[]]>([
    [['che'], ['check']],
    [['--co'], ['--color']],
    [
      ['--color', 'a'],
      ['auto', 'always'],
    ],
    [
      ['check', '--ha'],
      ['--hash', '--hash-policy'],
    ],
    [['--color', 'never', 'check', '--hash', 'sha3'], ['sha384']],
    [
      ['check', '--nonce', '='],
      ['omit', 'send', 'require'],
    ],
    [['check', '--nonce', '=', 'r'], ['require']],
    [['verify', '--issuer', 'a'], ['a client.pem']],
    [['verify', 'a'], ['a client.pem']],
    [['demo', 'cache-w'], ['cache-window']],
    [['help', 'verif'], ['verify']],
    [['man', ''], []],
  ])('completes %j', async (words, expected) => {
    expect(await complete('revoscope', ...words)).toEqual(expected);
  });
});

describe('revoscope man', () => {
  it('is a page that groff has nothing to say against, with every option of check', async () => {
    const { stdout } = await revoscope(['man']);
    const page = await run('groff', ['-man', '-ww', '-P-cbou', '-Tutf8', '-rLL=100n'], {
      input: stdout,
    });
    expect(page.stderr).toBe('');
    const plain = Buffer.from(page.stdout).toString('utf8');
    expect(plain).toContain('--issuer FILE');
    expect(plain).toContain('--color auto|always|never');
    expect(plain).toMatch(/revoscope demo \[ID…\] \[options\]/);
  });
});
