import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../scripts/setup/paths.mjs';
import { unwritable } from '../../../scripts/setup/report.mjs';

function failureOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

describe('a folder that cannot be written', () => {
  it('is named with the reason, and with the remedy that belongs to it', () => {
    const failure = unwritable(failureOf(() => mkdirSync('/dev/null/checkout')));
    expect(failure?.message).toBe(
      '/dev/null/checkout cannot be written: a part of its path is no folder.',
    );
    expect(failure?.remedy).toMatch(/^Give this user the right to write there/);
  });

  it('is moved by REVOSCOPE_CACHE where it is the home that is none', () => {
    const path = join(cacheFolder(), 'building');
    const error = Object.assign(new Error('EACCES'), { code: 'EACCES', path });
    expect(unwritable(error)?.remedy).toMatch(/^Set REVOSCOPE_CACHE to a folder/);
  });

  it('is no answer to another failure', () => {
    expect(unwritable(new Error('a bug'))).toBeNull();
    expect(unwritable(failureOf(() => JSON.parse('{')))).toBeNull();
  });
});
