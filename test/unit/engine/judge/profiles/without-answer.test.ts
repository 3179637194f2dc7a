import { describe, expect, it } from 'vitest';
import type { Evidence, Unanswered } from '#engine/judge/evidence.ts';
import { judgeBy } from '#engine/judge/profiles/judge-by.ts';
import { findProfile } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import { evidenceOf, recordedCases } from '../../../../support/judges/recorded-cases.ts';

const [recorded] = recordedCases();
if (recorded === undefined) throw new Error('nothing is recorded');
const { certificate, presentedChain, trustAnchors, purpose } = evidenceOf(recorded);

function codeOf(id: string, setting: string | null, unanswered: Unanswered): string {
  const profile = findProfile(id);
  if (profile === null) throw new Error(id);
  const settings = readSettings(profile.settings, setting === null ? {} : { [setting]: 'on' });
  if (!settings.ok) throw new Error(settings.error.code);
  const evidence: Evidence = {
    ...{ certificate, presentedChain, trustAnchors, purpose },
    answer: null,
    unanswered,
  };
  return judgeBy(evidence, { profile, settings: settings.value }, 0).code;
}

const nobody: Unanswered = { code: 'no-responder-uri' };
const silence: Unanswered = { code: 'connect-timed-out', afterMs: 1 };

describe('a program that has no answer', () => {
  it('Apache lets pass whom nobody can be asked about, where it is told so, and nobody else', () => {
    const setting = 'no_ocsp_for_cert_ok';
    expect(codeOf('apache-2.4', null, nobody)).toBe('X');
    expect(codeOf('apache-2.4', setting, nobody)).toBe('T');
    expect(codeOf('apache-2.4', setting, silence)).toBe('X');
  });

  it('Java’s SOFT_FAIL covers a responder that is not reached, not a certificate that names none', () => {
    expect(codeOf('jdk-17', null, silence)).toBe('X');
    expect(codeOf('jdk-17', 'SOFT_FAIL', silence)).toBe('T');
    expect(codeOf('jdk-17', 'SOFT_FAIL', nobody)).toBe('X');
  });

  it('nginx has no setting that changes its verdict on one answer', () => {
    expect(findProfile('nginx-1.22')?.settings).toEqual([]);
  });
});
