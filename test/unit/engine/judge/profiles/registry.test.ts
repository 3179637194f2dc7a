import { describe, expect, it } from 'vitest';
import { judgeBy, judgeByAll } from '#engine/judge/profiles/judge-by.ts';
import { profiles } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import { evidenceOf, recordedCases } from '../../../../support/judges/recorded-cases.ts';

const recorded = recordedCases();
const at = Date.parse('2026-11-22T23:00:00Z');

function set(id: string, given: Readonly<Record<string, string>> = {}) {
  const profile = profiles.find((each) => each.id === id);
  if (profile === undefined) throw new Error(id);
  const settings = readSettings(profile.settings, given);
  if (!settings.ok) throw new Error(settings.error.code);
  return { profile, settings: settings.value };
}

function evidence(name: string) {
  const found = recorded.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return evidenceOf(found);
}

describe('the registry of programs', () => {
  it('gives every program an id of its own, and every rule one within its program', () => {
    const ids = profiles.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, rules } of profiles) {
      const own = rules.map((rule) => rule.id);
      expect([id, new Set(own).size]).toEqual([id, own.length]);
    }
  });

  it('lets exactly one rule of each program decide, whatever the response', () => {
    for (const each of recorded) {
      const judges = profiles.map(({ id }) => set(id));
      for (const opinion of judgeByAll(evidenceOf(each), judges, at)) {
        const deciding = opinion.rules.filter(({ outcome }) => outcome === 'decides');
        expect([opinion.id, deciding.map(({ id }) => id)]).toEqual([
          opinion.id,
          [opinion.decidedBy],
        ]);
      }
    }
  });

  it('says what each program does where no answer came', () => {
    const silent = { ...evidence('base-delegate'), answer: null };
    const codes = profiles.map(({ id }) => [id, judgeBy(silent, set(id), at).code]);
    expect(Object.fromEntries(codes)).toMatchObject({
      'nginx-1.22': 'X',
      'apache-2.4': 'X',
      'jdk-17': 'X',
      'gnutls-3.7': 'T',
      'strongswan-5.9': 'F',
      'tomcat-soft': 'F',
      'tomcat-hard': 'X',
    });
  });
});

describe('a setting of a program, by its own name', () => {
  it.each([
    ['jdk-17', 'st-unknown', { SOFT_FAIL: 'on' }, 'T'],
    ['jdk-17', 'err-trylater', { SOFT_FAIL: 'on' }, 'T'],
    ['jdk-17', 'crit-response', { SOFT_FAIL: 'on' }, 'T'],
    ['jdk-17', 'rtype-unknown', { SOFT_FAIL: 'on' }, 'T'],
    ['jdk-17', 'sig-bad', { SOFT_FAIL: 'on' }, 'X'],
    ['jdk-17', 'stale-16min', { SOFT_FAIL: 'on' }, 'X'],
    ['jdk-17', 'del-noeku', { SOFT_FAIL: 'on' }, 'X'],
    ['jdk-17', 'sig-md5', { SOFT_FAIL: 'on' }, 'X'],
    ['apache-2.4', 'sig-bad', { SSLOCSPNoVerify: 'on' }, 'G'],
    ['apache-2.4', 'stale-6min', { SSLOCSPNoVerify: 'on' }, 'X'],
    ['apache-2.4', 'base-delegate', { SSLOCSPUseRequestNonce: 'on' }, 'X'],
    ['apache-2.4', 'stale-6min', { SSLOCSPResponseTimeSkew: '600' }, 'G'],
    ['apache-2.4', 'base-delegate', { SSLOCSPResponseMaxAge: '60' }, 'X'],
    ['openssl-3.0.19', 'del-noeku', { no_cert_checks: 'on' }, 'G'],
    ['openssl-3.0.19', 'del-noeku', { addtrust: 'on' }, 'G'],
    ['openssl-3.0.19', 'peer-leaf-signed', { addtrust: 'on' }, 'G'],
    ['openssl-3.0.19', 'i-by-root-delegate', { addtrust: 'on' }, 'G'],
    ['openssl-3.0.19', 'certid-sha256', { digest: 'sha256' }, 'G'],
    ['openssl-3.0.19', 'base-delegate', { status_age: '60' }, 'Gw'],
    ['gnutls-3.7', 'err-trylater', { 'must-staple': 'on' }, 'X'],
    ['gnutls-3.7', 'trailing-outer', { staple: 'verbatim' }, 'X'],
    ['boringssl', 'base-delegate', { max_age_seconds: '60' }, 'X'],
    ['nss-3.87', 'stale-6min', { '-s failIfNoInfo': 'off' }, 'T'],
    ['strongswan-5.9', 'i-base-issuer', { intermediate: 'good' }, 'G'],
  ])('%s judges %s with %o as %s', (id, name, given, code) => {
    expect(judgeBy(evidence(name), set(id, given), at).code).toBe(code);
  });

  it('is refused where the program has none of that name', () => {
    const profile = set('nginx-1.22').profile;
    const settings = readSettings(profile.settings, { skew: '5' });
    expect(settings).toMatchObject({ ok: false, error: { code: 'setting-unknown', name: 'skew' } });
  });

  it('is refused where the value is none that it takes, and says what would be right', () => {
    const profile = set('jdk-17').profile;
    const settings = readSettings(profile.settings, { SOFT_FAIL: 'yes' });
    expect(settings).toMatchObject({ ok: false, error: { value: 'yes', allowed: 'on or off' } });
  });
});
