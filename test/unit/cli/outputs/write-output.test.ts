import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeOutput } from '#cli/outputs/write-output.ts';
import { suiteTempDir } from '../../../support/temp-dir.ts';

const temp = suiteTempDir('write-output');
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('writeOutput', () => {
  it('writes what is for its owner alone with mode 0600, over an older file too', async () => {
    const [fresh, older] = [join(temp.path, 'new.p12'), join(temp.path, 'old.p12')];
    writeFileSync(older, 'older and longer', { mode: 0o644 });
    for (const path of [fresh, older]) {
      expect((await writeOutput(path, 'secret', 'owner')).ok).toBe(true);
      expect([modeOf(path), statSync(path).size]).toEqual([0o600, 6]);
    }
  });
});
