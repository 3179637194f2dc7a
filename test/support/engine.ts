import { randomBytes } from 'node:crypto';
import { authenticate, type Presentation } from '#engine/ask/authenticate.ts';
import { type CacheChange, createMemoryCache } from '#engine/ask/cache/memory-cache.ts';
import type { EngineDependencies } from '#engine/ask/ports.ts';
import { type CoalescingTransport, coalesce } from '#engine/ask/transport/coalesce.ts';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { encodeElement, encodeObjectIdentifier, encodeSequence } from '#pki/der/writer.ts';
import type { Certificate, Extension } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { accessMethodOid, extensionOid } from '#pki/x509/oid.ts';
import type { Flow, FlowEvent, FlowOutcome, FlowStep } from '#shared/flow/flow.ts';
import { defaultPolicy, type NetworkMode, type Policy } from '#shared/model/policy.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { DurationMs, EpochMs } from '#shared/model/time.ts';

/** A clock that a test moves; its stop-watch is real. */
export interface TestClock extends Clock {
  set(at: EpochMs): void;
  advance(byMs: DurationMs): void;
}

/** Stands still at `at`, or without it goes with real time; `advance` moves either. */
export function createTestClock(at: EpochMs | null = null): TestClock {
  let fixed = at;
  let offsetMs = 0;
  return {
    now: () => (fixed ?? Date.now()) + offsetMs,
    monotonic: () => performance.now(),
    set: (to) => {
      fixed = to;
      offsetMs = 0;
    },
    advance: (byMs) => {
      offsetMs += byMs;
    },
  };
}

/** Whom to ask about, and what differs from the usual question. */
export interface TestQuestion {
  readonly certificate: Presentation['certificate'];
  readonly trustAnchors: readonly Certificate[];
  readonly chain?: readonly Certificate[];
  readonly purpose?: Presentation['purpose'];
  readonly connection?: Presentation['connection'];
  readonly ifNotTrusted?: Presentation['ifNotTrusted'];
  /** What differs from the default policy; the same object makes the same policy object each time. */
  readonly policy?: Partial<Policy>;
  readonly signal?: AbortSignal;
}

/** What one authentication came to, and everything it told on the way. */
export interface TestRun {
  readonly outcome: FlowOutcome;
  readonly flow: Flow;
  /** The types of the steps in their order. */
  readonly steps: readonly FlowStep['type'][];
  /** The first step of that type; null where there is none. */
  readonly step: <T extends FlowStep['type']>(type: T) => Extract<FlowStep, { type: T }> | null;
}

/** The engine with real sockets, a cache in memory and a clock that the test moves. */
export interface TestEngine {
  readonly clock: TestClock;
  readonly cache: EngineDependencies['cache'];
  readonly transport: CoalescingTransport;
  readonly dependencies: EngineDependencies;
  /** What has happened to the cache so far. */
  readonly cacheChanges: readonly CacheChange[];
  readonly ask: (question: TestQuestion) => Promise<TestRun>;
  readonly close: () => void;
}

export interface TestEngineOptions {
  /** Where the clock stands still; it goes with real time by default. */
  readonly at?: EpochMs;
  readonly network?: NetworkMode;
  readonly maxCacheEntries?: number;
  readonly random?: EngineDependencies['random'];
}

/** Wires the engine as the application does. */
export function createTestEngine(options: TestEngineOptions = {}): TestEngine {
  const clock = createTestClock(options.at ?? null);
  const http = createHttpTransport({
    clock,
    network: () => options.network ?? 'any',
    proxy: () => null,
  });
  const transport = coalesce(http);
  const cacheChanges: CacheChange[] = [];
  const cache = createMemoryCache({
    onChange: (change) => cacheChanges.push(change),
    coalescedCount: () => transport.coalescedCount(),
    ...(options.maxCacheEntries === undefined ? {} : { maxEntries: options.maxCacheEntries }),
  });
  const random = options.random ?? ((count: number) => new Uint8Array(randomBytes(count)));
  const dependencies = { clock, random, transport, cache };
  const policies = new WeakMap<object, Policy>();
  let count = 0;

  const policyOf = (changes: Partial<Policy>): Policy => {
    const policy = policies.get(changes) ?? { ...defaultPolicy, ...changes };
    policies.set(changes, policy);
    return policy;
  };
  return {
    clock,
    cache,
    transport,
    dependencies,
    cacheChanges,
    ask: async (question) => {
      count += 1;
      const id = `flow-${count}`;
      const policy = policyOf(question.policy ?? defaultPolicy);
      const startedAt = clock.now();
      const events: FlowEvent[] = [];
      const outcome = await authenticate(
        {
          certificate: question.certificate,
          presentedChain: question.chain ?? [],
          trustAnchors: question.trustAnchors,
          purpose: question.purpose ?? 'any',
          connection: question.connection ?? null,
          ifNotTrusted: question.ifNotTrusted ?? 'ask-nobody',
        },
        {
          flowId: id,
          policy,
          signal: question.signal ?? new AbortController().signal,
          dependencies,
          emit: (event) => events.push(event),
        },
      );
      return runOf({ id, source: 'check', startedAt, policy, events, outcome }, outcome);
    },
    close: () => http.close(),
  };
}

function runOf(flow: Flow, outcome: FlowOutcome): TestRun {
  return {
    flow,
    outcome,
    steps: flow.events.map(({ step }) => step.type),
    step: (type) => {
      for (const { step } of flow.events) if (isStep(step, type)) return step;
      return null;
    },
  };
}

function isStep<T extends FlowStep['type']>(
  step: FlowStep,
  type: T,
): step is Extract<FlowStep, { type: T }> {
  return step.type === type;
}

/** Decodes what a test knows to be a certificate. */
export function certificateOf(der: Uint8Array): Certificate {
  const decoded = decodeCertificate(der);
  if (!decoded.ok) throw new Error(`${decoded.error.path}: ${decoded.error.message}`);
  return decoded.value;
}

/** authorityInfoAccess with these OCSP URIs, in their order. */
export function ocspAccess(...uris: readonly string[]): Extension {
  const descriptions = uris.map((uri) =>
    encodeSequence(
      encodeObjectIdentifier(accessMethodOid.ocsp),
      encodeElement(0x86, new TextEncoder().encode(uri)),
    ),
  );
  const value = encodeSequence(...descriptions);
  return { oid: extensionOid.authorityInfoAccess, critical: false, value };
}

/** A status with what goes with it, on one line: `revoked keyCompromise`, `indeterminate signature-invalid`. */
export function verdictWords({ status, reason, revocation }: FlowOutcome): string {
  const more = reason?.code ?? revocation?.reason ?? null;
  return more === null ? `${status ?? 'not asked'}` : `${status ?? 'not asked'} ${more}`;
}
