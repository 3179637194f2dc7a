import { describe, expect, it } from 'vitest';
import { chooseResponderUris } from '#engine/ask/responder-uri.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { ocspAccess } from '../../../support/engine.ts';
import { issuer } from '../../../support/ocsp-builder.ts';
import { issueCertificate } from '../../../support/test-certificate.ts';

const certificateWith = (...uris: readonly string[]) =>
  issueCertificate({
    commonName: 'Client',
    issuer,
    extensions: uris.length === 0 ? [] : [ocspAccess(...uris)],
  }).certificate;

describe('the responder that is asked', () => {
  it.each<[string, string | null, readonly string[], ReturnType<typeof chooseResponderUris>]>([
    ['is nobody without a URI', null, [], { source: 'aia', uris: [], ignored: [] }],
    [
      'is that of the certificate',
      null,
      ['http://a/'],
      { source: 'aia', uris: ['http://a/'], ignored: [] },
    ],
    [
      'is the first of the certificate, and the others are ignored in their order',
      null,
      ['http://b/', 'http://a/', 'http://c/'],
      { source: 'aia', uris: ['http://b/'], ignored: ['http://a/', 'http://c/'] },
    ],
    [
      'is the first even where it cannot be asked',
      null,
      ['ldap://a/', 'http://b/'],
      { source: 'aia', uris: ['ldap://a/'], ignored: ['http://b/'] },
    ],
    [
      'is the configured one without AIA',
      'http://own/',
      [],
      { source: 'configuration', uris: ['http://own/'], ignored: [] },
    ],
    [
      'is the configured one over all of the certificate',
      'http://own/',
      ['http://a/', 'http://b/'],
      {
        source: 'configuration',
        uris: ['http://own/'],
        ignored: ['http://a/', 'http://b/'],
      },
    ],
  ])('%s', (_what, responderUri, uris, expected) => {
    const choice = chooseResponderUris(
      { ...defaultPolicy, responderUri },
      certificateWith(...uris),
    );
    expect(choice).toEqual(expected);
  });

  it('is each of the certificate in turn where the policy says so, up to eight', () => {
    const uris = Array.from({ length: 10 }, (_, index) => `http://${index}/`);
    const policy = { ...defaultPolicy, aiaUris: 'each-in-turn' } as const;
    expect(chooseResponderUris(policy, certificateWith(...uris))).toEqual({
      source: 'aia',
      uris: uris.slice(0, 8),
      ignored: uris.slice(8),
    });
  });
});
