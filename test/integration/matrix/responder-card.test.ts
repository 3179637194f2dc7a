import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { planQuestions } from '#matrix/responder-card/plan-questions.ts';
import { probeResponder } from '#matrix/responder-card/probe-responder.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { ResponderCard } from '#shared/model/responder-card.ts';
import { startTestLab, type TestLab } from '../../support/lab.ts';

let made: TestLab;
beforeAll(async () => {
  made = await startTestLab();
});
afterAll(() => made.lab.stop());

function certificate(id: string): Certificate {
  const decoded = decodeCertificate(made.certificate(id).der);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
}

async function card(clients: readonly string[] = ['lab-client-good']): Promise<ResponderCard> {
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  const subjects = {
    issuer: certificate('lab-issuing-ca'),
    certificates: clients.map(certificate),
  };
  const transport = createHttpTransport({
    clock,
    network: () => 'loopback-only',
    proxy: () => null,
  });
  const made = await probeResponder({
    uri: url(),
    subjects,
    questions: planQuestions(subjects, randomBytes),
    transport,
    clock,
    intervalMs: 0,
    timeoutMs: 2_000,
    signal: new AbortController().signal,
    onExchange: () => {},
  });
  transport.close();
  if (made === null) throw new Error('cancelled');
  return made;
}

const url = () => made.url();
const lineOf = ({ lines }: ResponderCard, id: string) => lines.find((each) => each.id === id);

describe('the card of the lab responder', () => {
  it('shows what it can do, each line by its exchanges', async () => {
    const made = await card(['lab-client-good', 'lab-client-revoked']);
    expect(lineOf(made, 'post')).toMatchObject({ finding: 'answered', shownBy: [1] });
    expect(lineOf(made, 'get')).toMatchObject({ finding: 'answered', shownBy: [2] });
    expect(lineOf(made, 'hashes')?.finding).toBe('answers sha1, sha256, sha384, sha512');
    expect(lineOf(made, 'nonce')?.finding).toBe('returned for 1, 16, 32, 128 octets');
    expect(lineOf(made, 'several')?.finding).toBe('all 4 are answered in one response');
    expect(lineOf(made, 'never-issued')?.finding).toBe('unknown');
    expect(lineOf(made, 'other-issuer')?.finding).toBe('unauthorized');
    expect(lineOf(made, 'errors')).toMatchObject({ seriousness: 'fine' });
    expect(lineOf(made, 'proof')?.finding).toBe('every check passes');
    expect(lineOf(made, 'signer')?.finding).toMatch(/Lab OCSP Responder.*with nocheck/);
    expect(lineOf(made, 'freshness')?.finding).toMatch(/^thisUpdate of \d s ago, good for 7 d$/);
    expect(lineOf(made, 'content-type')?.seriousness).toBe('fine');
    expect(lineOf(made, 'caching')?.finding).toBe('cache-control: no-store');
    expect(made.lines.filter(({ seriousness }) => seriousness === 'fault')).toEqual([]);
  });

  it('sends what it planned and no more', async () => {
    const before = made.exchanges.length;
    const { exchanges } = await card();
    expect(made.exchanges.length - before).toBe(exchanges.length);
    expect(exchanges).toHaveLength(15);
  });

  it.each([
    ['bad-signature', 'proof', 'fault'],
    ['try-later', 'post', 'fault'],
    ['stale', 'freshness', 'fault'],
    ['future', 'freshness', 'fault'],
    ['wrong-content-type', 'content-type', 'warning'],
  ] as const)('finds the fault %s in the line %s', async (fault, id, seriousness) => {
    await made.behave({ fault });
    try {
      expect(lineOf(await card(), id)?.seriousness).toBe(seriousness);
    } finally {
      await made.behave({});
    }
  });

  it('says that a nonce is left out, and that there is no nextUpdate', async () => {
    await made.behave({ nonce: 'ignore', nextUpdateSeconds: null });
    try {
      const lame = await card();
      expect(lineOf(lame, 'nonce')?.finding).toBe('left out for 1, 16, 32, 128');
      expect(lineOf(lame, 'freshness')?.finding).toMatch(/no nextUpdate/);
    } finally {
      await made.behave({});
    }
  });
});
