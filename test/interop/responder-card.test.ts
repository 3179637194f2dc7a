import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createHttpTransport } from '#engine/ask/transport/http-transport.ts';
import { planQuestions } from '#matrix/responder-card/plan-questions.ts';
import { probeResponder } from '#matrix/responder-card/probe-responder.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { decodePem } from '#pki/x509/pem.ts';
import { createPki } from '../support/openssl-pki.ts';
import { startOpensslResponder } from '../support/openssl-responder.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('responder-card');

async function read(path: string) {
  const [block] = decodePem(await readFile(path, 'utf8')).blocks;
  const decoded = decodeCertificate(block?.der ?? new Uint8Array(0));
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
}

it('openssl ocsp: echoes nonces, answers several at once, says unknown of what it never issued', async () => {
  const pki = await createPki({ dir: temp.path });
  const client = await pki.issueClient({ name: 'good' });
  const responder = await startOpensslResponder({ authority: pki.issuer, nextUpdateMinutes: 60 });
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  const subjects = {
    issuer: await read(pki.issuer.certPath),
    certificates: [await read(client.certPath)],
  };
  const transport = createHttpTransport({
    clock,
    network: () => 'loopback-only',
    proxy: () => null,
  });
  try {
    const card = await probeResponder({
      uri: `${responder.url}/`,
      subjects,
      // It waits for the rest of what is no request: with one that has no end, nobody else is answered.
      questions: planQuestions(subjects, randomBytes).filter(
        ({ id }) => id !== 'garbage' && id !== 'empty',
      ),
      transport,
      clock,
      intervalMs: 0,
      timeoutMs: 5_000,
      signal: new AbortController().signal,
      onExchange: () => {},
    });
    const findings = Object.fromEntries(
      (card?.lines ?? []).map(({ id, finding }) => [id, finding]),
    );
    expect(findings).toMatchObject({
      post: 'answered',
      get: 'answered',
      hashes: 'answers sha1, sha256, sha384, sha512',
      several: 'all 3 are answered in one response',
      'never-issued': 'unknown',
      signing: 'a new answer for each question',
      caching: 'none',
    });
  } finally {
    transport.close();
    await responder.stop();
  }
});
