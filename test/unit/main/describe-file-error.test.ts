import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeFileError } from '../../../src/main/describe-file-error.ts';

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('no error');
}

describe('why a file could not be read', () => {
  it.each([
    ['is a folder', tmpdir(), 'it is a folder, not a file'],
    ['is not there', join(tmpdir(), 'revoscope-none'), 'it is not there any more'],
  ])('is said in words where it %s', (_what, path, words) => {
    expect(describeFileError(errorOf(() => readFileSync(path)))).toBe(words);
  });

  it('is what the system says where there are no words for it', () => {
    expect(describeFileError(new Error('odd'))).toBe('odd');
  });
});
