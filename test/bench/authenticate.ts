import { randomBytes } from 'node:crypto';
import { authenticate } from '#engine/ask/authenticate.ts';
import { createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import type { EngineDependencies } from '#engine/ask/ports.ts';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { createMemoryKeyFiles } from '#lab/ca/key-files.ts';
import { createMemoryLabStorage } from '#lab/ca/lab-state.ts';
import { Lab } from '#lab/lab.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { atMost, type Measurement, median, timeInTurns, told } from './measure.ts';

const clock = { now: () => Date.now(), monotonic: () => performance.now() };

/** Whole decisions: from the cache, and over loopback beside the responder's own time. */
export async function measureAuthentication(): Promise<readonly Measurement[]> {
  const answered: number[] = [];
  const lab = new Lab({
    clock,
    random: randomBytes,
    storage: createMemoryLabStorage(),
    keyFiles: createMemoryKeyFiles(),
    firstPorts: { responder: 0, backup: 0 },
    onChange: () => {},
    onExchange: ({ durationMs }) => answered.push(durationMs),
  });
  const started = await lab.start();
  if (!started.ok) throw new Error(started.error.code);
  const transport = createHttpTransport({ clock, network: () => 'any', proxy: () => null });
  try {
    const dependencies = { clock, random: randomBytes, transport, cache: createMemoryCache() };
    const ask = questionAbout(lab, dependencies);
    return [...(await measureCacheHit(ask)), ...(await measureExchange(ask, answered))];
  } finally {
    transport.close();
    await lab.stop();
  }
}

type Ask = (policy: Policy) => Promise<FlowOutcome>;

function questionAbout(lab: Lab, dependencies: EngineDependencies): Ask {
  const certificateOf = (id: string): Certificate => {
    const der = lab.view()?.certificates.find((one) => one.id === id)?.der;
    const decoded = der === undefined ? null : decodeCertificate(der);
    if (!decoded?.ok) throw new Error(`no certificate ${id}`);
    return decoded.value;
  };
  const presentation = {
    certificate: certificateOf('lab-client-good'),
    presentedChain: [certificateOf('lab-issuing-ca')],
    trustAnchors: [certificateOf('lab-root-ca')],
    purpose: 'client',
    connection: null,
    ifNotTrusted: 'ask-nobody',
  } as const;
  const signal = new AbortController().signal;
  return (policy) =>
    authenticate(presentation, { flowId: 'bench', policy, signal, dependencies, emit: () => {} });
}

async function measureCacheHit(ask: Ask): Promise<readonly Measurement[]> {
  // A server that has run for a while: the runtime has compiled what it runs all day.
  for (let i = 0; i < 5_000; i++) await ask(defaultPolicy);
  const times = await timeInTurns({
    hit: async () => {
      const { fromCache, status } = await ask(defaultPolicy);
      if (!fromCache || status !== 'good') throw new Error('not served from the cache');
    },
  });
  return [atMost('Whole decision on a cache hit', median(times.hit), 'µs', 10)];
}

const exchanges = 400;

async function measureExchange(ask: Ask, answered: number[]): Promise<readonly Measurement[]> {
  const policy: Policy = { ...defaultPolicy, cache: { ...defaultPolicy.cache, use: 'off' } };
  for (let i = 0; i < 100; i++) await ask(policy);
  answered.length = 0;
  const whole: number[] = [];
  for (let i = 0; i < exchanges; i++) {
    const { durationMs, status } = await ask(policy);
    if (status !== 'good') throw new Error(`the responder was not believed: ${status}`);
    whole.push(durationMs);
  }
  const added = whole.map((ms, i) => ms - (answered[i] ?? 0));
  return [
    told('Check over loopback, nothing cached, median', median(whole), 'ms'),
    atMost("Check over loopback beyond the responder's own time, median", median(added), 'ms', 2),
  ];
}
