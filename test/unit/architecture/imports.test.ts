import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { findViolations } from './import-rules.ts';
import { readSource, readSources } from './source-file.ts';

/** Judges a file that exists only here. */
function judge(path: string, text: string): string[] {
  return findViolations(readSource(path, text));
}

describe('the sources', () => {
  const files = readSources(root, 'src');

  it('are found', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  it('keep to the dependency table', () => {
    expect(files.flatMap(findViolations)).toEqual([]);
  });
});

describe('a forbidden import is found', () => {
  const cases: readonly [title: string, path: string, text: string, reason: string][] = [
    [
      'into a folder that the table does not name',
      'src/engine/x.ts',
      "import { a } from '#workbench/a.ts';",
      'engine may not use workbench',
    ],
    [
      'of types alone',
      'src/store/x.ts',
      "import type { A } from '#engine/a.ts';",
      'store may not use engine',
    ],
    [
      'as an import() type',
      'src/shared/x.ts',
      "export type A = import('#engine/a.ts').A;",
      'shared may not use engine',
    ],
    ['as a re-export', 'src/mtls/x.ts', "export { a } from '#lab/a.ts';", 'mtls may not use lab'],
    [
      'as a dynamic import',
      'src/inspect/x.ts',
      "const a = await import('#mtls/a.ts');",
      'inspect may not use mtls',
    ],
    [
      'by a computed name',
      'src/engine/x.ts',
      'const a = await import(name);',
      'whose name is computed',
    ],
    ['by require', 'src/engine/x.ts', "const a = require('electron');", 'only main and preload'],
    [
      'by a relative path into another folder',
      'src/mtls/x.ts',
      "import { a } from '../engine/a.ts';",
      'another folder',
    ],
    [
      'of what sends by what judges',
      'src/engine/judge/x.ts',
      "import { a } from '../ask/a.ts';",
      'never sends',
    ],
    [
      'of what sends by what looks into files',
      'src/inspect/x.ts',
      "import { a } from '#engine/ask/a.ts';",
      'never sends',
    ],
    ['of the network by what judges', 'src/engine/judge/x.ts', "import 'node:net';", 'evidence'],
    ['of files by what decodes', 'src/pki/x.ts', "import 'node:fs';", 'evidence'],
    ['out of src', 'src/lab/x.ts', "import { a } from '../../test/a.ts';", 'outside of src'],
    [
      'of the own folder by its # name',
      'src/lab/ca/x.ts',
      "import { a } from '#lab/a.ts';",
      'so relative',
    ],
    [
      'of a composition root',
      'src/workbench/x.ts',
      "import { a } from '#cli/a.ts';",
      'workbench may not use cli',
    ],
    ['of electron in the engine', 'src/engine/x.ts', "import { net } from 'electron';", 'electron'],
    ['of Node in the window', 'src/renderer/src/x.tsx', "import 'node:fs';", 'without Node'],
    ['of Node in shared', 'src/shared/x.ts', "import 'node:crypto';", 'without Node'],
    ['of zod outside of the schemas', 'src/main/x.ts', "import { z } from 'zod';", 'schemas'],
    [
      'of the IPC contract by the store, be it a type',
      'src/store/x.ts',
      "import type { A } from '#shared/ipc/api.ts';",
      'knows nothing of the window',
    ],
    [
      'of the IPC contract by the workbench',
      'src/workbench/x.ts',
      "import type { A } from '#shared/ipc/error.ts';",
      'knows nothing of the window',
    ],
    ['of React in the workbench', 'src/workbench/x.ts', "import 'react';", 'user interface'],
    [
      'of values of the contract in the window',
      'src/renderer/src/x.ts',
      "import { contract } from '#shared/ipc/contract.ts';",
      'types only',
    ],
    [
      'of the model in the preload script',
      'src/preload/x.ts',
      "import { a } from '#shared/model/a.ts';",
      'not of shared/ipc',
    ],
    [
      'of a feature by a feature',
      'src/renderer/src/features/cache/x.tsx',
      "import { a } from '../policy/a.ts';",
      'features know only themselves',
    ],
    [
      'of a feature by a component',
      'src/renderer/src/components/x.tsx',
      "import { a } from '../features/policy/a.ts';",
      'features know only themselves',
    ],
  ];

  it.each(cases)('%s', (_title, path, text, reason) => {
    const violations = judge(path, text);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toContain(reason);
  });
});

describe('an allowed import passes', () => {
  it.each([
    ['src/engine/x.ts', "import { a } from '#shared/model/a.ts'; import 'node:crypto';"],
    ['src/engine/checks/x.ts', "import { a } from '../der/a.ts';"],
    ['src/main/x.ts', "import { app } from 'electron'; import { a } from '#workbench/a.ts';"],
    ['src/preload/x.ts', "import { channels } from '#shared/ipc/channels.ts';"],
    ['src/renderer/src/x.ts', "import type { A } from '#shared/ipc/api.ts';"],
    ['src/renderer/src/features/cache/x.tsx', "import { a } from '../../components/a.tsx';"],
    ['src/renderer/src/screens/x.tsx', "import { a } from '../features/cache/a.tsx';"],
    ['src/shared/ipc/contract.ts', "import { z } from 'zod';"],
  ])('%s: %s', (path, text) => {
    expect(judge(path, text)).toEqual([]);
  });
});

describe('time and randomness', () => {
  it.each(['Date.now()', 'new Date()', 'performance.now()', 'randomBytes(8)', 'Math.random()'])(
    'finds %s outside of a composition root',
    (call) => {
      expect(judge('src/workbench/x.ts', `const a = ${call};`)).toHaveLength(1);
      expect(judge('src/cli/x.ts', `const a = ${call};`)).toEqual([]);
    },
  );

  it('lets a given time be turned into a date', () => {
    expect(judge('src/engine/x.ts', 'const a = new Date(now);')).toEqual([]);
  });
});
