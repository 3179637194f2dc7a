import { readFile, stat } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { enter } from '../../../scripts/setup/enter.mjs';

/** What is written to standard error while `work` runs. */
function told(work: () => void): string {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  work();
  const text = write.mock.calls.map(([chunk]) => String(chunk)).join('');
  write.mockRestore();
  return text;
}

describe('entering a script', () => {
  afterEach(() => {
    process.exitCode = undefined;
  });

  it.each(['18.20.8', '20.18.3', '12.22.12'])('says that Node %s is too old', (version) => {
    const program = vi.fn(async () => {});
    expect(told(() => enter(program, 1, version))).toBe(
      `\nrevoscope: Node ${version} is too old; Revoscope needs 20.19 or newer.\n` +
        '  Install a newer Node from https://nodejs.org or with your package manager.\n',
    );
    expect(program).not.toHaveBeenCalled();
    expect(process.exitCode).toBe(1);
  });

  it.each(['20.19.0', '22.0.0', '100.1.0'])('goes on with Node %s', (version) => {
    const program = vi.fn(async () => {});
    expect(told(() => enter(program, 1, version))).toBe('');
    expect(program).toHaveBeenCalledOnce();
  });

  it.each(['start', 'test', 'revoscope'])(
    'needs of an old Node no more than it has: %s.mjs imports nothing else',
    async (name) => {
      const read = (file: string) =>
        readFile(new URL(`../../../scripts/${file}`, import.meta.url), 'utf8');
      const entry = await read(`${name}.mjs`);
      expect(entry.match(/^import .*$/gm)).toEqual(["import { enter } from './setup/enter.mjs';"]);
      const guard = await read('setup/enter.mjs');
      expect(guard).not.toMatch(/^import |\?\?|\?\.|^await |#|\bcatch \{/m);
      expect(entry).not.toMatch(/^await /m);
    },
  );

  it('may be run as it is: npx runs revoscope.mjs so', async () => {
    const { mode } = await stat(new URL('../../../scripts/revoscope.mjs', import.meta.url));
    expect(mode & 0o111).toBe(0o111);
  });
});
