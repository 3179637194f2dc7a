import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openLog, withoutSecrets } from '../../../src/main/log.ts';
import { withTempDir } from '../../support/with-temp-dir.ts';

const at = () => new Date('2026-01-02T03:04:05Z');

describe('the log', () => {
  it('keeps lines with their time in a file that its owner alone can read', async () => {
    await withTempDir(async (folder) => {
      const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      const log = openLog(join(folder, 'logs'), at);
      log.write('the window ended');
      stderr.mockRestore();
      expect(log.read()).toBe('2026-01-02T03:04:05.000Z  the window ended\n');
      expect(statSync(log.file).mode & 0o777).toBe(0o600);
    });
  });

  it('leaves private keys out, whole or cut off', () => {
    const key = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQ\n-----END EC PRIVATE KEY-----';
    expect(withoutSecrets(`before ${key} after`)).toBe('before [a private key, left out] after');
    expect(withoutSecrets(`before ${key.slice(0, 40)}`)).toBe('before [a private key, left out]');
  });

  it('makes room when it has grown', async () => {
    await withTempDir(async (folder) => {
      const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      const log = openLog(folder, at);
      writeFileSync(log.file, 'x'.repeat(600_000));
      log.write('new');
      stderr.mockRestore();
      expect(readFileSync(log.file, 'utf8')).toBe('2026-01-02T03:04:05.000Z  new\n');
      expect(statSync(`${log.file}.old`).size).toBe(600_000);
    });
  });

  it('does not stop the program where it cannot be written', async () => {
    await withTempDir(async (folder) => {
      const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      writeFileSync(join(folder, 'logs'), 'a file where the folder would be');
      const log = openLog(join(folder, 'logs'), at);
      log.write('lost on the disk, told on standard error');
      expect(log.read()).toBe('');
      expect(stderr).toHaveBeenCalledWith('lost on the disk, told on standard error\n');
      stderr.mockRestore();
    });
  });
});
