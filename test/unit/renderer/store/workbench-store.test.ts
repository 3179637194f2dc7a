import { beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '#shared/model/policy.ts';
import { err, ok } from '#shared/model/result.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import {
  createWorkbench,
  type Workbench,
} from '../../../../src/renderer/src/store/create-store.ts';
import { selectOpenFlow, selectShownEvent } from '../../../../src/renderer/src/store/selectors.ts';
import { always, createFakeBridge, type FakeBridge } from '../../../support/fake-bridge.ts';
import {
  answeredFlow,
  cacheMiss,
  chainHolds,
  presented,
  sampleFlow,
  sampleLoaded,
  sampleRow,
  sampleStart,
  timed,
  uriFromAia,
} from '../../../support/flow-samples.ts';
import { sampleSnapshot } from '../../../support/snapshot-sample.ts';

let bridge: FakeBridge;
let workbench: Workbench;

function start(changes: Partial<Snapshot> = {}): void {
  bridge = createFakeBridge();
  bridge.answer('flows:watch-flow', always(null));
  workbench = createWorkbench(sampleSnapshot(changes), bridge, () => sampleStart);
}

const state = () => workbench.store.getState();
const finishedRow = { ...sampleRow('flow-1') };

beforeEach(() => start());

it('opens nothing with an answer that comes after the flow was closed again', async () => {
  bridge.answer('flows:get-flow', always(answeredFlow('good')));
  const opening = workbench.actions.openFlow('flow-1');
  await workbench.actions.openFlow(null);
  await opening;
  expect(state().opened).toEqual({ state: 'none' });
});

describe('loading certificates', () => {
  const ca = sampleLoaded('ca', { summary: { isCa: true } });
  const responder = sampleLoaded('responder', { summary: { extendedKeyUsage: ['OCSPSigning'] } });
  const client = sampleLoaded('client');

  it('chooses the client among what was there at start, not the CA or the responder', () => {
    start({ certificates: [ca, responder, client] });
    expect(state().checkTarget.fingerprint).toBe('fp-client');
  });

  it('chooses a client that was just loaded', async () => {
    bridge.answer(
      'certificates:load-text',
      always({
        origin: 'Pasted text',
        added: ['fp-client'],
        alreadyLoaded: [],
        opened: [],
        problems: [],
      }),
    );
    workbench.receive({ type: 'certificates-changed', certificates: [ca, client] });
    await workbench.actions.loadText('-----BEGIN');
    expect(state().checkTarget).toEqual({ fingerprint: 'fp-client', issuerFingerprint: null });
    expect(state().announcement).toBe('1 certificate loaded.');
    expect(state().problems).toEqual([]);
  });

  it('keeps what could not be loaded in view until it is dismissed', async () => {
    const problem = {
      code: 'not-recognised',
      message: 'This is a text.',
      offset: null,
      path: null,
    } as const;
    const report = {
      origin: 'Pasted text',
      added: [],
      alreadyLoaded: [],
      opened: [],
      problems: [problem],
    };
    bridge.answer('certificates:load-text', always(report));
    await workbench.actions.loadText('hello');
    await workbench.actions.loadText('hello');
    expect(state().problems).toMatchObject([{ kind: 'load', report }]);
    workbench.actions.dismissProblem(state().problems[0]?.id ?? 0);
    expect(state().problems).toEqual([]);
  });

  it('lets go of a chosen certificate that was removed', () => {
    start({ certificates: [ca, client] });
    workbench.receive({ type: 'certificates-changed', certificates: [ca] });
    expect(state().checkTarget.fingerprint).toBeNull();
  });
});

describe('a check', () => {
  beforeEach(() => {
    start({ certificates: [sampleLoaded('client')] });
    bridge.answer('check:start-check', always({ flowId: 'flow-1' }));
  });

  it('is followed step by step, and shows its verdict when it finishes', async () => {
    const begun = sampleFlow(timed(presented), { outcome: null });
    bridge.answer('flows:get-flow', always(begun));
    await workbench.actions.startCheck();
    expect(state().checkRun).toEqual({ state: 'running', flowId: 'flow-1' });
    expect(selectOpenFlow(state())).toEqual(begun);

    const events = timed(presented, chainHolds, uriFromAia).slice(1);
    workbench.receive({ type: 'flow-progressed', flowId: 'flow-1', from: 1, events });
    expect(selectOpenFlow(state())?.events).toHaveLength(3);

    bridge.answer('flows:get-flow', always(answeredFlow('good')));
    workbench.receive({
      type: 'flows-changed',
      rows: [finishedRow],
      listIsStale: false,
      statistics: { total: 1, p50Ms: 12, p95Ms: 12 },
    });
    await settled();
    expect(state().checkRun).toEqual({ state: 'idle' });
    expect(selectOpenFlow(state())?.outcome?.status).toBe('good');
    expect(state().list.total).toBe(1);
  });

  it('is read again when a step was missed', async () => {
    bridge.answer('flows:get-flow', always(sampleFlow(timed(presented), { outcome: null })));
    await workbench.actions.startCheck();
    const whole = sampleFlow(timed(presented, chainHolds, uriFromAia, cacheMiss), {
      outcome: null,
    });
    bridge.answer('flows:get-flow', always(whole));
    workbench.receive({
      type: 'flow-progressed',
      flowId: 'flow-1',
      from: 3,
      events: timed(cacheMiss),
    });
    await settled();
    expect(selectOpenFlow(state())).toEqual(whole);
  });

  it('says why it could not start, and is idle again', async () => {
    bridge.answer('check:start-check', () => err({ code: 'refused', message: 'No.' }));
    await workbench.actions.startCheck();
    expect(state().checkRun).toEqual({ state: 'idle' });
    expect(state().problems).toMatchObject([
      { kind: 'command', title: 'The check cannot start', message: 'No.' },
    ]);
  });

  it('does not start while a setting that was written is not in force', async () => {
    const problems = [{ field: 'responderUri', message: 'Not an address.' }];
    bridge.answer('policy:set-policy', () => err({ code: 'fields-invalid', problems }));
    expect(await workbench.actions.patchPolicy({ responderUri: 'nope' })).toBe(false);
    await workbench.actions.startCheck();
    expect(bridge.calls.map(({ channel }) => channel)).not.toContain('check:start-check');
    expect(state().problems).toMatchObject([{ title: 'The check was not started' }]);
  });
});

describe('opening flows', () => {
  it('shows the flow before until the next one is there, and drops an answer that comes too late', async () => {
    const first = answeredFlow('good');
    bridge.answer('flows:get-flow', ({ flowId }) => ok({ ...first, id: flowId }));
    await workbench.actions.openFlow('a');
    const slow = workbench.actions.openFlow('b');
    const fast = workbench.actions.openFlow('c');
    expect(selectOpenFlow(state())?.id).toBe('a');
    await Promise.all([slow, fast]);
    expect(selectOpenFlow(state())?.id).toBe('c');
  });

  it('shows the answer of a flow first', async () => {
    bridge.answer('flows:get-flow', always(answeredFlow('revoked')));
    await workbench.actions.openFlow('flow-1');
    const shown = selectShownEvent(state());
    expect(answeredFlow('revoked').events[shown ?? -1]?.step.type).toBe('response-received');
    workbench.actions.selectEvent(0);
    expect(selectShownEvent(state())).toBe(0);
  });

  it('says in its place that a flow cannot be read', async () => {
    await workbench.actions.openFlow('gone');
    expect(state().opened).toMatchObject({ state: 'failed', flowId: 'gone' });
  });

  it('opens the neighbour of a deleted flow, and brings it back on undo', async () => {
    const rows = [sampleRow('b'), sampleRow('a')];
    start({ flows: { rows, total: 2 }, statistics: { total: 2, p50Ms: null, p95Ms: null } });
    bridge.answer('flows:get-flow', ({ flowId }) => ok({ ...answeredFlow('good'), id: flowId }));
    bridge.answer('flows:delete-flows', always({ undoToken: 'token' }));
    bridge.answer('flows:restore-flows', always(null));
    await workbench.actions.openFlow('b');
    await workbench.actions.deleteFlows(['b']);
    expect(selectOpenFlow(state())?.id).toBe('a');
    expect(state().undo?.text).toBe('1 flow deleted');
    await workbench.actions.runUndo();
    expect(bridge.calls.at(-3)).toEqual({
      channel: 'flows:restore-flows',
      request: { undoToken: 'token' },
    });
    expect(selectOpenFlow(state())?.id).toBe('b');
    expect(state().undo).toBeNull();
  });
});

describe('the policy', () => {
  it('puts each change on top of the one before, though both were made at once', async () => {
    bridge.answer('policy:set-policy', (current) => ok({ current, basedOn: null, saved: [] }));
    await Promise.all([
      workbench.actions.patchPolicy({ fallback: 'allow' }),
      workbench.actions.patchPolicy({ hash: 'sha256' }),
    ]);
    expect(state().policies.current).toEqual({
      ...defaultPolicy,
      fallback: 'allow',
      hash: 'sha256',
    });
  });

  it('shows a refused setting at its field, and forgets that once it is mended', async () => {
    const problems = [{ field: 'cache.minSeconds', message: 'Too long.' }];
    bridge.answer('policy:set-policy', () => err({ code: 'fields-invalid', problems }));
    const cache = { ...defaultPolicy.cache, minSeconds: 9_999 };
    await workbench.actions.patchPolicy({ cache });
    expect(state().policyProblems).toEqual({ 'cache.minSeconds': 'Too long.' });
    expect(state().policies.current).toEqual(defaultPolicy);
    bridge.answer('policy:set-policy', (current) => ok({ current, basedOn: null, saved: [] }));
    await workbench.actions.patchPolicy({ cache: { ...cache, minSeconds: 60 } });
    expect(state().policyProblems).toEqual({});
  });

  it('answers why a name was refused', async () => {
    const problems = [{ field: 'name', message: 'That name is taken.' }];
    bridge.answer('policy:save-policy', () => err({ code: 'fields-invalid', problems }));
    expect(await workbench.actions.savePolicy('Gateway')).toBe('That name is taken.');
  });
});

describe('the clock', () => {
  it('runs ahead by its offset', async () => {
    bridge.answer('clock:advance-clock', ({ byMs }) =>
      ok({ offsetMs: byMs, now: sampleStart + byMs }),
    );
    await workbench.actions.advanceClock(1_860_000);
    expect(workbench.now()).toBe(sampleStart + 1_860_000);
  });
});

describe('a call that breaks', () => {
  it('becomes a problem in view, not an exception', async () => {
    workbench = createWorkbench(
      sampleSnapshot(),
      { ...bridge, call: () => Promise.reject(new Error('gone')) },
      () => sampleStart,
    );
    await workbench.actions.copyText('text', 'Text');
    expect(state().problems).toMatchObject([{ kind: 'command', title: 'Not copied' }]);
  });
});

/** Lets every answer of the bridge arrive. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
