import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMemoryKeyFiles } from '#lab/ca/key-files.ts';
import { fingerprintOf } from '#pki/x509/summary.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { contract } from '#shared/ipc/contract.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { openStorage } from '#workbench/open-storage.ts';
import { createWorkbench, type Workbench } from '#workbench/workbench.ts';
import { type BehaviourChoice, startHostileServer } from '../../support/hostile-server.ts';
import { answer, at, client, day, hour, issuer } from '../../support/ocsp-builder.ts';
import { tempDir } from '../store/setup.ts';

const clientId = fingerprintOf(client.certificate);
const info = {
  version: '0',
  runtime: 'test',
  platform: 'test',
  storePath: '',
  safeStorage: null,
  notices: [],
};
const good: BehaviourChoice = { kind: 'respond', body: answer() };

function start(path: string): {
  readonly workbench: Workbench;
  readonly close: () => Promise<void>;
} {
  const { storage } = openStorage(path, (error) => {
    throw new Error(JSON.stringify(error));
  });
  const workbench = createWorkbench({
    storage,
    keyFiles: createMemoryKeyFiles(),
    clientFolder: tempDir(),
    sweepFile: join(tempDir(), 'sweep.jsonl'),
    labPorts: { responder: 0, backup: 0 },
    realClock: { now: () => at, monotonic: () => performance.now() },
    random: (count) => new Uint8Array(randomBytes(count)),
    info,
  });
  let isOpen = true;
  const close = async () => {
    const wasOpen = isOpen;
    isOpen = false;
    if (wasOpen) await workbench.close();
  };
  onTestFinished(close);
  return { workbench, close };
}

async function serve(behaviour: BehaviourChoice) {
  const server = await startHostileServer(behaviour);
  onTestFinished(() => server.stop());
  return server;
}

async function fill(workbench: Workbench, responderUri: string): Promise<void> {
  await workbench.inputs.open([
    { name: 'client', bytes: client.certificate.der },
    { name: 'ca', bytes: issuer.certificate.der },
  ]);
  workbench.policies.set({ ...defaultPolicy, responderUri });
}

async function check(workbench: Workbench): Promise<Flow> {
  const started = workbench.checks.start(clientId, null);
  if (!started.ok) throw new Error(started.error.code);
  return started.value.finished;
}

const words = ({ outcome }: Flow) => `${outcome?.status} ${outcome?.fromCache ? 'cache' : 'asked'}`;

describe('the workbench', () => {
  it('says of an open certificate whether its signature verifies with what is loaded', async () => {
    const { workbench } = start(join(tempDir(), 'revoscope.db'));
    const signature = () =>
      workbench.inspect(client.certificate.der).fields.find(({ label }) => label === 'Signature')
        ?.value;
    expect(signature()).toBe('not verified: no certificate of its issuer is at hand');
    await fill(workbench, 'http://127.0.0.1:1/');
    expect(signature()).toBe('verifies with the key of CN=Test CA');
  });

  it('checks, keeps the flow and the answer, and has both after a restart', async () => {
    const server = await serve(good);
    const path = join(tempDir(), 'revoscope.db');
    const first = start(path);
    await fill(first.workbench, server.url);
    const flow = await check(first.workbench);
    expect(words(flow)).toBe('good asked');
    await first.close();

    const { workbench } = start(path);
    expect(workbench.flows.get(flow.id)).toEqual({ ok: true, value: flow });
    expect(workbench.snapshot()).toMatchObject({
      policies: { current: { responderUri: server.url } },
      flows: { total: 1 },
      cacheStatistics: { entries: 1 },
    });
    const hit = await check(workbench);
    expect(words(hit)).toBe('good cache');
    expect(server.requests).toHaveLength(1);
    workbench.advanceClock(hour);
    expect(words(await check(workbench))).toBe('good asked');
    workbench.resetClock();
  });

  it('cancels a check, and says so in the flow and its row', async () => {
    const server = await serve({ kind: 'silent' });
    const { workbench } = start(':memory:');
    await fill(workbench, server.url);
    const started = workbench.checks.start(clientId, null);
    if (!started.ok) throw new Error(started.error.code);
    await server.received(1);
    workbench.checks.cancel(started.value.flowId);
    expect((await started.value.finished).outcome?.reason?.code).toBe('cancelled');
    expect(workbench.snapshot().flows.rows[0]?.verdict?.words).toBe('Cancelled');
  });

  it('closes while a check is running', async () => {
    const server = await serve({ kind: 'silent' });
    const { workbench, close } = start(join(tempDir(), 'revoscope.db'));
    await fill(workbench, server.url);
    const started = workbench.checks.start(clientId, null);
    if (!started.ok) throw new Error(started.error.code);
    await server.received(1);
    await close();
    await expect(started.value.finished).resolves.toMatchObject({
      outcome: { reason: { code: 'cancelled' } },
    });
  });

  it('denies where the issuer is not loaded, and does not ask', async () => {
    const server = await serve(good);
    const { workbench } = start(':memory:');
    await workbench.inputs.open([{ name: 'client', bytes: client.certificate.der }]);
    workbench.policies.set({ ...defaultPolicy, responderUri: server.url });
    const flow = await check(workbench);
    expect(flow.outcome).toMatchObject({
      decision: { outcome: 'deny', decidedBy: 'chain' },
      reason: { code: 'issuer-not-found' },
    });
    expect(server.connections()).toBe(0);
  });

  it.each([
    ['a certificate', 'nowhere', null],
    ['an issuer', clientId, 'nowhere'],
  ])('refuses %s that is not loaded', async (_what, certificate, issuerId) => {
    const { workbench } = start(':memory:');
    await workbench.inputs.open([{ name: 'client', bytes: client.certificate.der }]);
    expect(workbench.checks.start(certificate, issuerId)).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('shows the bytes of each step that has some', async () => {
    const server = await serve(good);
    const { workbench } = start(':memory:');
    await fill(workbench, server.url);
    const flow = await check(workbench);
    const seen = flow.events.map(({ step }, eventIndex) => {
      const inspected = workbench.inspectMessage({ flowId: flow.id, eventIndex });
      return [step.type, inspected.ok ? inspected.value.kind : inspected.error.code];
    });
    expect(Object.fromEntries(seen)).toEqual({
      'certificate-presented': 'certificate',
      'chain-evaluated': 'certificate',
      'responder-uri-chosen': 'not-found',
      'cache-looked-up': 'not-found',
      'request-sent': 'ocsp-request',
      'response-received': 'ocsp-response',
      'checks-completed': 'not-found',
      'status-concluded': 'not-found',
      'decision-made': 'not-found',
      'cache-stored': 'not-found',
    });
  });

  it('refuses settings that cannot be used, and tells of those that can', () => {
    const { workbench } = start(':memory:');
    const told: string[] = [];
    workbench.hub.listen(({ type }) => told.push(type));
    const { settings } = workbench.snapshot();
    expect(workbench.settings.change({ ...settings, proxy: 'nonsense' })).toMatchObject({
      ok: false,
    });
    expect(workbench.settings.change({ network: 'offline' }).ok).toBe(true);
    expect(workbench.advanceClock(day)).toEqual({ offsetMs: day, now: at + day });
    expect(told).toEqual(['settings-changed', 'clock-changed']);
    expect(workbench.snapshot().settings.network).toBe('offline');
  });

  it('leaves the settings alone that a change does not name', () => {
    const { workbench } = start(':memory:');
    workbench.settings.change({ network: 'offline', newFlows: 'follow' });
    const place = {
      ...{ screen: 'flows', labSide: 'authority', view: 'workbench', detailTab: 'checks' },
      ...{ flowId: null, selectedEvent: null },
      filter: { statuses: null, sources: null, text: '' },
    };
    // As it comes over the bridge: nothing is filled in for what is not named.
    const change = contract['settings:change-settings'].request.parse({
      place,
      network: undefined,
    });
    expect(workbench.settings.change(change).ok).toBe(true);
    expect(workbench.settings.current()).toMatchObject({
      network: 'offline',
      newFlows: 'follow',
      place: { screen: 'flows' },
    });
  });
});
