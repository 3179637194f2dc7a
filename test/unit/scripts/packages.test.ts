import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagesAreInstalled } from '../../../scripts/setup/packages.mjs';
import { withTempDir } from '../../support/with-temp-dir.ts';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a-for-another-system': { version: '1.0.0', optional: true },
};
const { '': _root, 'node_modules/a-for-another-system': _other, ...present } = wanted;

describe('the packages', () => {
  it.each([
    ['are installed', 'each is there but one for another system', present, true],
    ['are not installed', 'nothing is there', null, false],
    ['are not installed', 'one is missing', {}, false],
    [
      'are not installed',
      'one has another version',
      { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } },
      false,
    ],
    [
      'are not installed',
      'one has other content',
      { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } },
      false,
    ],
  ])('%s if %s', async (_outcome, _condition, found, expected) => {
    await withTempDir(async (folder) => {
      await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
      await mkdir(join(folder, 'node_modules'));
      if (found !== null) {
        const record = join(folder, 'node_modules/.package-lock.json');
        await writeFile(record, JSON.stringify({ packages: found }));
      }
      expect(packagesAreInstalled(folder)).toBe(expected);
    });
  });
});
