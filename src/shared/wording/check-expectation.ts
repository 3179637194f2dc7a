import type { CheckId, CheckResult, EvidenceValue } from '../model/verdict.ts';
import { toReadableSerial } from './serial.ts';

/** What a check wanted of a value, beside what it found. */
export interface CheckExpectation {
  /** The field as its standard names it: `nextUpdate`. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

type Evidence = CheckResult['evidence'];

/** Expected and actual, value by value, as far as the evidence of a check tells both. */
export function expectationsOf({
  id,
  evidence,
  outcome,
}: CheckResult): readonly CheckExpectation[] {
  if (outcome === 'not-run') return [];
  return expectations[id](evidence).filter((line) => line !== null);
}

const expectations: Readonly<
  Record<CheckId, (evidence: Evidence) => readonly (CheckExpectation | null)[]>
> = {
  'response-status': (e) => [line(e, 'responseStatus', 'successful')],
  'response-type': (e) => [line(e, 'responseType', '1.3.6.1.5.5.7.48.1.1')],
  'response-version': (e) => [line(e, 'version', 'v1')],
  encoding: (e) => [line(e, 'deviations', 'none')],
  'cert-id-match': certIdLines,
  'signer-identified': (e) => [
    'considered' in e
      ? { what: 'signer', expected: said(e, 'responderId'), actual: 'not at hand' }
      : line(e, 'signer', said(e, 'responderId'), 'signer'),
  ],
  'signature-algorithm': (e) => [
    line(
      e,
      'algorithm',
      factOf(e, 'sha1Signatures') === 'refuse'
        ? 'no MD5, no SHA-1'
        : 'no MD5; SHA-1 with a warning',
    ),
  ],
  signature: () => [],
  'signer-authorized': (e) => [
    line(e, 'path', 'the issuing CA, a delegate of it, or a configured responder', 'signer is'),
  ],
  'signer-validity': (e) => [
    between(e, 'verificationTime', [said(e, 'notBefore'), said(e, 'notAfter')]),
  ],
  'signer-revocation': (e) => [line(e, 'noCheck', 'yes', 'id-pkix-ocsp-nocheck')],
  'produced-at': (e) => [
    between(e, 'producedAt', [said(e, 'notBefore'), said(e, 'notAfter')]),
    line(e, 'producedAt', withSkew('not after', e), 'producedAt, against the clock'),
  ],
  'this-update': (e) => [line(e, 'thisUpdate', withSkew('not after', e))],
  'next-update': (e) => [
    factOf(e, 'nextUpdate') === null
      ? { what: 'nextUpdate', expected: 'any time, or absent', actual: 'absent' }
      : line(e, 'nextUpdate', withSkew('after', e)),
  ],
  'max-age': (e) => [
    typeof factOf(e, 'maxAgeSeconds') === 'number'
      ? line(e, 'ageSeconds', `at most ${factOf(e, 'maxAgeSeconds')} s`, 'age in seconds')
      : null,
  ],
  nonce: (e) => [
    'sent' in e && (factOf(e, 'sent') !== null || factOf(e, 'received') !== null)
      ? { what: 'nonce', expected: said(e, 'sent'), actual: said(e, 'received') }
      : null,
  ],
  'critical-extensions': (e) =>
    ['response', 'singleResponse', 'signer'].map((name) =>
      line(e, name, 'none that is not understood', `critical, ${name}`),
    ),
  'conflicting-responses': (e) => [
    line(e, 'statuses', 'one status', 'statuses about the certificate'),
  ],
  'revocation-time': (e) => [line(e, 'revocationTime', withSkew('not after', e))],
};

/** null where the evidence has no such value. */
function line(e: Evidence, name: string, expected: string, what = name): CheckExpectation | null {
  const value = e[name];
  return value === undefined ? null : { what, expected, actual: textOf(value) };
}

function between(
  e: Evidence,
  name: string,
  [from, to]: readonly [string, string],
): CheckExpectation | null {
  return line(e, name, `${from} to ${to}`);
}

function withSkew(relation: string, e: Evidence): string {
  const skew = factOf(e, 'skewSeconds');
  const give = typeof skew === 'number' && skew > 0 ? `, give or take ${skew} s` : '';
  return `${relation} ${said(e, 'verificationTime')}${give}`;
}

/** A CertID field by field; of several others that came, all of them in one line. */
function certIdLines(e: Evidence): readonly (CheckExpectation | null)[] {
  if ('takenForIssuer' in e) {
    return [line(e, 'takenForIssuer', said(e, 'issuerName'), 'issuer')];
  }
  const parts = ['serialNumber', 'hashAlgorithm', 'issuerNameHash', 'issuerKeyHash'];
  if ('received' in e) {
    const expected = parts.map((name) => said(e, name)).join('\n');
    return [{ what: 'certID', expected, actual: said(e, 'received') }];
  }
  return parts.map((name) => {
    const other = name === 'hashAlgorithm' ? factOf(e, 'receivedHashAlgorithm') : undefined;
    const expected = name === 'serialNumber' ? toReadableSerial(said(e, name)) : said(e, name);
    return { what: name, expected, actual: other === undefined ? expected : textOf(other) };
  });
}

function factOf(e: Evidence, name: string): EvidenceValue | undefined {
  return e[name];
}

function said(e: Evidence, name: string): string {
  return textOf(e[name]);
}

function textOf(value: EvidenceValue | undefined): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'object') return value.length === 0 ? 'none' : value.join('\n');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
