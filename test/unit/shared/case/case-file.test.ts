import { describe, expect, it } from 'vitest';
import { readCase, writeCase } from '#shared/case/case-file.ts';
import { sampleCase } from '../../../support/case-samples.ts';

/** The JSON of a case with one thing changed. */
function changed(change: (file: Record<string, unknown>) => void): string {
  const file = JSON.parse(writeCase(sampleCase()));
  change(file);
  return JSON.stringify(file);
}

describe('a case file', () => {
  it('reads what it wrote, to the octet', () => {
    const written = sampleCase();
    const text = writeCase(written);
    const read = readCase(text);
    expect(read).toEqual({ ok: true, value: written });
    expect(read.ok && writeCase(read.value)).toBe(text);
  });

  it('says when there is no certificate, and why nobody answered', () => {
    const written = sampleCase({
      certificate: { code: 'no-certificate' },
      answer: null,
      unanswered: { code: 'connection-refused', address: '127.0.0.1', port: 8888 },
    });
    expect(readCase(writeCase(written))).toEqual({ ok: true, value: written });
  });

  it('keeps the HTTP body once', () => {
    const { answer } = JSON.parse(writeCase(sampleCase()));
    expect(answer.response).toBe('MAMKAQM=');
    expect(answer.http).not.toHaveProperty('body');
  });

  it('names its times in UTC', () => {
    expect(JSON.parse(writeCase(sampleCase())).at).toBe('2026-01-10T12:00:00.000Z');
  });

  it.each([
    ['is no JSON', 'x', { code: 'not-json' }],
    ['is another file', '{"format":"har"}', { code: 'other-format', path: 'format' }],
    [
      'was written by a newer program',
      changed((file) => {
        file.version = 2;
      }),
      { code: 'newer-version', path: 'version' },
    ],
    [
      'has a field that is not known, such as a key',
      changed((file) => {
        file.privateKey = '-----BEGIN PRIVATE KEY-----';
      }),
      { code: 'field-invalid' },
    ],
    [
      'has a certificate that is no base64',
      changed((file) => {
        file.certificate = 'no base64!';
      }),
      { code: 'field-invalid', path: 'certificate' },
    ],
    [
      'has a time without its zone',
      changed((file) => {
        file.at = '2026-01-10 12:00';
      }),
      { code: 'field-invalid', path: 'at' },
    ],
    [
      'has a policy that is none',
      changed((file) => {
        file.policy = { ocsp: 'perhaps' };
      }),
      { code: 'field-invalid', path: 'policy.ocsp' },
    ],
  ])('is refused where it %s', (_, text, error) => {
    expect(readCase(text)).toMatchObject({ ok: false, error });
  });
});
