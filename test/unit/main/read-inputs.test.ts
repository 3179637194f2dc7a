import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readInputs } from '../../../src/main/read-inputs.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';

const temp = suiteTempDir('read-inputs');

it('says at once of a pipe and of a folder that they are no files, and reads the others', async () => {
  const at = (name: string) => join(temp.path, name);
  execFileSync('mkfifo', [at('pipe')]);
  mkdirSync(at('folder'));
  writeFileSync(at('file'), 'x');
  const { inputs, unreadable } = await readInputs(['pipe', 'folder', 'file'].map(at));
  expect(inputs.map(({ name }) => name)).toEqual(['file']);
  expect(unreadable.map(({ origin, problems }) => [origin, problems[0]?.message])).toEqual([
    ['pipe', expect.stringContaining('pipe')],
    ['folder', expect.stringContaining('folder')],
  ]);
});
