import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLabFolder } from '#cli/serve/lab-folder.ts';
import { suiteTempDir } from '../../../support/temp-dir.ts';

const temp = suiteTempDir('lab-folder');

describe('the folder of a lab', () => {
  it('is made with those above it, for its owner alone', () => {
    const path = join(temp.path, 'share', 'revoscope', 'lab');
    const folder = openLabFolder(path);
    if (!folder.ok) throw new Error(folder.error.code);
    folder.value.release();
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });
});
