import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseOf } from '#engine/judge/case-evidence.ts';
import { checksOf, judge } from '#engine/judge/judge.ts';
import { judgeByAll } from '#engine/judge/profiles/judge-by.ts';
import { profiles } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import { loadCertificates } from '#inspect/load-objects.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { writeCase } from '#shared/case/case-file.ts';
import { compareVerdicts } from '#shared/case/compare-verdicts.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { anonymiseCase } from '#workbench/cases/anonymise/anonymise-case.ts';
import { casesOfCapture } from '#workbench/cases/cases-of-inputs.ts';
import { type OpenCase, readOpenCase } from '#workbench/cases/read-case.ts';
import { evidenceOf, recordedCases } from '../../../support/judges/recorded-cases.ts';

const random = (count: number) => new Uint8Array(randomBytes(count));
const captures = join(import.meta.dirname, '../../../fixtures/captures');
const octets = (name: string) => new Uint8Array(readFileSync(join(captures, name)));

function opened(made: OpenCase['case']): OpenCase {
  const read = readOpenCase('case', new TextEncoder().encode(writeCase(made)));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** A case out of a packet capture: request, nonce, address and all. */
function captured(): OpenCase {
  const certificates = ['ca.pem', 'good.pem', 'revoked.pem'].flatMap(
    (name) => loadCertificates(octets(name), name).certificates,
  );
  const clock = { now: () => 0, monotonic: () => 0 };
  const by = { certificates, policy: { ...defaultPolicy, nonce: 'require' as const }, clock };
  const input = { name: 'x', bytes: octets('openssl-ocsp.pcap') };
  const read = casesOfCapture('packet-capture', input, by);
  const [, revoked] = read.ok ? read.value.cases : [];
  if (revoked === undefined) throw new Error('nothing was captured');
  return opened(revoked);
}

/** A case of a response that other programs were put before. */
function recorded(name: string): OpenCase {
  const found = recordedCases().find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  const evidence = evidenceOf(found);
  const at = Date.parse(found.at);
  const judgement = judge(evidence, defaultPolicy, at);
  const outcome = { ...judgement, checks: checksOf(judgement) };
  const context = { name, notes: '', at, clockOffsetMs: 0, policy: defaultPolicy, outcome };
  return opened(caseOf(evidence, context));
}

/** What each program says, as it is by default. */
function codes({ evidence, case: kept }: OpenCase): readonly string[] {
  const judges = profiles.map((profile) => {
    const settings = readSettings(profile.settings, {});
    if (!settings.ok) throw new Error(profile.id);
    return { profile, settings: settings.value };
  });
  return judgeByAll(evidence, judges, kept.at).map(({ id, code }) => `${id} ${code}`);
}

describe('an anonymous case', () => {
  it('comes to the same verdict, here and with every other program, and names nobody', async () => {
    const original = captured();
    expect(original.case.verdict.status).toBe('revoked');
    expect(original.case.verdict.checks.nonce).toBe('pass');
    const made = await anonymiseCase(original, random);
    if (!made.ok) throw new Error(made.error);
    const anonymous = opened(made.value);
    expect(compareVerdicts(original.case.verdict, made.value.verdict)).toEqual([]);
    expect(codes(anonymous)).toEqual(codes(original));

    const text = everyOctet(made.value);
    const { certificate, answer } = original.evidence;
    if (!('der' in certificate) || answer === null) throw new Error('no evidence');
    const secrets = [
      certificate.subject,
      certificate.issuer,
      certificate.subjectPublicKey,
      certificate.signature,
      answer.issuer.subjectPublicKey,
      answer.nonce ?? new Uint8Array(),
      answer.certId.issuerNameHash,
      answer.certId.issuerKeyHash,
      // INTEGER 1002, as it stands in certificate and CertID.
      Uint8Array.of(2, 2, 0x10, 0x02),
      ...['Capture', 'revoked client', '127.0.0.1', 'packet'].map((word) => Buffer.from(word)),
    ];
    for (const secret of secrets) {
      expect(text.includes(Buffer.from(secret).toString('latin1'))).toBe(false);
    }
    expect(text).not.toContain('PRIVATE');
  });

  // Another of these would take as long again, for its RSA keys.
  it.each(['sig-bad'])('of a response that is not to be trusted: %s', async (name) => {
    const original = recorded(name);
    const made = await anonymiseCase(original, random);
    expect(made.ok && compareVerdicts(original.case.verdict, made.value.verdict)).toEqual([]);
  });

  it.each([
    ['trailing-outer', /cannot be read/],
    ['rtype-unknown', /type that is not known/],
  ])('is refused where nothing could be replaced: %s', async (name, reason) => {
    const made = await anonymiseCase(recorded(name), random);
    expect(!made.ok && made.error).toMatch(reason);
  });
});

/** All octets that are in a case, out of their base64, beside its text. */
function everyOctet(made: OpenCase['case']): string {
  const parts: string[] = [writeCase(made)];
  const add = (value: unknown): void => {
    if (value instanceof Uint8Array) parts.push(Buffer.from(value).toString('latin1'));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(add);
  };
  add(made);
  const response = made.answer === null ? null : decodeResponse(made.answer.response);
  if (!response?.ok) throw new Error('the response of an anonymous case');
  return parts.join('\n');
}
