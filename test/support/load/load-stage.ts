import { randomBytes } from 'node:crypto';
import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import { coalesce } from '#engine/ask/transport/coalesce.ts';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { createMemoryKeyFiles } from '#lab/ca/key-files.ts';
import { createMemoryLabStorage } from '#lab/ca/lab-state.ts';
import type { Lab } from '#lab/lab.ts';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import { defaultMtlsSettings } from '#shared/model/mtls.ts';
import type { Policy } from '#shared/model/policy.ts';
import { createStage } from '#workbench/stage.ts';
import { createVisitor, type Visitor } from './visit.ts';

/** A lab and an mTLS server on loopback, for very many authentications. Flows are counted and forgotten. */
export interface LoadStage {
  readonly lab: Lab;
  readonly port: number;
  /** A lab client by its id; null presents no certificate. */
  visitor(id: string | null): Visitor;
  /** Has the lab issue a client; returns its id. */
  issue(name: string): Promise<string>;
  /** Connections of clients that the server has not seen the end of. */
  openConnections(): number;
  /** What the server decided so far. */
  readonly tally: Readonly<{ decisions: number; fromCache: number; unfinished: number }>;
  /** Requests that reached the lab's responders. */
  requests(): number;
  stop(): Promise<void>;
}

/** Starts both; `policy` is asked for each decision. */
export async function startLoadStage(policy: () => Policy): Promise<LoadStage> {
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const http = createHttpTransport({ clock, network: () => 'any', proxy: () => null });
  const tally = { decisions: 0, fromCache: 0, unfinished: 0 };
  let requests = 0;
  const stage = createStage({
    dependencies: { clock, random, transport: coalesce(http), cache: createMemoryCache() },
    policy,
    flows: {
      begin: () => {
        tally.unfinished += 1;
        return {
          id: `flow-${tally.decisions + tally.unfinished}`,
          record: () => {},
          finish: ({ fromCache }: FlowOutcome) => {
            tally.unfinished -= 1;
            tally.decisions += 1;
            if (fromCache) tally.fromCache += 1;
          },
        };
      },
    },
    lab: {
      storage: createMemoryLabStorage(),
      keyFiles: createMemoryKeyFiles(),
      firstPorts: { responder: 0, backup: 0 },
      onChange: () => {},
      onExchange: () => {
        requests += 1;
      },
    },
    mtls: {
      settings: () => defaultMtlsSettings,
      onStateChange: () => {},
      onHandshakeFailure: () => {},
    },
  });
  must(await stage.lab.start());
  const { port } = must(await stage.mtls.start());
  return {
    lab: stage.lab,
    port,
    visitor: (id) => {
      if (id === null) return createVisitor({ name: 'no certificate', identity: null });
      const { certificate, intermediates, privateKey } = must(stage.lab.ca.credentials(id));
      return createVisitor({
        name: id,
        identity: { certificate: certificate + intermediates, key: privateKey },
      });
    },
    issue: async (name) => {
      must(
        await stage.lab.ca.issueClient({
          name,
          keyType: 'p256',
          validDays: 30,
          ocspUris: [{ to: 'responder' }],
        }),
      );
      return name;
    },
    openConnections: () => stage.mtls.connections().length,
    tally,
    requests: () => requests,
    stop: async () => {
      await stage.stop();
      http.close();
    },
  };
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
