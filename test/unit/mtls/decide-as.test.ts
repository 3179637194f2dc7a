import { describe, expect, it } from 'vitest';
import { findProfile } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import { createOtherDecision } from '#mtls/decide-as.ts';
import { presentCertificate } from '#pki/x509/summary.ts';
import type { FlowOutcome, FlowStep } from '#shared/flow/flow.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
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

const http = {
  status: 200,
  statusText: 'OK',
  headers: [],
  contentType: 'application/ocsp-response',
  remoteAddress: null,
  timings: { lookedUp: null, connected: null, secured: null, firstByte: null, total: 1 },
  shared: false,
};

function caseOf(name: string) {
  const recorded = recordedCases().find((each) => each.name === name);
  if (recorded === undefined) throw new Error(name);
  const { answer, certificate, presentedChain, trustAnchors, purpose } = evidenceOf(recorded);
  if (answer === null || !('der' in certificate)) throw new Error(name);
  return { answer, presented: { certificate, presentedChain, trustAnchors, purpose } };
}

function received(name: string): FlowStep {
  const body = caseOf(name).answer.response;
  return { type: 'response-received', response: { ...http, body } };
}

function chosen(uri: string): FlowStep {
  return { type: 'responder-uri-chosen', source: 'aia', uri, ignored: [] };
}

const refused: FlowStep = {
  type: 'exchange-failed',
  error: { code: 'connection-refused', address: '127.0.0.1', port: 1 },
  response: null,
};

/** A flow about a recorded case with what was asked and answered: its decision as `judge` makes it. */
function decide(
  name: string,
  id: string | null,
  {
    decidedBy = 'fallback',
    asked = [received(name)],
  }: { readonly decidedBy?: 'fallback' | 'chain'; readonly asked?: readonly FlowStep[] } = {},
) {
  const { answer, presented } = caseOf(name);
  const { certificate, presentedChain, trustAnchors, purpose } = presented;
  const judge = id === null ? null : setJudge(id);
  const other = createOtherDecision(judge, presented, { policy: defaultPolicy, now: () => at });
  const basis = { trustAnchors: trustAnchors.map(presentCertificate), purpose, at };
  const steps: readonly FlowStep[] = [
    {
      type: 'certificate-presented',
      certificate: presentCertificate(certificate),
      chain: presentedChain.map(presentCertificate),
      connection: null,
    },
    {
      type: 'chain-evaluated',
      evaluation: { outcome: 'trusted', links: [] },
      issuer: presentCertificate(answer.issuer),
      basis,
    },
    ...asked,
    { type: 'decision-made', decision: { outcome: 'deny', decidedBy }, fallback: 'block' },
  ];
  const told = steps.map((step, atMs) => other.told({ atMs, step }).step);
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
    const { last, outcome } = decide('stale-6min', 'jdk-17', { decidedBy: 'chain' });
    expect(last).toMatchObject({ decision: { outcome: 'deny', decidedBy: 'chain' } });
    expect(outcome).toEqual(denied);
  });

  it('lets it judge the answer of the responder that answered, not the silence of the one before', () => {
    const silent = [chosen('http://a.example/'), refused];
    const revoked = 'st-revoked-reason7';
    const decideOn = (asked: readonly FlowStep[]) =>
      decide(revoked, 'strongswan-5.9', { asked }).outcome.decision.outcome;
    expect(decideOn(silent)).toBe('allow');
    expect(decideOn([...silent, chosen('http://b.example/'), received(revoked)])).toBe('deny');
  });

  it('keeps out whom the program keeps out for a CA above, though the certificate itself is good', () => {
    const own = [chosen('http://a.example/'), received('i-base-issuer')];
    const { answer } = caseOf('i-base-issuer');
    const root = caseOf('i-base-issuer').presented.trustAnchors[0];
    if (root === undefined) throw new Error('no root');
    const ca: FlowStep = {
      type: 'intermediate-reached',
      certificate: presentCertificate(answer.issuer),
      issuer: presentCertificate(root),
    };
    const silentCa = [...own, ca, chosen('http://b.example/'), refused];
    const decideAs = (id: string, asked: readonly FlowStep[]) =>
      decide('i-base-issuer', id, { asked }).outcome.decision.outcome;
    expect(decideAs('nginx-1.22', own)).toBe('allow');
    // As they were seen to do: nginx refuses where nobody answers, strongSwan lets pass.
    expect(decideAs('nginx-1.22', silentCa)).toBe('deny');
    expect(decideAs('strongswan-5.9', silentCa)).toBe('allow');
  });

  it('changes nothing where no program is named', () => {
    expect(decide('stale-6min', null).outcome).toEqual(denied);
  });
});
