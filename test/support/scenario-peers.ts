import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import type { ResponseCache } from '#engine/ask/ports.ts';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { labIds } from '#lab/ca/first-certificates.ts';
import { createMemoryKeyFiles } from '#lab/ca/key-files.ts';
import { createMemoryLabStorage } from '#lab/ca/lab-state.ts';
import { type ClientLine, openLine } from '#mtls/client/client-line.ts';
import { defaultBehaviour, type ResponderBehaviour } from '#shared/model/lab.ts';
import { defaultMtlsSettings } from '#shared/model/mtls.ts';
import type { Scenario, ScenarioClient, ScenarioStep } from '#shared/model/scenario.ts';
import { labClientIdentity } from '#workbench/mtls/client-visit.ts';
import { policyFor } from '#workbench/scenarios/scenario-policy.ts';
import { createStage, type Stage } from '#workbench/stage.ts';
import { type Nginx, type NginxOptions, startNginx } from './nginx.ts';

/** What a server did with a client, as that client saw it. `waits` is: no answer within the patience. */
export type Treatment = 'admits' | 'denies' | 'waits' | 'cuts off' | 'keeps connected';

/** Both servers' treatment in one step. */
export interface Comparison {
  readonly ours: Treatment;
  readonly nginx: Treatment;
}

/** Our mTLS server and nginx with `ssl_ocsp leaf`, before the same lab. */
export interface ScenarioPeers {
  /** One comparison for each authentication, and each cut-off, of a scenario. */
  play(scenario: Scenario): Promise<readonly Comparison[]>;
  stop(): Promise<void>;
}

const patienceMs = 2_500;
const clock = { now: () => Date.now(), monotonic: () => performance.now() };

/** Starts lab and server; an nginx is started for each configuration when it is first needed. */
export async function startScenarioPeers(dir: string): Promise<ScenarioPeers> {
  let policy: Scenario['policy'] = {};
  let cache: ResponseCache = createMemoryCache();
  const transport = createHttpTransport({ clock, network: () => 'any', proxy: () => null });
  const stage: Stage = createStage({
    dependencies: {
      clock,
      random: (count) => new Uint8Array(randomBytes(count)),
      transport,
      get cache() {
        return cache;
      },
    },
    policy: () => policyFor(policy, stage.lab),
    flows: { begin: () => ({ id: 'flow', record: () => {}, finish: () => {} }) },
    lab: {
      storage: createMemoryLabStorage(),
      keyFiles: createMemoryKeyFiles(),
      firstPorts: { responder: 0, backup: 0 },
      onChange: () => {},
      onExchange: () => {},
    },
    mtls: {
      settings: () => defaultMtlsSettings,
      onStateChange: () => {},
      onHandshakeFailure: () => {},
    },
  });
  must(await stage.lab.start());
  const ourPort = must(await stage.mtls.start()).port;
  const nginxes = await createNginxes(dir, stage);

  return {
    play: async (scenario) => {
      policy = scenario.policy;
      cache = createMemoryCache();
      await behave(stage, scenario.responder);
      const nginx = await nginxes.of(scenario);
      const play = createPlay(stage, { ours: ourPort, nginx: nginx.port });
      const comparisons: Comparison[] = [];
      try {
        for (const step of scenario.steps) comparisons.push(...(await play.step(step)));
      } finally {
        play.end();
        await behave(stage, {});
      }
      return comparisons;
    },
    stop: async () => {
      await nginxes.stop();
      await stage.stop();
      transport.close();
    },
  };
}

/** Steps that nginx can follow; it has no clock of its own, and its policy is fixed while it runs. */
function createPlay(stage: Stage, ports: { readonly ours: number; readonly nginx: number }) {
  const lines: { ours: ClientLine | null; nginx: ClientLine | null } = { ours: null, nginx: null };
  let revoked: ScenarioClient | null = null;

  const authenticate = async (
    server: 'ours' | 'nginx',
    { client, over }: Extract<ScenarioStep, { do: 'authenticate' }>,
  ): Promise<Treatment> => {
    if (over === 'new-connection') {
      lines[server]?.close();
      lines[server] = await connect(stage, ports[server], client);
    }
    const report = await lines[server]?.ask();
    if (report?.failure?.code === 'answer-timed-out') return 'waits';
    return report?.response?.status === 200 ? 'admits' : 'denies';
  };
  const cutOff = async (line: ClientLine | null): Promise<Treatment> =>
    line === null || (await endsWithin(line, patienceMs)) ? 'cuts off' : 'keeps connected';

  return {
    step: async (step: ScenarioStep): Promise<readonly Comparison[]> => {
      switch (step.do) {
        case 'authenticate': {
          // One after the other: the responder's answer to one may not serve the other.
          const ours = await authenticate('ours', step);
          return [{ ours, nginx: await authenticate('nginx', step) }];
        }
        case 'expect-cut-off':
          return [{ ours: await cutOff(lines.ours), nginx: await cutOff(lines.nginx) }];
        case 'set-responder':
          await behave(stage, step.behaviour);
          return [];
        case 'stop-responder':
          await behave(stage, { fault: 'refuse-connection' });
          return [];
        case 'start-responder':
          await behave(stage, {});
          return [];
        case 'revoke': {
          const { fingerprint } = must(stage.lab.ca.revoke(step.client, 'keyCompromise', null));
          revoked = step.client;
          await stage.mtls.recheckConnections({ fingerprint });
          return [];
        }
        case 'advance-clock':
        case 'set-policy':
          throw new Error(`nginx cannot follow: ${step.do}`);
      }
    },
    end: () => {
      lines.ours?.close();
      lines.nginx?.close();
      if (revoked !== null) must(stage.lab.ca.setStatus(revoked, { status: 'good' }));
    },
  };
}

async function connect(stage: Stage, port: number, client: ScenarioClient): Promise<ClientLine> {
  const identity = client === 'no-certificate' ? null : must(labClientIdentity(stage.lab, client));
  const opened = await openLine({
    host: '127.0.0.1',
    port,
    identity,
    trustedPem: stage.serverTrust(),
    protocol: 'any',
    session: null,
    timeoutMs: patienceMs,
    clock,
  });
  if (!opened.ok) throw new Error(opened.error.failure?.message);
  return opened.value;
}

/** The nginx of each configuration that was asked for; those with a cache are not used twice. */
async function createNginxes(dir: string, stage: Stage) {
  const credentials = must(stage.lab.ca.credentials(labIds.server));
  const server = { certPath: join(dir, 'server.pem'), keyPath: join(dir, 'server.key') };
  const clientCaFile = join(dir, 'trusted.pem');
  await writeFile(server.certPath, credentials.certificate + credentials.intermediates);
  await writeFile(server.keyPath, credentials.privateKey, { mode: 0o600 });
  await writeFile(clientCaFile, credentials.root);
  const running = new Map<string, Nginx>();

  const optionsOf = ({ id, group, policy }: Scenario) => {
    const isCached = group === 'cache' && policy.cache?.use !== 'off';
    const options: NginxOptions = {
      dir,
      server,
      clientCaFile,
      ocsp: policy.ocsp === 'not-enabled' ? 'off' : 'leaf',
      responderUrl: policyFor(policy, stage.lab).responderUri,
      ocspCache: isCached ? 'shared' : 'off',
    };
    const { ocsp, responderUrl } = options;
    return { options, key: `${ocsp} ${responderUrl} ${isCached ? id : '-'}` };
  };
  return {
    of: async (scenario: Scenario): Promise<Nginx> => {
      const { options, key } = optionsOf(scenario);
      const known = running.get(key) ?? (await startNginx(options));
      running.set(key, known);
      return known;
    },
    stop: async () => {
      await Promise.all([...running.values()].map((nginx) => nginx.stop()));
    },
  };
}

async function behave(stage: Stage, change: Partial<ResponderBehaviour>): Promise<void> {
  must(await stage.lab.setBehaviour({ ...defaultBehaviour, ...change }));
}

function endsWithin(line: ClientLine, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    void line.closed.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
