import { join } from 'node:path';
import { expect, it } from 'vitest';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { revoscope } from './command-line.ts';

const temp = suiteTempDir('matrix-json');

it('prints the trust kit as one document and nothing else for --json -', async () => {
  const folder = join(temp.path, 'lab');
  const words = ['matrix', '--trust-kit', 'nginx', '--lab-dir', folder, '--json', '-'];
  const { code, stdout } = await revoscope(words);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ product: 'nginx', file: 'clients-ca.pem' });
  expect(stdout).not.toContain('PRIVATE KEY');
});
