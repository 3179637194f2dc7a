import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { flowRowOf } from '#shared/flow/describe-row.ts';
import type { Flow, FlowEvent } from '#shared/flow/flow.ts';
import { openStore } from '#store/open-store.ts';
import { createTestWorkbench } from '../support/workbench.ts';

/** Of so many flows in a row, one is answered by the responder and the others by the cache. */
const askedEvery = 10;

/**
 * Fills a workspace with flows of a server that has run for a while: those of a lab, again and again, each with
 * an id and a time of its own, and every answer that came from the responder with octets of its own.
 */
export async function fillWorkspace(path: string, count: number): Promise<void> {
  const { asked, kept } = await playFlows();
  const opened = openStore(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  const first = Date.now() - count * 1_000;
  for (let index = 0; index < count; index++) {
    const among = index % askedEvery === 0 ? asked : kept;
    const flow = among[Math.floor(index / askedEvery) % among.length];
    if (flow === undefined) throw new Error('no flow to repeat');
    const own = { ...flow, id: `flow-${index}`, startedAt: first + index * 1_000 };
    const fresh = among === asked ? { ...own, events: own.events.map(withOwnOctets) } : own;
    store.flows.insert(fresh, flowRowOf(fresh));
    // As it would be at 25 ms a batch.
    if (index % 500 === 499) store.flush();
  }
  store.close();
}

/** One flow of each lab client that the responder was asked about, and one that the cache answered. */
async function playFlows(): Promise<{
  readonly asked: readonly Flow[];
  readonly kept: readonly Flow[];
}> {
  const workbench = createTestWorkbench(tmpdir());
  try {
    await workbench.lab.start();
    await workbench.mtls.setSettings({ ...workbench.mtls.settings(), port: 0 });
    await workbench.mtls.start();
    const asked: Flow[] = [];
    const kept: Flow[] = [];
    for (const client of ['lab-client-good', 'lab-client-revoked', 'lab-client-two-aia']) {
      for (const among of [asked, kept]) {
        const visited = await workbench.authenticate(client);
        const flow = visited.ok ? workbench.flows.get(visited.value.flowId ?? '') : visited;
        if (!flow.ok) throw new Error(JSON.stringify(flow.error));
        among.push(flow.value);
      }
    }
    return { asked, kept };
  } finally {
    await workbench.close();
  }
}

/** No two answers of a responder have the same signature. */
function withOwnOctets(event: FlowEvent): FlowEvent {
  const { step } = event;
  if (step.type !== 'response-received') return event;
  const body = Uint8Array.from(step.response.body);
  body.set(randomBytes(64), body.length - 64);
  return { ...event, step: { ...step, response: { ...step.response, body } } };
}
