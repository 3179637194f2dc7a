import { httpIsTaken } from './http-rules.ts';
import { firstBySha1, goodAlone, opensslReading, timesHold } from './openssl-callers.ts';
import { type BasicVerifyFlag, basicVerifyRules } from './openssl-verify.ts';
import { end, type Profile, type Workings } from './profile.ts';
import { buildChain } from './signers.ts';

/** Octets, headers included: the buffer of `ngx_ssl_ocsp_create_connection`. */
const bufferOctets = 16_384;

const noFlags: ReadonlySet<BasicVerifyFlag> = new Set();

/** nginx with `ssl_ocsp` for client certificates. */
export const nginx: Profile = {
  id: 'nginx-1.22',
  name: 'nginx ssl_ocsp',
  version: '1.22.1',
  source:
    'src/event/ngx_event_openssl_stapling.c: ngx_ssl_ocsp_verify, _process_headers, _validate_next, _cache_store',
  evidence: 'observed',
  // `ssl_ocsp_cache` is none: what it keeps is judged when it comes in, and a later answer is not asked for.
  settings: [],
  withoutAnswer: () => end('X', 'OCSP responder cannot be reached: the client gets 400.'),
  rules: [
    httpIsTaken('ngx_ssl_ocsp_process_headers', {
      statuses: '200',
      type: 'if-present',
      maxOctets: bufferOctets,
    }),
    ...opensslReading({
      read: 'd2i_OCSP_RESPONSE',
      status: 'OCSP response not successful',
      basic: 'OCSP_response_get1_basic',
    }),
    ...basicVerifyRules((workings) => ({
      certs: verifiedChain(workings),
      flags: noFlags,
      hasExplicitTrust: false,
    })),
    firstBySha1({
      id: 'certificate status not found',
      words: 'The first SingleResponse with the CertID by SHA-1 is the answer.',
    }),
    timesHold(
      {
        id: 'OCSP_check_validity',
        words: 'thisUpdate and nextUpdate hold, give or take 300 seconds; no age is too old.',
      },
      () => ({ skewSeconds: 300, maxSeconds: -1 }),
    ),
    goodAlone({
      id: 'certificate status in the OCSP response',
      words: 'Only good lets the client in; any other status is 400.',
    }),
  ],
};

/** `SSL_get0_verified_chain`: the client's chain as it was verified, the client's certificate first. */
function verifiedChain({ subject, at }: Workings) {
  const { certificate, issuer, presented, anchors } = subject;
  const built = buildChain(certificate, {
    helpers: [...presented, issuer],
    anchors,
    at,
    partial: false,
  });
  return built.path ?? [certificate, issuer];
}
