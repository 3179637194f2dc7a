import { describe, expect, it } from 'vitest';
import type { Flow } from '#shared/flow/flow.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import type {
  PlanBranch,
  SequencePlan,
} from '../../../../../src/renderer/src/features/sequence/plan.ts';
import { planSequence } from '../../../../../src/renderer/src/features/sequence/plan-sequence.ts';
import {
  answeredFlow,
  cacheMiss,
  chainHolds,
  decisionMade,
  exchangeFailed,
  presented,
  requestSent,
  sampleEntry,
  sampleFlow,
  sampleOutcome,
  statusConcluded,
  timed,
  uriFromAia,
} from '../../../../support/flow-samples.ts';

const planOf = (flow: Flow) => planSequence({ kind: 'flow', flow });
const branch = (plan: SequencePlan, id: PlanBranch['id']) =>
  plan.enabled.branches.find((candidate) => candidate.id === id);
const litIds = (branches: readonly PlanBranch[]): readonly string[] =>
  branches.flatMap((one) => (one.state === 'lit' ? [one.id, ...litIds(one.branches)] : []));
const labels = (plan: SequencePlan) =>
  [...plan.opening, ...plan.enabled.rows].map((row) => row.label);

describe('planSequence', () => {
  it('draws before there is a flow what the policy would do, all as ghosts', () => {
    const plan = planSequence({
      kind: 'preview',
      policy: defaultPolicy,
      uri: 'http://h:81/ocsp',
      asker: 'person',
    });
    const rows = [...plan.opening, ...plan.enabled.rows];
    expect(rows).toHaveLength(7);
    expect(rows.every((row) => row.state === 'ghost' && row.eventIndex === null)).toBe(true);
    expect(litIds(plan.enabled.branches)).toEqual([]);
    expect(plan.lanes.responder.role).toBe('h:81');
  });

  it.each(['good', 'revoked'] as const)('lights %s alone, with the decision in it', (status) => {
    const plan = planOf(answeredFlow(status));
    expect(litIds([...plan.enabled.branches, plan.notEnabled])).toEqual([status]);
    expect(branch(plan, status)?.rows.map((row) => row.label)).toEqual([
      status === 'good' ? 'A server would let it in' : 'A server would keep it out',
    ]);
    expect(labels(plan)).toEqual([
      'Presents client',
      'Chain holds',
      'Responder URI from AIA, first of 2',
      'Cache lookup',
      'Request, serial 0x1F4',
      `Response: ${status}`,
      'Response validated',
    ]);
  });

  it.each(['allow', 'block'] as const)(
    'lights the fallback %s within a check that failed',
    (fallback) => {
      const outcome = fallback === 'allow' ? 'allow' : 'deny';
      const plan = planOf(
        sampleFlow(
          timed(
            presented,
            chainHolds,
            uriFromAia,
            cacheMiss,
            requestSent,
            exchangeFailed({ code: 'connection-refused', address: '127.0.0.1', port: 9 }),
            statusConcluded('indeterminate'),
            decisionMade({ outcome, decidedBy: 'fallback' }, fallback),
          ),
          { outcome: sampleOutcome({ status: 'indeterminate' }) },
        ),
      );
      expect(litIds(plan.enabled.branches)).toEqual(['unsettled', fallback]);
      expect(branch(plan, 'unsettled')).toMatchObject({
        title: 'the check failed',
        tone: 'indeterminate',
      });
    },
  );

  it('never shows the responder’s unknown as a failed check', () => {
    const plan = planOf(
      sampleFlow(
        timed(
          presented,
          statusConcluded('unknown'),
          decisionMade({ outcome: 'deny', decidedBy: 'fallback' }, 'block'),
        ),
        { outcome: sampleOutcome({ status: 'unknown' }) },
      ),
    );
    expect(branch(plan, 'unsettled')).toMatchObject({ title: 'status = unknown', tone: 'unknown' });
  });

  it('draws a request that never arrived where the connection was refused', () => {
    const refused = exchangeFailed({ code: 'connection-refused', address: '127.0.0.1', port: 9 });
    const plan = planOf(sampleFlow(timed(presented, requestSent, refused)));
    expect(plan.enabled.rows.map((row) => row.route)).toEqual([
      { kind: 'message', from: 'server', to: 'responder', travel: 'lost' },
      { kind: 'self' },
    ]);
  });

  it('draws an answer that never arrives where the time ran out', () => {
    const late = exchangeFailed({ code: 'response-timed-out', afterMs: 10_000, receivedBytes: 0 });
    const plan = planOf(sampleFlow(timed(presented, requestSent, late)));
    expect(plan.enabled.rows.map((row) => row.route)).toEqual([
      { kind: 'message', from: 'server', to: 'responder', travel: 'arrives' },
      { kind: 'message', from: 'responder', to: 'server', travel: 'lost' },
    ]);
  });

  it('shows that no message left where the answer was in the cache', () => {
    const hit = {
      type: 'cache-looked-up',
      outcome: 'hit',
      entry: sampleEntry(),
      response: new Uint8Array(),
      request: null,
    } as const;
    const plan = planOf(
      sampleFlow(timed(presented, chainHolds, uriFromAia, hit), { outcome: null }),
    );
    const sent = plan.enabled.rows.filter((row) => row.route.kind === 'message');
    expect(sent).toEqual([]);
    expect(labels(plan)).toContain('no message left the server');
  });

  it('keeps ghosts only for what is still to come', () => {
    const plan = planOf(
      sampleFlow(timed(presented, chainHolds, uriFromAia, cacheMiss, requestSent), {
        outcome: null,
      }),
    );
    const ghosts = plan.enabled.rows.filter((row) => row.state === 'ghost').map((row) => row.label);
    expect(ghosts).toEqual(['Response', 'Response validated']);
  });

  it('lights “not enabled” and closes the rest where OCSP is off', () => {
    const plan = planOf(
      sampleFlow(
        timed(
          presented,
          chainHolds,
          { type: 'ocsp-not-enabled' },
          decisionMade({ outcome: 'allow', decidedBy: 'ocsp-not-enabled' }),
        ),
        { outcome: sampleOutcome({ status: null }) },
      ),
    );
    expect(plan.notEnabled.state).toBe('lit');
    expect(plan.notEnabled.rows.map((row) => row.label)).toEqual(['A server would let it in']);
    expect(plan.enabled).toMatchObject({ state: 'dim', rows: [], branches: [] });
  });

  it('denies before OCSP where the chain fails', () => {
    const plan = planOf(
      sampleFlow(
        timed(
          presented,
          {
            type: 'chain-evaluated',
            evaluation: {
              outcome: 'not-trusted',
              links: [],
              failure: { code: 'issuer-not-found', subject: 'CN=a', issuer: 'CN=b' },
            },
            issuer: null,
            basis: null,
          },
          decisionMade({ outcome: 'deny', decidedBy: 'chain' }),
        ),
        {
          outcome: sampleOutcome({
            status: null,
            decision: { outcome: 'deny', decidedBy: 'chain' },
          }),
        },
      ),
    );
    expect(plan.chain?.rows.map((row) => row.label)).toEqual(['A server would keep it out']);
    expect(plan.enabled.state).toBe('dim');
    expect(plan.notEnabled.state).toBe('dim');
  });

  it('puts what the client was told on the arrow of the decision', () => {
    const flow = sampleFlow(
      timed(
        presented,
        statusConcluded('revoked'),
        decisionMade({ outcome: 'deny', decidedBy: 'status' }),
        { type: 'client-answered', answer: { kind: 'http', status: 403, statusText: 'Forbidden' } },
      ),
      { source: 'mtls', outcome: sampleOutcome({ status: 'revoked' }) },
    );
    expect(branch(planOf(flow), 'revoked')?.rows).toMatchObject([{ meta: '403' }]);
  });
});
