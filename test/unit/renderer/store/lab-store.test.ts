import { beforeEach, describe, expect, it } from 'vitest';
import type { LabView, ResponderExchange } from '#shared/model/lab.ts';
import type { ClientReport } from '#shared/model/mtls.ts';
import { err, ok } from '#shared/model/result.ts';
import type { ScenarioResult } from '#shared/model/scenario.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { primaryCommand } from '../../../../src/renderer/src/store/commands.ts';
import {
  createWorkbench,
  type Workbench,
} from '../../../../src/renderer/src/store/create-store.ts';
import { withIssuers } from '../../../../src/renderer/src/store/lab-actions.ts';
import {
  selectOpenFlow,
  selectPresentedClient,
  selectPresentedKind,
  selectPresentedLabel,
  selectPresentedUris,
} from '../../../../src/renderer/src/store/selectors.ts';
import { always, createFakeBridge, type FakeBridge } from '../../../support/fake-bridge.ts';
import {
  answeredFlow,
  sampleLoaded,
  sampleRow,
  sampleStart,
} from '../../../support/flow-samples.ts';
import { sampleLab, sampleLabCertificate } from '../../../support/lab-samples.ts';
import { sampleSnapshot } from '../../../support/snapshot-sample.ts';

let bridge: FakeBridge;
let workbench: Workbench;

const running = {
  state: 'running',
  host: '127.0.0.1',
  port: 8443,
  url: 'https://127.0.0.1:8443/',
  reach: 'this-machine',
  unsupportedKeys: [],
} as const;

function start(changes: Partial<Snapshot> = {}): void {
  const snapshot = sampleSnapshot({ lab: sampleLab(), ...changes });
  bridge = createFakeBridge();
  bridge.answer('flows:watch-flow', always(null));
  const mtls = { ...snapshot.mtls, state: running };
  workbench = createWorkbench({ ...snapshot, mtls }, bridge, () => sampleStart);
}

const state = () => workbench.store.getState();
const calls = (channel: string) => bridge.calls.filter((call) => call.channel === channel);

beforeEach(() => start());

const report: ClientReport = {
  url: 'https://127.0.0.1:8443/',
  tls: null,
  response: null,
  failure: { code: 'connection-refused', message: 'Nobody listens there.', remedy: null },
  timings: { connected: null, secured: null, firstByte: null, total: 1 },
};

describe('what is presented', () => {
  it('is the good client of the lab at the first launch', () => {
    expect(selectPresentedKind(state())).toBe('lab-client');
    expect(selectPresentedLabel(state())).toBe('lab-client-good');
    expect(selectPresentedUris(state())).toEqual(['http://127.0.0.1:8080/ocsp']);
    expect(primaryCommand(state())).toBe('authenticate');
  });

  it('is a loaded certificate where one was kept from last time', () => {
    start({ certificates: [sampleLoaded('client')] });
    expect(selectPresentedKind(state())).toBe('loaded');
    expect(primaryCommand(state())).toBe('check-revocation');
  });

  it('is nothing without a lab and without certificates', () => {
    start({ lab: null });
    expect(selectPresentedKind(state())).toBe('nothing');
    expect(selectPresentedUris(state())).toBeNull();
  });

  it('becomes the loaded certificate that is chosen, and a lab client again', () => {
    start({ certificates: [sampleLoaded('client')] });
    workbench.actions.choosePresented({ kind: 'lab-client', id: 'lab-client-revoked' });
    expect(selectPresentedLabel(state())).toBe('lab-client-revoked');
    workbench.actions.chooseCertificate('fp-client');
    expect(selectPresentedKind(state())).toBe('loaded');
  });

  it('falls back to the good client when the chosen one is gone with the old lab', () => {
    workbench.actions.choosePresented({ kind: 'lab-client', id: 'lab-client-7' });
    expect(selectPresentedClient(state())?.id).toBe('lab-client-good');
  });

  it('leaves out clients that TLS cannot present', () => {
    const only = sampleLabCertificate('ed', { keyType: 'ed25519', use: 'ocsp-only' });
    start({ lab: sampleLab({ certificates: [only] }) });
    expect(selectPresentedKind(state())).toBe('nothing');
  });
});

describe('authenticating', () => {
  const row = { ...sampleRow('flow-1'), source: 'client' as const };

  it('connects as the chosen client, opens its flow and keeps what it saw', async () => {
    bridge.answer('mtls:authenticate', always({ report, flowId: 'flow-1' }));
    bridge.answer('flows:get-flow', always(answeredFlow('good')));
    await workbench.actions.authenticateAs('lab-client-revoked');
    expect(calls('mtls:authenticate')).toEqual([
      { channel: 'mtls:authenticate', request: { clientId: 'lab-client-revoked' } },
    ]);
    expect(selectOpenFlow(state())?.outcome?.status).toBe('good');
    expect(state().clientReports.get('flow-1')).toEqual(report);
    expect(state().clientRun).toEqual({ state: 'idle' });
  });

  it('presents nothing where that is chosen', async () => {
    bridge.answer('mtls:authenticate', always({ report, flowId: null }));
    workbench.actions.choosePresented({ kind: 'no-certificate' });
    await workbench.actions.authenticate();
    expect(calls('mtls:authenticate')[0]?.request).toEqual({ clientId: null });
  });

  it('shows what the client saw where no flow came of it, until a flow is opened', async () => {
    bridge.answer('mtls:authenticate', always({ report, flowId: null }));
    await workbench.actions.authenticate();
    expect(state().missedClient).toEqual(report);
    bridge.answer('flows:get-flow', always(answeredFlow('good')));
    await workbench.actions.openFlow('flow-1');
    expect(state().missedClient).toBeNull();
  });

  it('follows the flow of the client while it is being decided', async () => {
    bridge.answer('mtls:authenticate', always({ report, flowId: 'flow-1' }));
    bridge.answer('flows:get-flow', always(answeredFlow('good')));
    const done = workbench.actions.authenticate();
    workbench.receive({
      type: 'flows-changed',
      rows: [{ ...row, verdict: null }],
      listIsStale: false,
      statistics: { total: 0, p50Ms: null, p95Ms: null },
    });
    expect(state().clientRun).toEqual({ state: 'running', flowId: 'flow-1' });
    await done;
    expect(state().clientRun).toEqual({ state: 'idle' });
  });

  it('starts the mTLS server first where that is stopped', async () => {
    const { mtls } = sampleSnapshot();
    workbench.receive({ type: 'mtls-changed', mtls });
    bridge.answer('mtls:start-mtls', always({ ...mtls, state: running }));
    bridge.answer('mtls:authenticate', always({ report, flowId: null }));
    await workbench.actions.authenticate();
    expect(bridge.calls.map(({ channel }) => channel)).toEqual([
      'mtls:start-mtls',
      'settings:change-settings',
      'mtls:authenticate',
      'flows:watch-flow',
    ]);
  });

  it('says why not where the responder URI that was just written is refused', async () => {
    const message = '“x” is not a URI.';
    bridge.answer('policy:set-policy', () =>
      err({ code: 'fields-invalid', problems: [{ field: 'responderUri', message }] }),
    );
    void workbench.actions.patchPolicy({ responderUri: 'x' });
    await workbench.actions.authenticate();
    expect(bridge.calls.map(({ channel }) => channel)).toEqual(['policy:set-policy']);
    expect(state().problems).toMatchObject([{ title: 'The client was not started' }]);
    expect(JSON.stringify(state().problems)).toContain(message);
  });

  it('hangs up where it is cancelled', async () => {
    bridge.answer('mtls:cancel-authentication', always(null));
    bridge.answer('mtls:authenticate', always({ report, flowId: null }));
    await workbench.actions.cancelClient();
    const done = workbench.actions.authenticate();
    await workbench.actions.cancelClient();
    await done;
    const asked = bridge.calls.filter(({ channel }) => channel === 'mtls:cancel-authentication');
    expect(asked).toHaveLength(1);
  });

  it('keeps whom the next decision is about', () => {
    const snapshot = sampleSnapshot();
    bridge.answer('settings:change-settings', () => ok(snapshot.settings));
    workbench.actions.choosePresented({ kind: 'no-certificate' });
    // That alone: the window's copy of the other settings may be older than what counts.
    expect(bridge.calls).toEqual([
      { channel: 'settings:change-settings', request: { presented: { kind: 'no-certificate' } } },
    ]);
    const settings = { ...snapshot.settings, presented: { kind: 'no-certificate' as const } };
    const next = createWorkbench({ ...snapshot, settings }, bridge, () => 0);
    expect(next.store.getState().presentChoice).toEqual({ kind: 'no-certificate' });
  });

  it('does not connect while a setting of the policy is refused', async () => {
    workbench.actions.reportField('responderUri', '“x” is not a URI.');
    await workbench.actions.authenticate();
    expect(bridge.calls).toEqual([]);
    expect(state().problems).toMatchObject([{ title: 'The client was not started' }]);
  });
});

describe('the lab', () => {
  it('shows a change of behaviour at once, and takes it back where it is refused', async () => {
    const problems = [{ field: 'latencyMs', message: 'At most a minute.' }];
    bridge.answer('lab:set-behaviour', () => err({ code: 'fields-invalid', problems }));
    const answer = workbench.actions.patchBehaviour({ latencyMs: 1e9 });
    expect(state().lab?.behaviour.latencyMs).toBe(1e9);
    expect(await answer).toEqual(problems);
    expect(state().lab?.behaviour.latencyMs).toBe(0);
  });

  it('can take a revocation back to what the responder said before', async () => {
    const revoked = sampleLabCertificate('lab-client-good');
    bridge.answer('lab:revoke-certificate', always(revoked));
    bridge.answer('lab:set-status', () => ok(revoked));
    await workbench.actions.revokeCertificate('lab-client-good', 'keyCompromise');
    expect(state().undo?.text).toBe('lab-client-good is revoked');
    await workbench.actions.runUndo();
    expect(calls('lab:set-status')[0]?.request).toEqual({
      id: 'lab-client-good',
      status: { status: 'good' },
    });
  });

  it('forgets what the responder answered when another lab is founded', () => {
    const exchange = (number: number): ResponderExchange => ({
      number,
      responder: 'responder',
      at: sampleStart,
      method: 'POST',
      path: '/ocsp',
      requestBytes: 83,
      answers: [],
      httpStatus: 200,
      responseStatus: 'tryLater',
      responseBytes: 5,
      fault: 'try-later',
      durationMs: 1,
    });
    workbench.receive({ type: 'responder-exchanged', exchanges: [exchange(1), exchange(2)] });
    workbench.receive({ type: 'responder-exchanged', exchanges: [exchange(3)] });
    expect(state().exchanges.map(({ number }) => number)).toEqual([3, 2, 1]);
    const same: LabView = sampleLab();
    workbench.receive({ type: 'lab-changed', lab: same });
    expect(state().exchanges).toHaveLength(3);
    workbench.receive({ type: 'lab-changed', lab: sampleLab({ createdAt: sampleStart + 1 }) });
    expect(state().exchanges).toEqual([]);
  });

  it('takes a certificate into Certificates together with its CAs', async () => {
    const loaded = { origin: 'the lab', added: [], alreadyLoaded: [], opened: [], problems: [] };
    bridge.answer('lab:take-certificates', always(loaded));
    await workbench.actions.takeLabCertificates(['lab-client-good']);
    expect(calls('lab:take-certificates')[0]?.request).toEqual({
      ids: ['lab-client-good', 'issuing', 'root'],
    });
    expect(state().screen).toBe('certificates');
  });

  it('names each issuer once', () => {
    const { certificates } = sampleLab();
    expect(withIssuers(certificates, ['lab-client-good', 'lab-client-revoked'])).toEqual([
      'lab-client-good',
      'lab-client-revoked',
      'issuing',
      'root',
    ]);
  });
});

describe('scenarios', () => {
  const result = (scenarioId: string, outcome: ScenarioResult['outcome']): ScenarioResult => ({
    scenarioId,
    outcome,
    steps: [],
    broken: null,
    durationMs: 1,
  });

  it('keep the latest result of each, run after run', () => {
    const run = { state: 'done', total: 1, current: null, decidedAs: null } as const;
    const first = [result('good', 'as-expected'), result('revoked', 'different')];
    workbench.receive({ type: 'scenarios-changed', run: { ...run, results: first } });
    const second = [result('revoked', 'as-expected')];
    workbench.receive({ type: 'scenarios-changed', run: { ...run, results: second } });
    expect([...state().scenarioResults].map(([id, { outcome }]) => [id, outcome])).toEqual([
      ['good', 'as-expected'],
      ['revoked', 'as-expected'],
    ]);
  });
});
