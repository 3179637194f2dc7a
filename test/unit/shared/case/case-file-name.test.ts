import { describe, expect, it } from 'vitest';
import { caseFileName } from '#shared/case/case-file-name.ts';

describe('the name of a case as a file', () => {
  it.each([
    ['client at 2026-01-10T12:00:00Z', 'client-at-2026-01-10T12-00-00Z.revocase'],
    ['../../etc/passwd', 'etc-passwd.revocase'],
    ['CN=a\\b:"c"\u0000|d?*', 'CN-a-b-c-d.revocase'],
    ['Jose\u0301 at noon.', 'José-at-noon.revocase'],
    ['…', 'case.revocase'],
  ])('%j', (name, file) => {
    expect(caseFileName(name)).toBe(file);
  });

  it('fits a file system, and cuts no character', () => {
    const file = caseFileName('証'.repeat(500));
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(200);
    expect(file).toMatch(/^証+\.revocase$/);
  });
});
