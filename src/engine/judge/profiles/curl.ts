import { firstBySha1, goodAlone, opensslReading, timesHold } from './openssl-callers.ts';
import { type BasicVerifyFlag, basicVerifyRules } from './openssl-verify.ts';
import { end, type Profile } from './profile.ts';

const noFlags: ReadonlySet<BasicVerifyFlag> = new Set();

/** `curl --cert-status`, which judges the answer that a server staples. */
export const curl: Profile = {
  id: 'curl-7.88',
  name: 'curl --cert-status',
  version: '7.88.1',
  source: 'observed alone; its source was not read',
  evidence: 'observed',
  settings: [],
  withoutAnswer: () => end('X', 'No OCSP response received: exit 91.'),
  rules: [
    ...opensslReading({
      read: 'Invalid OCSP response',
      status: 'Invalid OCSP response status',
      basic: 'OCSP_response_get1_basic',
    }),
    ...basicVerifyRules(({ subject: { certificate, presented, issuer } }) => ({
      certs: [certificate, ...presented, issuer],
      flags: noFlags,
      hasExplicitTrust: false,
    })),
    firstBySha1({
      id: 'Could not find certificate ID in OCSP response',
      words: 'The first SingleResponse with the CertID by SHA-1 is the answer.',
    }),
    timesHold(
      {
        id: 'OCSP response has expired',
        words: 'thisUpdate and nextUpdate hold, give or take 300 seconds; no age is too old.',
      },
      () => ({ skewSeconds: 300, maxSeconds: -1 }),
    ),
    goodAlone({ id: 'SSL certificate status', words: 'Only good goes on; else exit 91.' }),
  ],
};
