import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarios } from '#lab/scenarios/catalogue.ts';
import { type FaultId, faultIds } from '#shared/model/lab.ts';
import type { Scenario } from '#shared/model/scenario.ts';
import {
  type Comparison,
  type ScenarioPeers,
  startScenarioPeers,
} from '../support/scenario-peers.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

/** `ours / nginx`, one for each authentication of the scenario. One word: both do it. */
type Row = readonly string[];

const inAgreement: Readonly<Record<string, Row>> = {
  good: ['admits'],
  revoked: ['denies'],
  'unknown-block': ['denies'],
  'responder-down-block': ['denies'],
  'ocsp-not-enabled': ['admits'],
  expired: ['denies'],
  stranger: ['denies'],
  'no-certificate': ['denies'],
  'configured-uri-overrides-aia': ['denies'],
  'only-first-aia-uri': ['admits'],
  'first-aia-uri-down': ['denies'],
  'no-uri': ['denies'],
  'configured-uri-without-aia': ['admits'],
  'signer-ca': ['admits'],
  'signer-delegate': ['admits'],
  'signer-stranger': ['denies'],
  'signer-without-eku': ['denies'],
  'signer-expired': ['denies'],
  'forged-signature': ['denies'],
  'stale-answer': ['denies'],
  'answer-for-another': ['denies'],
  'try-later': ['denies'],
  unauthorized: ['denies'],
  'truncated-body': ['denies'],
  'malformed-request': ['denies'],
  'http-500': ['denies'],
  'cache-survives-outage': ['admits', 'admits'],
};

const different: Readonly<Record<string, Row>> = {
  'unknown-allow': ['admits / denies'],
  'responder-down-allow': ['admits / denies'],
  'time-out': ['denies / waits'],
  'signer-configured': ['admits / denies'],
  'replay-caught-by-nonce': ['denies / admits'],
  'nonce-missing': ['denies / admits'],
  'trailing-bytes': ['denies / admits'],
  'oversized-body': ['denies / admits'],
  'cut-off': ['admits', 'admits', 'cuts off / keeps connected', 'denies'],
};

/** nginx's clock is the system's, so time cannot be advanced for it. */
const notExpressible: readonly string[] = ['cache-window', 'cache-minimum', 'cache-next-update'];

/** What the catalogue has no scenario for: a good client, and a responder with this fault. */
const byFault: Readonly<Partial<Record<FaultId, string>>> = {
  'black-hole': 'denies / waits',
  'slow-bytes': 'denies / waits',
  'http-404': 'denies',
  redirect: 'denies',
  'wrong-content-type': 'admits / denies',
  'empty-body': 'denies',
  garbage: 'denies',
  'internal-error': 'denies',
  'sig-required': 'denies',
  'wrong-cert-id': 'denies',
  future: 'denies',
  'unissued-signer': 'denies',
  'wrong-nonce': 'admits',
  'critical-extension': 'denies / admits',
  'conflicting-answers': 'denies / admits',
};

const temp = suiteTempDir('nginx-scenarios');
let peers: ScenarioPeers | null = null;
beforeAll(async () => {
  peers = await startScenarioPeers(temp.path);
});
afterAll(() => peers?.stop());

const play = async (scenario: Scenario): Promise<Row> =>
  ((await peers?.play(scenario)) ?? []).map(inWords);

function inWords({ ours, nginx }: Comparison): string {
  return ours === nginx ? ours : `${ours} / ${nginx}`;
}

describe('beside nginx with ssl_ocsp leaf, before the same lab', () => {
  const table = { ...inAgreement, ...different };

  it('each built-in scenario has a row, or is known to be none of nginx', () => {
    const all = scenarios.map(({ id }) => id);
    expect([...Object.keys(table), ...notExpressible].sort()).toEqual([...all].sort());
  });

  it.each(scenarios.filter(({ id }) => id in table))('$id', async (scenario) => {
    expect(await play(scenario)).toEqual(table[scenario.id]);
  });
});

describe('beside nginx, with a responder that is at fault', () => {
  it('each fault has a row here, or is that of a scenario', () => {
    const ofScenarios = scenarios.flatMap(({ responder }) => responder.fault ?? []);
    expect(new Set([...ofScenarios, ...Object.keys(byFault)])).toEqual(new Set(faultIds));
  });

  it.each(faultIds.filter((fault) => fault in byFault))('%s', async (fault) => {
    expect(await play(withFault(fault))).toEqual([byFault[fault]]);
  });
});

describe('docs/nginx-differences.md', () => {
  it('names each difference, what nginx cannot express, and nothing else', () => {
    const text = readFileSync(new URL('../../docs/nginx-differences.md', import.meta.url), 'utf8');
    const named = [...text.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, id]) => id);
    const faults = faultIds.filter((fault) => byFault[fault]?.includes(' / '));
    const all = [...Object.keys(different), ...faults, ...notExpressible];
    expect([...named].sort()).toEqual([...all].sort());
  });
});

function withFault(fault: FaultId): Scenario {
  return {
    id: fault,
    name: fault,
    shows: '',
    group: 'responder-error',
    policy: { fallback: 'block', totalTimeoutMs: 400, connectTimeoutMs: 400 },
    responder: { fault },
    steps: [
      {
        do: 'authenticate',
        client: 'lab-client-good',
        over: 'new-connection',
        expect: { decision: 'deny', decidedBy: 'fallback', status: 'indeterminate' },
        says: 'A good client connects',
      },
    ],
  };
}
