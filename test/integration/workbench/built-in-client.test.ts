import { getEventListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitAsLabClient } from '#workbench/mtls/client-visit.ts';
import { followFinishedFlows } from '#workbench/mtls/finished-flows.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { curl } from '../../support/curl.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { createTestWorkbench } from '../../support/workbench.ts';

const temp = suiteTempDir('built-in-client');
let workbench: Workbench;
let url = '';
beforeAll(async () => {
  workbench = createTestWorkbench(temp.path);
  await workbench.lab.start();
  await workbench.mtls.setSettings({ ...workbench.mtls.settings(), port: 0 });
  const started = await workbench.stage.mtls.start();
  if (!started.ok) throw new Error(started.error.code);
  url = started.value.url;
});
afterAll(() => workbench.close());

/** Visits with curl as the lab's good client, under the name of the built-in one. */
async function impostor(agent: string) {
  const commands = workbench.clientCommands('lab-client-good');
  if (!commands.ok) throw new Error(commands.error.code);
  const files = ['--cacert', 'server-ca.pem', '--cert', 'lab-client-good.pem'];
  const paths = [...files, '--key', 'lab-client-good.key.pem'].map((word) =>
    word.startsWith('--') ? word : `${temp.path}/${word}`,
  );
  return curl(url, [...paths, '--user-agent', agent]);
}

async function visit(clientId: string | null) {
  const visited = await workbench.authenticate(clientId);
  if (!visited.ok) throw new Error(visited.error.code);
  const { flowId, report } = visited.value;
  const flow = flowId === null ? null : workbench.flows.get(flowId);
  return { report, flow: flow?.ok ? flow.value : null };
}

function presentedIn(flow: Awaited<ReturnType<typeof visit>>['flow']) {
  const step = flow?.events[0]?.step;
  return step?.type === 'certificate-presented' ? step : null;
}

describe('the built-in client and its flow', () => {
  it('are brought together by the connection, whoever else visits at the same time', async () => {
    const [revoked, good, foreign] = await Promise.all([
      visit('lab-client-revoked'),
      visit('lab-client-good'),
      impostor('revoscope-client'),
    ]);
    expect(foreign.outcome === 'response' && foreign.status).toBe(200);
    expect(presentedIn(revoked.flow)?.certificate?.summary.label).toBe('lab-client-revoked');
    expect(presentedIn(good.flow)?.certificate?.summary.label).toBe('lab-client-good');
    expect([revoked.flow?.source, good.flow?.source]).toEqual(['client', 'client']);
  });

  it.each(['revoscope-client', 'built-in client'])(
    'are not claimed by a client that calls itself %s',
    async (agent) => {
      const answer = await impostor(agent);
      if (answer.outcome === 'failed') throw new Error(answer.message);
      const flow = workbench.flows.get(JSON.parse(answer.text).flowId);
      if (!flow.ok) throw new Error(flow.error.code);
      expect(flow.value.source).toBe('mtls');
      expect(presentedIn(flow.value)?.connection?.clientGuess).not.toBe('built-in client');
    },
  );

  it('are found where the connection is closed without an answer', async () => {
    await workbench.mtls.setSettings({ ...workbench.mtls.settings(), denial: 'close' });
    const { report, flow } = await visit('lab-client-revoked');
    expect(report.response).toBeNull();
    expect(flow?.outcome?.decision.outcome).toBe('deny');
  });

  it('wait for no cancellation once they are over', async () => {
    const { signal } = new AbortController();
    const { stage, flows } = workbench;
    const watch = followFinishedFlows(flows);
    const clock = { now: () => Date.now(), monotonic: () => performance.now() };
    await visitAsLabClient('lab-client-good', { stage, watch, clock, signal });
    await expect.poll(() => getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('the files for a client', () => {
  it("have of the person's own server certificate no private key", () => {
    const { certificatePem, privateKeyPem } = workbench.stage.labIdentity();
    const taken = workbench.mtls.takeIdentity(`${privateKeyPem}\n${certificatePem}`);
    expect(taken.ok).toBe(true);
    expect(workbench.clientCommands('lab-client-good').ok).toBe(true);
    expect(readFileSync(`${temp.path}/server-ca.pem`, 'utf8')).toBe(certificatePem);
  });
});
