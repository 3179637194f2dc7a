import { describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { readPolicyFile, writePolicyFile } from '#shared/schema/policy-file.ts';

const strict: Policy = {
  ...defaultPolicy,
  responderUri: 'http://ocsp.example/',
  responderCertificate: Uint8Array.of(0x30, 0x00, 0xff),
  maxAgeSeconds: 3_600,
};

/** The JSON of a policy with one thing changed. */
function changed(
  change: (file: { policy: Record<string, unknown> } & Record<string, unknown>) => void,
) {
  const file = JSON.parse(writePolicyFile({ name: 'Strict', policy: strict }));
  change(file);
  return JSON.stringify(file);
}

describe('a policy file', () => {
  it('reads what it wrote', () => {
    const file = { name: 'Strict gateway', policy: strict };
    expect(readPolicyFile(writePolicyFile(file))).toEqual({ ok: true, value: file });
  });

  it('holds the certificate as base64 of its DER', () => {
    expect(JSON.parse(writePolicyFile({ name: null, policy: strict }))).toMatchObject({
      format: 'revoscope-policy',
      version: 1,
      name: null,
      policy: { responderCertificate: 'MAD/' },
    });
  });

  it('takes the usual value for a field that was invented later', () => {
    const text = changed((file) => delete file.policy.scope);
    expect(readPolicyFile(text)).toMatchObject({ ok: true, value: { policy: { scope: 'leaf' } } });
  });

  it.each([
    ['no JSON', '{', 'not-json', null],
    ['another file', '{"certificates":[]}', 'other-format', 'format'],
    [
      'a newer version',
      changed((file) => {
        file.version = 2;
      }),
      'newer-version',
      'version',
    ],
    [
      'a wrong word',
      changed((file) => {
        file.policy.nonce = 'maybe';
      }),
      'field-invalid',
      'policy.nonce',
    ],
    [
      'a field that nobody knows',
      changed((file) => {
        file.policy.extra = 1;
      }),
      'field-invalid',
      'policy',
    ],
    [
      'a missing field',
      changed((file) => {
        delete file.policy.ocsp;
      }),
      'field-invalid',
      'policy.ocsp',
    ],
    [
      'a certificate that is no base64',
      changed((file) => {
        file.policy.responderCertificate = '%';
      }),
      'field-invalid',
      'policy.responderCertificate',
    ],
  ])('refuses %s and says where', (_title, text, code, path) => {
    expect(readPolicyFile(text)).toEqual({
      ok: false,
      error: { code, path, message: expect.any(String) },
    });
  });
});
