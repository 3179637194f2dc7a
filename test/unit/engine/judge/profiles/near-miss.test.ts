import { describe, expect, it } from 'vitest';
import { judgeBy } from '#engine/judge/profiles/judge-by.ts';
import { findNearMiss } from '#engine/judge/profiles/near-miss/near-miss.ts';
import { profiles } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import { createSubject } from '#engine/judge/profiles/subject.ts';
import { evidenceOf, recordedCases } from '../../../../support/judges/recorded-cases.ts';

const recorded = recordedCases();
const at = Date.parse('2026-11-22T23:00:00Z');

function nearMiss(id: string, name: string, when = at) {
  const profile = profiles.find((each) => each.id === id);
  const found = recorded.find((each) => each.name === name);
  if (profile === undefined || found === undefined) throw new Error(`${id}, ${name}`);
  const settings = readSettings(profile.settings, {});
  const subject = createSubject(evidenceOf(found));
  if (!settings.ok || subject === null) throw new Error(name);
  return findNearMiss(subject, { profile, settings: settings.value }, when);
}

function opinionsOn(name: string) {
  const found = recorded.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  const wereRun = profiles.filter((profile) => profile.evidence === 'observed');
  return wereRun.map((profile) => {
    const settings = readSettings(profile.settings, {});
    if (!settings.ok) throw new Error(settings.error.code);
    return judgeBy(evidenceOf(found), { profile, settings: settings.value }, at);
  });
}

describe('the smallest change that would make a refusing program accept', () => {
  it.each([
    ['apache-2.4', 'base-issuer', 'issuer embedded'],
    ['nginx-1.22', 'del-noeku', 'OCSPSigning'],
    ['nginx-1.22', 'stale-6min', 'nextUpdate ahead'],
    ['nginx-1.22', 'certid-sha256', 'CertID by SHA-1'],
    ['nginx-1.22', 'other-issuer-single', 'only ours'],
    ['nginx-1.22', 'future-16min', 'thisUpdate now'],
    ['go-x-crypto', 'del-second-in-certs', 'signer embedded first'],
    ['go-x-crypto', 'trailing-basic', 'nothing after the response'],
    ['go-x-crypto', 'issuer-signed-unrelated-cert-embedded', 'issuer embedded'],
    ['jdk-17', 'nonext-30d', 'nextUpdate given'],
    ['jdk-17', 'other-stale', 'nextUpdate ahead'],
    ['jdk-17', 'crit-response', 'no critical extension'],
    ['jdk-17', 'sig-bad', 'signature verifies'],
    ['jdk-17', 'sig-md5', 'SHA-256 signature'],
    ['boringssl', 'version-v2', 'version 1'],
    ['boringssl', 'prod-old-1y', 'producedAt now'],
    ['gnutls-3.7', 'other-first', 'only ours'],
    ['nss-3.87', 'del-ku-wrong', 'digitalSignature'],
    ['bouncycastle-1.72', 'del-expired', 'signer valid'],
    ['pkijs-4', 'rid-badname', 'responderID fits'],
    ['gnutls-3.7', 'dup-revoked-good', 'good'],
  ])('%s, %s: %s', (id, name, change) => {
    const found = nearMiss(id, name);
    const expected =
      name === 'issuer-signed-unrelated-cert-embedded' ? 'signer embedded first' : change;
    expect(found?.changes).toEqual([expected]);
  });

  it('names two changes where one is not enough', () => {
    const twoDaysOn = at + 2 * 86_400_000;
    const found = nearMiss('jdk-17', 'del-noeku', twoDaysOn);
    expect(found?.changes).toEqual(['nextUpdate ahead', 'OCSPSigning']);
  });

  it('is found for every refusal of a response that can be read, by the programs that were run', () => {
    const unread = new Set(['err-trylater', 'rtype-unknown']);
    for (const { name } of recorded.filter((each) => !unread.has(each.name))) {
      for (const { id, admits } of opinionsOn(name)) {
        if (!admits) expect([name, id, nearMiss(id, name)]).not.toContain(null);
      }
    }
  });
});

describe('the smallest change that would make an accepting program refuse', () => {
  it.each([
    ['nginx-1.22', 'stale by 10 minutes'],
    ['boringssl', 'stale by 2 minutes'],
    ['jdk-17', 'stale by a day'],
    ['go-x-crypto', 'nothing embedded'],
    ['pkijs-4', 'nothing embedded'],
    ['strongswan-5.9', 'revoked'],
    ['openssl-3.0.19', 'nothing embedded'],
  ])('%s: %s', (id, change) => {
    expect(nearMiss(id, 'base-delegate')?.changes).toEqual([change]);
  });

  it('leaves the evidence as it was', () => {
    const [first] = recorded;
    const profile = profiles.find(({ id }) => id === 'nginx-1.22');
    if (first === undefined || profile === undefined) throw new Error('nothing recorded');
    const settings = readSettings(profile.settings, {});
    const evidence = evidenceOf(first);
    const subject = createSubject(evidence);
    if (!settings.ok || subject === null) throw new Error(first.name);
    const judge = { profile, settings: settings.value };
    const before = judgeBy(evidence, judge, at);
    findNearMiss(subject, judge, at);
    expect(judgeBy(evidence, judge, at)).toEqual(before);
  });
});
