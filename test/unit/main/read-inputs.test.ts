import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readInputs } from '../../../src/main/read-inputs.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';

const temp = suiteTempDir('read-inputs');

const at = (name: string) => join(temp.path, name);

it('says at once of a pipe that it is no file, and reads the others', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  writeFileSync(at('file'), 'x');
  const { inputs, unreadable } = await readInputs(['pipe', 'file', 'gone'].map(at));
  expect(inputs.map(({ name, came }) => [name, came])).toEqual([['file', 'named']]);
  expect(unreadable.map(({ origin, problems }) => [origin, problems[0]?.message])).toEqual([
    ['pipe', expect.stringContaining('pipe')],
    ['gone', expect.stringContaining('cannot be read')],
  ]);
});

it('reads the files of a folder and below it, but not hidden ones, and goes in no circle', async () => {
  mkdirSync(at('folder/inner'), { recursive: true });
  writeFileSync(at('folder/b.pem'), 'b');
  writeFileSync(at('folder/inner/a.pem'), 'a');
  writeFileSync(at('folder/.hidden'), 'h');
  symlinkSync(at('folder'), at('folder/inner/back'));
  symlinkSync(at('folder/b.pem'), at('folder/link.pem'));
  mkdirSync(at('empty'));
  const { inputs, unreadable } = await readInputs(['folder', 'empty'].map(at));
  expect(inputs.map(({ name, came }) => [name, came])).toEqual([
    ['folder/b.pem', 'found'],
    ['folder/inner/a.pem', 'found'],
    ['folder/link.pem', 'found'],
  ]);
  expect(unreadable).toMatchObject([{ origin: 'empty' }]);
});
