import { isSameOctets } from '#pki/octets.ts';
import type { JudgeCode } from '#shared/model/judged-by.ts';
import {
  type BasicVerifyCall,
  type BasicVerifyFlag,
  basicVerifyRules,
  basicVerifySucceeds,
} from './openssl-verify.ts';
import {
  certificatesSetting,
  choiceSetting,
  end,
  flagSetting,
  numberSetting,
  type Profile,
  pass,
  type Rule,
  type Step,
  skip,
  type Workings,
  warn,
} from './profile.ts';
import { basicIsRead, responseIsRead, statusIsSuccessful, typeIsBasic } from './reading-rules.ts';
import { opensslValidity, timesText } from './times.ts';

const settings = [
  certificatesSetting('VAfile', 'Responder certificates that are trusted without a look at them.'),
  certificatesSetting('verify_other', 'Further certificates to look for the signer in.'),
  flagSetting('trust_other', 'Trusts those of -verify_other without a look at them.'),
  flagSetting('no_intern', 'Does not look for the signer among the embedded certificates.'),
  flagSetting('no_signature_verify', 'Does not verify the signature.'),
  flagSetting('no_cert_verify', "Does not verify the signer's certificate."),
  flagSetting('no_cert_checks', 'Does not check that the signer may answer for the issuer.'),
  flagSetting('no_explicit', 'Ignores explicit trust of the root.'),
  flagSetting('partial_chain', 'A trusted intermediate ends a chain.'),
  flagSetting('addtrust', 'The root was made with x509 -addtrust OCSPSigning.'),
  numberSetting('validity_period', 300, 'By how many seconds clocks may differ.'),
  numberSetting('status_age', -1, 'The oldest thisUpdate in seconds; -1 sets no limit.'),
  choiceSetting('digest', ['sha1', 'sha256', 'sha384', 'sha512'], 'The hash of the CertID asked.'),
];

/** The `openssl ocsp` program. Up to 3.0.19 its second try trusts the issuer's certificate outright; 3.0.22 keeps the flags. */
function createProfile(version: '3.0.19' | '3.0.22'): Profile {
  return {
    id: `openssl-${version}`,
    name: 'openssl ocsp',
    version,
    source: 'apps/ocsp.c, crypto/ocsp/ocsp_vfy.c, ocsp_cl.c, ocsp_lib.c, ocsp_ext.c',
    evidence: 'observed',
    settings,
    withoutAnswer: () => end('X', 'No answer came: exit 1.'),
    rules: [
      responseIsRead(
        { id: 'd2i_OCSP_RESPONSE', words: 'The octets are read as BER; what follows is left.' },
        'passes',
      ),
      statusIsSuccessful({ id: 'responder_error', words: 'responseStatus is successful.' }),
      typeIsBasic({ id: 'OCSP_response_get1_basic', words: 'The type is id-pkix-ocsp-basic.' }),
      basicIsRead(
        { id: 'd2i_OCSP_BASICRESP', words: 'Any version; what follows is left unread.' },
        { trailing: 'passes', version: 'any', reasons: 'any' },
      ),
      opensslNonce('Nonce Verify error', 'passes'),
      ...basicVerifyRules(firstCall, tryAgain(version)),
      findStatus,
      checkValidity,
      summary,
    ],
  };
}

/** `OCSP_check_nonce`: another nonce than the one sent is refused; none is, where the program says so. */
export function opensslNonce(id: string, absent: 'passes' | 'refused'): Rule {
  const isAbsent = absent === 'passes' ? 'may be missing' : 'must be there';
  return {
    id,
    words: `The nonce ${isAbsent}, and is the one that was sent.`,
    check: 'nonce',
    run: ({ subject: { nonce, basic } }) => {
      if (nonce === null) return skip('No nonce was sent.');
      const got = basic?.nonce ?? null;
      if (got === null) {
        const found = 'There is no nonce in the response.';
        return absent === 'passes' ? warn(found) : end('X', found);
      }
      const isSame = isSameOctets(got, nonce);
      return isSame ? pass('It is the nonce that was sent.') : end('X', 'It is another nonce.');
    },
  };
}

function firstCall({ settings: given }: Workings): BasicVerifyCall {
  const flags = new Set<BasicVerifyFlag>();
  const trusted = given.certificates('VAfile');
  if (given.has('no_intern')) flags.add('OCSP_NOINTERN');
  if (given.has('no_signature_verify')) flags.add('OCSP_NOSIGS');
  if (given.has('no_cert_verify')) flags.add('OCSP_NOVERIFY');
  if (given.has('no_cert_checks')) flags.add('OCSP_NOCHECKS');
  if (given.has('no_explicit')) flags.add('OCSP_NOEXPLICIT');
  if (given.has('partial_chain')) flags.add('OCSP_PARTIAL_CHAIN');
  if (given.has('trust_other') || trusted.length > 0) flags.add('OCSP_TRUSTOTHER');
  const certs = trusted.length > 0 ? trusted : given.certificates('verify_other');
  return { certs, flags, hasExplicitTrust: given.has('addtrust') };
}

/** Failing everything, the program looks again with the certificate of `-issuer`. */
function tryAgain(version: '3.0.19' | '3.0.22') {
  return (workings: Workings, found: string): Step => {
    const { flags, hasExplicitTrust } = firstCall(workings);
    const again: BasicVerifyCall = {
      certs: [workings.subject.issuer],
      flags: version === '3.0.19' ? new Set(['OCSP_TRUSTOTHER']) : flags,
      hasExplicitTrust,
    };
    if (!basicVerifySucceeds(workings, again))
      return end('X', `Response Verify Failure: ${found}.`);
    workings.isVerified = true;
    return warn(`${found}; tried again with the certificate of -issuer: it verifies.`);
  };
}

/** `OCSP_resp_find_status`: the first SingleResponse with the CertID that was asked. */
const findStatus: Rule = {
  id: 'OCSP_resp_find_status',
  words: 'The first SingleResponse with the CertID that was asked is the answer.',
  check: 'cert-id-match',
  run: (workings) => {
    const wanted = workings.settings.word('digest');
    const found = workings.subject.singles.find(
      ({ hash, isSerial, isNameHash, isKeyHash }) =>
        hash === wanted && isSerial && isNameHash && isKeyHash,
    );
    if (found === undefined) return end('X', `No status found for the CertID with ${wanted}.`);
    workings.single = found.single;
    return pass(`It is there, with ${wanted}.`);
  },
};

const checkValidity: Rule = {
  id: 'OCSP_check_validity',
  words: 'The times are in order, give or take -validity_period; if not, a warning.',
  check: 'next-update',
  run: (workings) => {
    const { single, settings: given, at } = workings;
    if (single === null) return skip('There is no answer.');
    const trouble = opensslValidity(single, at, {
      skewSeconds: given.number('validity_period'),
      maxSeconds: given.number('status_age'),
    });
    if (trouble === null) return pass(timesText(single));
    workings.isLate = true;
    return warn(`WARNING: Status times invalid: ${trouble}.`);
  },
};

const summary: Rule = {
  id: 'print_ocsp_summary',
  words: 'The status is printed; the exit code is 0 whatever it is.',
  check: 'revocation-time',
  run: ({ single, isLate }) => {
    const status = single?.certStatus.status ?? 'unknown';
    const code: Record<typeof status, JudgeCode> = {
      good: isLate ? 'Gw' : 'G',
      revoked: isLate ? 'Rw' : 'R',
      unknown: 'U',
    };
    const late = isLate ? ', with a warning about the times' : '';
    return end(code[status], `It says ${status}${late}, and exits 0.`);
  },
};

/** `openssl ocsp` 3.0.19. */
export const openssl3019 = createProfile('3.0.19');

/** `openssl ocsp` 3.0.22. */
export const openssl3022 = createProfile('3.0.22');
