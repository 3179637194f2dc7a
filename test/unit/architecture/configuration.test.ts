import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { type Folder, folders, mayImport } from './dependency-table.ts';

describe('the dependency table', () => {
  it('names every folder of src', () => {
    const names = readdirSync(join(root, 'src')).filter((name) => {
      return statSync(join(root, 'src', name)).isDirectory();
    });
    expect(names.sort()).toEqual([...folders].sort());
  });

  it.each(folders)('is what the compiler is told of %s', (folder) => {
    const { references } = readJson<{ references: { path: string }[] }>(
      `src/${folder}/tsconfig.json`,
    );
    const named = references.map(({ path }) => path.replace('../', ''));
    expect(named.sort()).toEqual([...mayImport[folder]].sort());
  });

  it.each(folders)('is what the linter is told of %s', (folder) => {
    const closed = folders.filter((each) => !mayImport[folder].includes(each));
    expect(closedByLinter(folder)).toEqual(closed.map((each) => `#${each}/**`).sort());
  });
});

describe('the compiler', () => {
  const withNode: readonly Folder[] = folders.filter((folder) => {
    return !['shared', 'preload', 'renderer'].includes(folder);
  });

  it.each(folders)('knows in %s the types of Node only where it runs in Node', (folder) => {
    const { compilerOptions } = readJson<{ compilerOptions: { types?: string[] } }>(
      `src/${folder}/tsconfig.json`,
    );
    expect(compilerOptions.types ?? []).toEqual(withNode.includes(folder) ? ['node'] : []);
  });
});

interface BiomeOverride {
  includes: string[];
  linter: {
    rules: {
      style?: {
        noRestrictedImports?: { options: { patterns: { group: string[] }[] } };
      };
    };
  };
}

function closedByLinter(folder: Folder): string[] {
  const { overrides } = readJson<{ overrides: BiomeOverride[] }>('biome.json');
  return overrides
    .filter(({ includes }) => includes.includes(`src/${folder}/**`))
    .flatMap((each) => each.linter.rules.style?.noRestrictedImports?.options.patterns ?? [])
    .flatMap(({ group }) => group)
    .filter((pattern) => /^#[\w-]+\/\*\*$/.test(pattern))
    .sort();
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
