import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Flow } from '#shared/flow/flow.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { createTestWorkbench } from '../../support/workbench.ts';

let workbench: Workbench;
let good: Flow;
beforeAll(async () => {
  workbench = createTestWorkbench();
  await workbench.lab.start();
  await workbench.mtls.setSettings({ ...workbench.mtls.settings(), port: 0 });
  await workbench.stage.mtls.start();
  good = await visit('lab-client-good');
  await visit('lab-client-revoked');
  await visit('lab-client-unknown');
});
afterAll(() => workbench.close());

async function visit(clientId: string): Promise<Flow> {
  const visited = await workbench.authenticate(clientId);
  const flowId = visited.ok ? visited.value.flowId : null;
  const flow = workbench.flows.get(flowId ?? '');
  if (!flow.ok) throw new Error(flow.error.code);
  return flow.value;
}

const rowsOf = async (change: Partial<Policy>) => {
  const { rows, ...run } = await workbench.whatIf.start({ ...defaultPolicy, ...change });
  const words = rows.map(({ label, before, after, basis }) =>
    [label, before.decision, after.decision, basis].join(' '),
  );
  return { words: words.sort(), ...run };
};

describe('what another policy would have decided', () => {
  it('is the same under the same policy', async () => {
    const { words, counts, state } = await rowsOf({});
    expect([words, state]).toEqual([[], 'done']);
    expect(counts).toMatchObject({ judged: 3, nowDenied: 0, nowAdmitted: 0, otherReason: 0 });
  });

  it('admits whom it asks nobody about, and whom the fallback lets pass', async () => {
    expect((await rowsOf({ ocsp: 'not-enabled' })).words).toEqual([
      'lab-client-revoked deny allow same-question',
      'lab-client-unknown deny allow same-question',
    ]);
    expect((await rowsOf({ fallback: 'allow' })).words).toEqual([
      'lab-client-unknown deny allow same-question',
    ]);
  });

  it('says where it would have asked another question', async () => {
    const { words, counts } = await rowsOf({ nonce: 'require' });
    expect(words).toEqual(['lab-client-good allow deny asked-otherwise']);
    expect(counts.askedOtherwise).toBe(1);
  });

  it('sends nothing, and stops when it is told to', async () => {
    const before = workbench.cache.statistics();
    const running = workbench.whatIf.start(defaultPolicy);
    workbench.whatIf.cancel();
    expect((await running).state).toBe('cancelled');
    expect(workbench.cache.statistics()).toEqual(before);
  });
});

describe('the timeline of something that is open', () => {
  it('is that of a chain, with its last day', () => {
    workbench.lab.take(['lab-root', 'lab-issuing-ca', 'lab-client-good']);
    const presented = good.events[0]?.step;
    if (presented?.type !== 'certificate-presented') throw new Error('no certificate');
    const { certificate } = presented;
    const { fingerprint, notAfter } = certificate?.summary ?? { fingerprint: '', notAfter: 0 };
    const told = workbench.timeline({ of: 'object', id: fingerprint });
    if (!told.ok) throw new Error(JSON.stringify(told.error));
    const last = told.value.timeline.flips.find(({ to }) => to.reason === 'certificate-expired');
    expect(last?.at).toBe(notAfter + 1_000);
    expect(last?.checks).toContainEqual({ id: 'chain', from: 'pass', to: 'fail' });
  });

  it('is that of a response, judged for the open certificate that it is about', async () => {
    const step = good.events.find(({ step: each }) => each.type === 'response-received')?.step;
    if (step?.type !== 'response-received') throw new Error('no response');
    const [report] = await workbench.inputs.open([
      { name: 'answer.der', bytes: step.response.body },
    ]);
    const told = workbench.timeline({ of: 'object', id: report?.opened[0] ?? '' });
    if (!told.ok) throw new Error(JSON.stringify(told.error));
    const { timeline, judgedAt } = told.value;
    const standing = timeline.verdicts
      .filter(({ from }) => from === null || from <= judgedAt)
      .at(-1);
    expect(standing?.verdict).toEqual({ status: 'good', reason: null, decision: 'allow' });
    // As the policy is set: an hour in the cache, since the answer is good for seven days.
    expect(timeline.kept?.cause).toBe('maximum');
    expect(Math.abs((timeline.kept?.to ?? 0) - judgedAt - 3_600_000)).toBeLessThan(1_000);
  });

  it('says what is missing where nothing tells whom a response is about', async () => {
    workbench.certificates.remove(
      workbench.certificates.list().map(({ summary }) => summary.fingerprint),
    );
    const [object] = workbench.objects.list();
    expect(workbench.timeline({ of: 'object', id: object?.id ?? '' })).toMatchObject({
      ok: false,
      error: { code: 'no-timeline' },
    });
  });
});
