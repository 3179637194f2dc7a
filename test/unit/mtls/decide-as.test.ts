import { describe, expect, it } from 'vitest';
import { findProfile } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import { createOtherDecision } from '#mtls/decide-as.ts';
import { presentCertificate } from '#pki/x509/summary.ts';
import type { FlowEvent, FlowOutcome } from '#shared/flow/flow.ts';
import { evidenceOf, recordedCases } from '../../support/judges/recorded-cases.ts';

const at = Date.parse('2026-11-22T23:00:00Z');

function setJudge(id: string) {
  const profile = findProfile(id);
  if (profile === null) throw new Error(id);
  const settings = readSettings(profile.settings, {});
  if (!settings.ok) throw new Error(settings.error.code);
  return { profile, settings: settings.value };
}

const denied: FlowOutcome = {
  decision: { outcome: 'deny', decidedBy: 'fallback' },
  status: 'indeterminate',
  reason: { code: 'response-expired', message: 'It is stale.', remedy: null, check: 'next-update' },
  revocation: null,
  response: null,
  checks: [],
  fromCache: false,
  responderUri: null,
  durationMs: 1,
};

/** A flow about the recorded case: its decision as `judge` makes it. */
function decide(name: string, id: string | null, decidedBy: 'fallback' | 'chain' = 'fallback') {
  const recorded = recordedCases().find((each) => each.name === name);
  if (recorded === undefined) throw new Error(name);
  const { answer, certificate, presentedChain, trustAnchors, purpose } = evidenceOf(recorded);
  if (answer === null || !('der' in certificate)) throw new Error(name);
  const presented = { certificate, presentedChain, trustAnchors, purpose };
  const other = createOtherDecision(id === null ? null : setJudge(id), presented, () => at);
  const issuer = presentCertificate(answer.issuer);
  const events: readonly FlowEvent[] = [
    {
      atMs: 0,
      step: {
        type: 'chain-evaluated',
        evaluation: { outcome: 'trusted', links: [] },
        issuer,
        basis: null,
      },
    },
    {
      atMs: 1,
      step: {
        type: 'response-received',
        response: {
          status: 200,
          statusText: 'OK',
          headers: [],
          contentType: 'application/ocsp-response',
          body: answer.response,
          remoteAddress: null,
          timings: { lookedUp: null, connected: null, secured: null, firstByte: null, total: 1 },
          shared: false,
        },
      },
    },
    {
      atMs: 2,
      step: { type: 'decision-made', decision: { outcome: 'deny', decidedBy }, fallback: 'block' },
    },
  ];
  const told = events.map((event) => other.told(event).step);
  return { last: told[told.length - 1], outcome: other.outcome(denied) };
}

describe('a server that decides as another program', () => {
  it('lets in whom the program would let in, and says so in its words', () => {
    const { last, outcome } = decide('stale-6min', 'jdk-17');
    const decision = { outcome: 'allow', decidedBy: 'another-program' };
    expect(last).toEqual({ type: 'decision-made', decision, fallback: null });
    expect(outcome).toMatchObject({
      decision,
      status: 'indeterminate',
      reason: { code: 'decided-as-jdk-17', message: expect.stringContaining('Java') },
    });
  });

  it('keeps out whom the program would keep out', () => {
    expect(decide('base-issuer', 'apache-2.4').outcome.decision.outcome).toBe('deny');
  });

  it('leaves a chain that does not hold to us', () => {
    const { last, outcome } = decide('stale-6min', 'jdk-17', 'chain');
    expect(last).toMatchObject({ decision: { outcome: 'deny', decidedBy: 'chain' } });
    expect(outcome).toEqual(denied);
  });

  it('changes nothing where no program is named', () => {
    expect(decide('stale-6min', null).outcome).toEqual(denied);
  });
});
