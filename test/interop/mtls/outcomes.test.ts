import { describe, expect, it } from 'vitest';
import type { Policy } from '#shared/model/policy.ts';
import type { RevocationStatus } from '#shared/model/verdict.ts';
import { curl } from '../../support/curl.ts';
import {
  curlIdentity,
  curlVersion,
  type MtlsPeers,
  runtimes,
  suiteMtls,
  suitePeers,
  versions,
} from '../../support/mtls/mtls-peers.ts';
import { sClient } from '../../support/mtls/s-client.ts';
import { createPki, type Issued } from '../../support/openssl-pki.ts';

type ClientName =
  | 'good'
  | 'revoked'
  | 'unknown'
  | 'expired'
  | 'future'
  | 'purposeless'
  | 'stranger'
  | 'rsa'
  | 'ed25519';

const clients = new Map<ClientName, Issued>();
const clientOf = (name: ClientName): Issued => {
  const client = clients.get(name);
  if (client === undefined) throw new Error(`No client ${name} was issued.`);
  return client;
};

const peers = suitePeers('mtls-outcomes', async (pki) => {
  const strangers = await createPki({ dir: pki.dir, name: 'Strangers' });
  const past = { notBefore: new Date('2024-01-01'), notAfter: new Date('2025-01-01') };
  const ahead = { notBefore: new Date('2054-01-01') };
  const server = { extendedKeyUsage: ['serverAuth'] };
  clients.set('good', await pki.issueClient({ name: 'good' }));
  clients.set('revoked', await pki.issueClient({ name: 'revoked' }));
  clients.set('unknown', await pki.issueClient({ name: 'unknown' }));
  clients.set('expired', await pki.issueClient({ name: 'expired', ...past }));
  clients.set('future', await pki.issueClient({ name: 'future', ...ahead }));
  clients.set('purposeless', await pki.issueClient({ name: 'purposeless', ...server }));
  clients.set('stranger', await strangers.issueClient({ name: 'stranger' }));
  clients.set('rsa', await pki.issueClient({ name: 'rsa', key: 'rsa2048' }));
  clients.set('ed25519', await pki.issueClient({ name: 'ed25519', key: 'ed25519' }));
  await pki.revoke(clientOf('revoked'), { reason: 'keyCompromise' });
  await pki.forget(clientOf('unknown'));
});

/** A client, what differs from the usual policy, and what is to come of it. */
interface Case {
  readonly who: ClientName | 'nobody';
  readonly when: string;
  readonly policy: (peers: MtlsPeers) => Partial<Policy>;
  readonly decision: string;
  readonly concludes: RevocationStatus | null;
  readonly reason: string | null;
}

const usual = { when: 'a responder that answers', policy: () => ({}) };
const allowing = { when: 'fallback allow', policy: () => ({ fallback: 'allow' }) } as const;
const admitted = { decision: 'allow by status', concludes: 'good', reason: null } as const;
const denied = { decision: 'deny by status', concludes: 'revoked', reason: null } as const;
const unknown = { who: 'unknown', concludes: 'unknown', reason: null } as const;
const down = { who: 'good', concludes: 'indeterminate', reason: 'connection-refused' } as const;
const byChain = { ...usual, decision: 'deny by chain', concludes: null } as const;

const cases: readonly Case[] = [
  { who: 'good', ...usual, ...admitted },
  { who: 'rsa', ...usual, ...admitted },
  { who: 'ed25519', ...usual, ...admitted },
  { who: 'revoked', ...usual, ...denied },
  { who: 'revoked', ...allowing, ...denied },
  { ...unknown, ...usual, decision: 'deny by fallback' },
  { ...unknown, ...allowing, decision: 'allow by fallback' },
  {
    ...down,
    when: 'the responder down and fallback block',
    policy: ({ nowhere }) => ({ responderUri: nowhere }),
    decision: 'deny by fallback',
  },
  {
    ...down,
    when: 'the responder down and fallback allow',
    policy: ({ nowhere }) => ({ responderUri: nowhere, fallback: 'allow' }),
    decision: 'allow by fallback',
  },
  {
    who: 'good',
    when: 'no responder to ask',
    policy: () => ({ responderUri: null }),
    decision: 'deny by fallback',
    concludes: 'indeterminate',
    reason: 'no-responder-uri',
  },
  {
    who: 'revoked',
    when: 'OCSP not enabled',
    policy: () => ({ ocsp: 'not-enabled' }),
    decision: 'allow by ocsp-not-enabled',
    concludes: null,
    reason: null,
  },
  { who: 'nobody', ...byChain, reason: 'no-certificate' },
  { who: 'expired', ...byChain, reason: 'certificate-expired' },
  { who: 'future', ...byChain, reason: 'certificate-not-yet-valid' },
  { who: 'purposeless', ...byChain, reason: 'wrong-purpose' },
  { who: 'stranger', ...byChain, reason: 'issuer-not-found' },
];

describe.each(runtimes)('the mTLS server under $runtime', ({ open }) => {
  const mtls = suiteMtls(open, peers);
  const onlyFlow = async () => {
    const flows = await mtls().flows(1);
    expect(flows).toHaveLength(1);
    return flows[0];
  };

  describe.each(versions)('over %s', (version) => {
    const trust = () => ['--cacert', peers().pki.caFile, ...curlVersion(version)];

    it.each(cases)('to curl as $who with $when: $decision', async (row) => {
      await mtls().setPolicy(row.policy(peers()));
      const client = row.who === 'nobody' ? null : clientOf(row.who);
      const status = row.decision.startsWith('allow') ? 200 : 403;

      const answer = await curl(mtls().url, [...trust(), ...curlIdentity(client)]);
      if (answer.outcome === 'failed') throw new Error(answer.message);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe(
        status === 200 ? 'application/json' : 'application/problem+json',
      );
      const flow = await onlyFlow();
      expect(flow).toMatchObject({
        source: 'mtls',
        presented: client?.name ?? null,
        protocol: version,
        session: 'new',
        requestNumber: 1,
        clientGuess: 'curl',
        decision: row.decision,
        status: row.concludes,
        reason: row.reason,
        answer: `HTTP ${status}`,
      });
      expect(flow?.steps.at(0)).toBe('certificate-presented');
      expect(flow?.steps.at(-1)).toBe('client-answered');
      expect(JSON.parse(answer.text)).toMatchObject({
        flowId: flow?.id,
        revocationStatus: row.concludes,
        reason: row.reason === null ? null : { code: row.reason },
        connection: { protocol: version, session: 'new', requestNumber: 1 },
      });
    });

    it('to openssl s_client: as to curl', async () => {
      const visit = { port: mtls().port, caFile: peers().pki.caFile, version };
      const good = await sClient({ ...visit, client: clientOf('good') });
      expect(good).toMatchObject({ status: 200, document: { revocationStatus: 'good' } });
      const revoked = await sClient({ ...visit, client: clientOf('revoked') });
      expect(revoked).toMatchObject({
        status: 403,
        document: {
          title: 'Authentication denied',
          status: 403,
          detail: 'This certificate was revoked at 2026-01-01T00:00:00Z (keyCompromise).',
          decision: { outcome: 'deny', decidedBy: 'status' },
          revocationStatus: 'revoked',
          revocation: { time: '2026-01-01T00:00:00Z', reason: 'keyCompromise' },
        },
      });
      const flows = await mtls().flows(2);
      expect(flows.map(({ clientGuess }) => clientGuess)).toEqual([
        'openssl s_client',
        'openssl s_client',
      ]);
    });

    it('closes without an answer where the settings say so', async () => {
      await mtls().setSettings({ denial: 'close' });
      const answer = await curl(mtls().url, [...trust(), ...curlIdentity(clientOf('revoked'))]);
      // 52: the server returned nothing.
      expect(answer).toMatchObject({ outcome: 'failed', code: 52 });
      expect(await onlyFlow()).toMatchObject({ decision: 'deny by status', answer: 'closed' });
      const good = await curl(mtls().url, [...trust(), ...curlIdentity(clientOf('good'))]);
      expect(good).toMatchObject({ status: 200 });
    });
  });
});
