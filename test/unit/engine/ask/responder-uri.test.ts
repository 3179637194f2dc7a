import { describe, expect, it } from 'vitest';
import { chooseResponderUri } from '#engine/ask/responder-uri.ts';
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
  it.each<[string, string | null, readonly string[], ReturnType<typeof chooseResponderUri>]>([
    ['is nobody without a URI', null, [], { found: false }],
    [
      'is that of the certificate',
      null,
      ['http://a/'],
      { found: true, source: 'aia', uri: 'http://a/', ignored: [] },
    ],
    [
      'is the first of the certificate, and the others are ignored in their order',
      null,
      ['http://b/', 'http://a/', 'http://c/'],
      { found: true, source: 'aia', uri: 'http://b/', ignored: ['http://a/', 'http://c/'] },
    ],
    [
      'is the first even where it cannot be asked',
      null,
      ['ldap://a/', 'http://b/'],
      { found: true, source: 'aia', uri: 'ldap://a/', ignored: ['http://b/'] },
    ],
    [
      'is the configured one without AIA',
      'http://own/',
      [],
      { found: true, source: 'configuration', uri: 'http://own/', ignored: [] },
    ],
    [
      'is the configured one over all of the certificate',
      'http://own/',
      ['http://a/', 'http://b/'],
      {
        found: true,
        source: 'configuration',
        uri: 'http://own/',
        ignored: ['http://a/', 'http://b/'],
      },
    ],
  ])('%s', (_what, responderUri, uris, expected) => {
    const choice = chooseResponderUri({ ...defaultPolicy, responderUri }, certificateWith(...uris));
    expect(choice).toEqual(expected);
  });
});
