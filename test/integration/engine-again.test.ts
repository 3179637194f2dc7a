import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { judgeScenario } from '#cli/demo/demo-judges.ts';
import { evidenceOfCase } from '#engine/judge/case-evidence.ts';
import { evidenceOfFlow } from '#engine/judge/evidence-of-flow.ts';
import { timelineOfParts } from '#engine/judge/evidence-timeline.ts';
import { judge } from '#engine/judge/judge.ts';
import { profiles } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { readCase } from '#shared/case/case-file.ts';
import { flowRowOf } from '#shared/flow/describe-row.ts';
import { findExchange } from '#shared/flow/find-step.ts';
import type { Flow } from '#shared/flow/flow.ts';
import type { Policy } from '#shared/model/policy.ts';
import { inMemory, openStore } from '#store/open-store.ts';
import { caseTextOf } from '#workbench/flow-case.ts';
import { judgeByPrograms } from '#workbench/judged-by.ts';
import { createTestEngine, ocspAccess, type TestQuestion } from '../support/engine.ts';
import { internalError } from '../support/hostile-behaviour.ts';
import { type BehaviourChoice, startHostileServer } from '../support/hostile-server.ts';
import {
  answer,
  at,
  client,
  day,
  delegate,
  issuer,
  minute,
  root,
  single,
} from '../support/ocsp-builder.ts';
import { issueCertificate } from '../support/test-certificate.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function engineAt() {
  const engine = createTestEngine({ at });
  closing.push(engine.close);
  return engine;
}

async function responder(behaviour: BehaviourChoice) {
  const server = await startHostileServer(behaviour);
  onTestFinished(() => server.stop());
  return server;
}

const respond = (body: Uint8Array): BehaviourChoice => ({ kind: 'respond', body });
const usual = {
  certificate: client.certificate,
  chain: [issuer.certificate],
  trustAnchors: [delegate.certificate, root.certificate],
  purpose: 'client',
} as const;

/** Stores a flow, reads it back, and judges what it holds. */
function again(flow: Flow) {
  const opened = openStore(inMemory);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  store.flows.insert(flow, flowRowOf(flow));
  const read = store.flows.get(flow.id);
  store.close();
  const parts = read === null ? null : evidenceOfFlow(read);
  if (read === null || parts === null) throw new Error('the flow holds no evidence');
  return parts.map((part) => judge(part.evidence, read.policy, part.at));
}

function expectSame(flow: Flow) {
  const [first] = again(flow);
  const { outcome } = flow;
  const checks = first?.verdict?.checks ?? [];
  expect({ ...first, checks }).toMatchObject({
    decision: outcome?.decision,
    status: outcome?.status,
    reason: outcome?.reason,
    revocation: outcome?.revocation,
    checks: outcome?.checks,
  });
  expect(first?.chain.evaluation).toEqual(
    flow.events.flatMap(({ step }) =>
      step.type === 'chain-evaluated' ? [step.evaluation] : [],
    )[0],
  );
}

describe('a flow that was stored', () => {
  const revoked = single({
    certStatus: { status: 'revoked', revocation: { time: at - day, reason: 'keyCompromise' } },
  });
  it.each<[string, BehaviourChoice, Partial<Policy>]>([
    ['good', respond(answer()), {}],
    ['good with a delegate', respond(answer({ signer: delegate })), { nonce: 'send' }],
    ['revoked', respond(answer({ responses: [revoked] })), {}],
    ['forged', respond(answer({ signature: 'corrupt' })), { fallback: 'allow' }],
    ['no OCSP', respond(Uint8Array.of(1, 2, 3)), {}],
    ['an error of HTTP', internalError, {}],
    ['never asked', respond(answer()), { ocsp: 'not-enabled' }],
  ])('is judged again to the same verdict: %s', async (_what, behaviour, policy) => {
    const server = await responder(behaviour);
    const question = { ...usual, policy: { responderUri: server.url, ...policy } };
    expectSame((await engineAt().ask(question)).flow);
  });

  it.each<[string, Partial<TestQuestion>]>([
    ['no URI', {}],
    ['a chain that ends nowhere', { trustAnchors: [] }],
    ['an issuer that is nowhere', { chain: [], trustAnchors: [root.certificate] }],
    ['a certificate that is trusted itself', { chain: [], trustAnchors: [client.certificate] }],
    ['no certificate', { certificate: { code: 'no-certificate' } }],
  ])('is judged again to the same verdict: %s', async (_what, question) => {
    expectSame((await engineAt().ask({ ...usual, ...question })).flow);
  });

  it('keeps the root above a trusted issuing CA, without which OpenSSL accepts no chain', async () => {
    const server = await responder(respond(answer()));
    const trustAnchors = [issuer.certificate, delegate.certificate, root.certificate];
    const { flow } = await engineAt().ask({
      ...usual,
      trustAnchors,
      policy: { responderUri: server.url },
    });
    const [part] = evidenceOfFlow(flow) ?? [];
    expect(part?.evidence.trustAnchors.map(({ der }) => der)).toEqual([
      issuer.certificate.der,
      root.certificate.der,
    ]);
    const told = judgeByPrograms(flow);
    if (!told.ok) throw new Error(told.error.code);
    const strict = told.value.opinions.filter(({ id }) => /^(nginx|openssl)/.test(id));
    expect(strict.map(({ admits }) => admits)).toEqual([true, true, true]);
  });

  it('keeps a certificate out that expires while the responder is asked, live and judged again', async () => {
    const server = await responder(respond(answer()));
    const made = issueCertificate({
      commonName: 'Expiring',
      issuer,
      notAfter: at + 1_000,
      extensions: [ocspAccess(server.url)],
    });
    const certId = createCertId(made.certificate, issuer.certificate, 'sha1');
    const good = answer({ responses: [single({ certId })] });
    const engine = engineAt();
    server.behave(() => {
      engine.clock.advance(5_000);
      return { kind: 'respond', body: good };
    });
    const { flow, outcome } = await engine.ask({ ...usual, certificate: made.certificate });
    expect(outcome).toMatchObject({
      decision: { outcome: 'deny', decidedBy: 'chain' },
      status: 'good',
      reason: { code: 'certificate-expired' },
    });
    const { decision, status, reason } = outcome;
    expect(again(flow)[0]).toMatchObject({ decision, status, reason });
  });

  it('is judged again to the same verdict where the cache answered', async () => {
    const server = await responder(respond(answer()));
    const engine = engineAt();
    const question = { ...usual, policy: { responderUri: server.url, nonce: 'send' } } as const;
    await engine.ask(question);
    engine.clock.advance(5 * minute);
    const { flow, outcome } = await engine.ask(question);
    expect(outcome.fromCache).toBe(true);
    expectSame(flow);
  });

  it('holds no more trust anchors than its verdict rests on', async () => {
    const { flow } = await engineAt().ask(usual);
    const chain = flow.events.flatMap(({ step }) =>
      step.type === 'chain-evaluated' ? [step.basis?.trustAnchors.map(({ der }) => der)] : [],
    );
    expect(chain).toEqual([[root.certificate.der]]);
  });
});

/** A client with these OCSP URIs, and a good answer about it. */
function clientWith(...uris: readonly string[]) {
  const made = issueCertificate({ commonName: 'Many', issuer, extensions: [ocspAccess(...uris)] });
  const certId = createCertId(made.certificate, issuer.certificate, 'sha1');
  return { certificate: made.certificate, good: answer({ responses: [single({ certId })] }) };
}

describe('the URIs of an AIA', () => {
  it('are asked in turn where the policy says so, until one answers, and judged again alike', async () => {
    const broken = await responder(internalError);
    const server = await responder(respond(answer()));
    const { certificate, good } = clientWith(broken.url, server.url);
    server.behave(respond(good));
    const question = { ...usual, certificate };
    const first = await engineAt().ask(question);
    expect([first.outcome.status, broken.requests.length, server.requests.length]).toEqual([
      'indeterminate',
      1,
      0,
    ]);
    const each = await engineAt().ask({ ...question, policy: { aiaUris: 'each-in-turn' } });
    expect(each.outcome).toMatchObject({ status: 'good', responderUri: server.url });
    expect(each.steps.filter((type) => type === 'responder-uri-chosen')).toHaveLength(2);
    const { error, request, response } = findExchange(each.flow.events);
    expect([error, request?.url.startsWith(server.url)]).toEqual([null, true]);
    expect(response?.status).toBe(200);
    expect(each.steps.filter((type) => type === 'status-concluded')).toHaveLength(1);
    expectSame(each.flow);
  });
});

/** Other programs, the timeline and `demo --judge` look at the CAs as well. */
function expectCasCounted(flow: Flow, status: 'good' | 'revoked') {
  const isIn = status === 'good';
  const told = judgeByPrograms(flow);
  if (!told.ok) throw new Error(told.error.code);
  const openssl = told.value.opinions.find(({ id }) => id.startsWith('openssl'));
  expect(openssl).toMatchObject({ admits: isIn, agrees: true });
  expect(openssl?.sentence.startsWith('Of the CA CN=Test CA')).toBe(!isIn);
  const parts = evidenceOfFlow(flow) ?? [];
  const timeline = timelineOfParts(
    parts.map(({ evidence }) => evidence),
    flow.policy,
    at,
  );
  const standing = timeline.verdicts.findLast(({ from }) => (from ?? 0) <= at)?.verdict;
  expect(standing).toEqual({
    status,
    reason: isIn ? null : 'ca-revoked',
    decision: isIn ? 'allow' : 'deny',
  });
  const scenario = { scenarioId: 's', steps: [{ flowId: flow.id }] };
  const judges = profiles.flatMap((profile) => {
    const settings = readSettings(profile.settings, {});
    return settings.ok ? [{ profile, settings: settings.value }] : [];
  });
  const [step] = judgeScenario(scenario, judges, () => flow).steps;
  const inDemo = step?.find(({ id }) => id === openssl?.id);
  expect(inDemo).toMatchObject({ admits: isIn, agrees: true });
}

describe('the CAs above a certificate', () => {
  const asked = (ca: Certificate, status: 'good' | 'revoked') => {
    const certId = createCertId(ca, root.certificate, 'sha1');
    const certStatus =
      status === 'good'
        ? ({ status } as const)
        : ({ status, revocation: { time: at - day, reason: 'cACompromise' } } as const);
    return answer({ signer: root, responses: [single({ certId, certStatus })] });
  };

  it.each(['good', 'revoked'] as const)(
    'are asked about where the policy says so: an intermediate that is %s',
    async (status) => {
      const server = await responder(respond(answer()));
      const ca = issueCertificate({
        commonName: 'Test CA',
        issuer: root,
        keys: issuer.keys,
        extensions: [...issuer.certificate.extensions, ocspAccess(`${server.url}/ca`)],
      });
      const own = clientWith(`${server.url}/leaf`);
      const aboutCa = asked(ca.certificate, status);
      server.behave(({ url }) => ({
        kind: 'respond',
        body: url.endsWith('/ca') ? aboutCa : own.good,
      }));
      const question = {
        ...usual,
        certificate: own.certificate,
        chain: [ca.certificate],
        policy: { method: 'post', scope: 'leaf-and-intermediates' },
      } as const;
      const { outcome, steps, flow } = await engineAt().ask(question);
      expect(server.requests).toHaveLength(2);
      expect(steps.filter((type) => type === 'intermediate-reached')).toHaveLength(1);
      expect(outcome).toMatchObject(
        status === 'good'
          ? { status: 'good', decision: { outcome: 'allow', decidedBy: 'status' } }
          : {
              status: 'revoked',
              decision: { outcome: 'deny', decidedBy: 'status' },
              reason: { code: 'ca-revoked' },
            },
      );
      expect(again(flow).map((judged) => judged.status)).toEqual(['good', status]);
      expectCasCounted(flow, status);
      // A case is about the certificate alone, and comes to its own verdict again.
      const written = caseTextOf(flow, 0);
      const kept = readCase(written.ok ? written.value.text : '');
      if (!kept.ok) throw new Error(kept.error.message);
      const evidence = evidenceOfCase(kept.value);
      if (!evidence.ok) throw new Error(evidence.error.field);
      const { policy, verdict } = kept.value;
      const judged = judge(evidence.value, policy, kept.value.at);
      expect([verdict.status, verdict.reason]).toEqual([
        judged.status,
        judged.reason?.code ?? null,
      ]);
      expect(verdict.decision).toEqual(judged.decision);
    },
  );
});
