import { describe, expect, it } from 'vitest';
import { commands } from '#cli/commands.ts';
import { completionTable } from '#cli/completion/completion-table.ts';
import { runInProcess } from './fake-environment.ts';

describe('revoscope completion', () => {
  it('knows every command, its options and their values', async () => {
    const table = await completionTable(commands);
    expect(table.commands.map(({ name }) => name)).toEqual(commands.map(({ name }) => name));
    const check = table.commands.find(({ name }) => name === 'check');
    const values = Object.fromEntries(
      (check?.options ?? []).map(({ name, value }) => [name, value]),
    );
    expect(values).toMatchObject({
      fallback: { kind: 'words', words: ['allow', 'block'] },
      issuer: { kind: 'files' },
      gate: { kind: 'none' },
      at: { kind: 'text' },
    });
  });

  it.each([
    ['zsh', /^#compdef revoscope\n/, "'--nonce=[Whether the request has a nonce"],
    ['fish', /^# fish completion for revoscope\n/, "-l nonce -x -a 'omit send require' -d"],
    ['bash', /^# bash completion for revoscope\n/, "--nonce) _revoscope_words 'omit send require'"],
  ])('prints the script of %s', async (shell, head, line) => {
    const { code, stdout } = await runInProcess(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toMatch(head);
    expect(stdout).toContain(line);
  });

  it.each([[[]], [['tcsh']], [['bash', 'zsh']]])('asks which shell for %j', async (shells) => {
    const { code, stderr } = await runInProcess(['completion', ...shells]);
    expect(code).toBe(64);
    expect(stderr).toContain('Give bash, zsh or fish.');
  });
});

describe('--color', () => {
  it.each([
    [['--color', 'always', 'inspect', 'x'], true],
    [['--color=never', 'inspect', 'x'], false],
    [['inspect', '--color=always', 'x'], true],
    [['inspect', 'x', '--color', 'always'], true],
    [['inspect', 'x', '--', '--color=always'], false],
    [['inspect', 'x'], false],
  ])('%j colours: %s', async (args, isColoured) => {
    const { stdout, stderr } = await runInProcess(args);
    expect((stdout + stderr).includes('\u001b[')).toBe(isColoured);
  });

  it('wins over a terminal where it is never', async () => {
    const { stderr } = await runInProcess(['inspect', 'x', '--color=never'], { colour: 'on' });
    expect(stderr).not.toContain('\u001b');
  });

  it.each([[['--color', 'red', 'demo', '--list']], [['demo', '--list', '--color', 'red']]])(
    'refuses %j with exit code 64',
    async (args) => {
      const { code, stderr } = await runInProcess(args);
      expect(code).toBe(64);
      expect(stderr).toContain('--color is auto, always or never, not "red".');
    },
  );
});
