import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { type Folder, folders } from './dependency-table.ts';

/** A project with our own configuration and one harmless file in each folder. */
let project = '';

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'revoscope-architecture-'));
  const configuration = ['package.json', 'biome.json', '.gitignore', 'tsconfig.base.json'];
  for (const name of [...configuration, 'tsconfig.no-electron.d.ts']) {
    await cp(join(root, name), join(project, name));
  }
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'));
  for (const folder of folders) {
    await mkdir(sourceFolder(folder), { recursive: true });
    await cp(
      join(root, 'src', folder, 'tsconfig.json'),
      join(project, 'src', folder, 'tsconfig.json'),
    );
    await writeFile(
      join(sourceFolder(folder), 'value.ts'),
      `export const ${folder.replaceAll('-', '')} = 1;\n`,
    );
  }
});

afterAll(() => rm(project, { recursive: true, force: true }));

const cases: readonly [folder: Folder, text: string, compiler: RegExp, linter: RegExp][] = [
  ['engine', valueFrom('#workbench/value.ts'), /TS6307|TS2307/, /noRestrictedImports/],
  ['mtls', valueFrom('#lab/value.ts'), /TS6307|TS2307/, /noRestrictedImports/],
  ['workbench', valueFrom('#cli/value.ts'), /TS6307|TS2307/, /noRestrictedImports/],
  ['engine', "export { app } from 'electron';\n", /TS2306/, /noRestrictedImports/],
  ['shared', "export { hash } from 'node:crypto';\n", /TS2307|TS2591/, /noRestrictedImports/],
  ['renderer', "export { readFile } from 'node:fs';\n", /TS2307|TS2591/, /noRestrictedImports/],
];

describe('a forbidden import fails', { timeout: 60_000 }, () => {
  it('while the project without one passes both', async () => {
    expect(await compile('workbench')).toEqual({ code: 0, output: '' });
    expect(await compile('renderer')).toEqual({ code: 0, output: '' });
    const linted = await lint();
    expect(linted.output).not.toContain('noRestrictedImports');
    expect(linted.code).toBe(0);
  });

  it.each(cases)('in %s: %j', async (folder, text, compiler, linter) => {
    const file = join(sourceFolder(folder), 'forbidden.ts');
    await writeFile(file, text);
    try {
      const compiled = await compile(folder);
      expect(compiled.output).toMatch(compiler);
      expect(compiled.code).not.toBe(0);
      const linted = await lint();
      expect(linted.output).toMatch(linter);
      expect(linted.code).not.toBe(0);
    } finally {
      await rm(file);
    }
  });
});

function valueFrom(specifier: string): string {
  return `export * from '${specifier}';\n`;
}

/** The window's sources are one level deeper, beside its page. */
function sourceFolder(folder: Folder): string {
  return join(project, 'src', folder, folder === 'renderer' ? 'src' : '');
}

function compile(folder: Folder): Promise<Outcome> {
  return runProgram('typescript/bin/tsc', '-b', `src/${folder}`);
}

function lint(): Promise<Outcome> {
  return runProgram('@biomejs/biome/bin/biome', 'check', 'src');
}

interface Outcome {
  readonly code: number;
  readonly output: string;
}

function runProgram(path: string, ...args: string[]): Promise<Outcome> {
  const program = join(root, 'node_modules', path);
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: project }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1;
      resolve({ code, output: stdout + stderr });
    });
  });
}
