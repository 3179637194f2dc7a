import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '#shared/model/policy.ts';
import { flowCommands } from '#workbench/flow-commands.ts';
import { certificateOf, createTestEngine, ocspAccess } from '../support/engine.ts';
import { startHostileServer } from '../support/hostile-server.ts';
import { issuer as builtIssuer } from '../support/ocsp-builder.ts';
import { judgeResponse } from '../support/openssl-ocsp.ts';
import { createPki, type Issued, type Pki } from '../support/openssl-pki.ts';
import { type OpensslResponder, startOpensslResponder } from '../support/openssl-responder.ts';
import { run } from '../support/process.ts';
import { suiteTempDir } from '../support/temp-dir.ts';
import { issueCertificate } from '../support/test-certificate.ts';

const temp = suiteTempDir('flow-commands');
const engine = createTestEngine();
let pki: Pki;
let revoked: Issued;
let delegate: Issued;
let responder: OpensslResponder;

beforeAll(async () => {
  pki = await createPki({ dir: temp.path });
  revoked = await pki.issueClient({ name: "it's revoked" });
  delegate = await pki.issueResponder({ name: 'delegate' });
  await pki.revoke(revoked, { reason: 'keyCompromise' });
  responder = await startOpensslResponder({ authority: pki.issuer, signer: delegate });
});
afterAll(async () => {
  engine.close();
  await responder.stop();
});

async function commandsOf(policy: Partial<Policy>) {
  const { flow } = await engine.ask({
    certificate: certificateOf(revoked.der),
    trustAnchors: [certificateOf(pki.issuer.der)],
    policy: {
      responderUri: responder.url,
      cache: { use: 'off', minSeconds: 1, maxSeconds: 1, hold: 'until-next-update' },
      ...policy,
    },
  });
  return flowCommands(flow);
}

async function bash(command: string | null) {
  if (command === null) throw new Error('There is no command.');
  const { code, stdout, stderr } = await run('bash', ['-c', command], { cwd: temp.path });
  return { code, text: Buffer.from(stdout).toString('utf8') + stderr };
}

describe('the openssl command of a flow, pasted into bash', () => {
  it.each<[string, () => Partial<Policy>]>([
    ['as usual', () => ({})],
    ['with a nonce', () => ({ nonce: 'require' })],
    ['with SHA-256', () => ({ hash: 'sha256' })],
    ['with SHA-512', () => ({ hash: 'sha512' })],
    ['with a configured responder certificate', () => ({ responderCertificate: delegate.der })],
  ])('asks the same question and gets a verified answer: %s', async (_how, policy) => {
    const { openssl } = await commandsOf(policy());
    const { code, text } = await bash(openssl);
    expect(text).toContain('Response verify OK');
    expect(text).toMatch(/: revoked$/m);
    expect(text).toContain('Reason: keyCompromise');
    expect(text).toContain(`Hash Algorithm: ${policy().hash ?? 'sha1'}`);
    expect(text).not.toContain('WARNING: no nonce in response'.repeat(policy().nonce ? 1 : 2));
    expect(code).toBe(0);
  });
});

describe('the curl command of a flow, pasted into bash', () => {
  it.each(['get', 'post'] as const)('sends the same request by %s', async (method) => {
    const { curl } = await commandsOf({ method });
    const { code, text } = await bash(curl);
    expect({ code, text }).toEqual({ code: 0, text: '' });
    const response = new Uint8Array(await readFile(join(temp.path, 'response.der')));
    const question = { issuer: pki.issuer, certificates: [revoked] };
    const judged = await judgeResponse(response, question, { caFile: pki.caFile });
    expect(judged).toMatchObject({ verified: true, status: 'revoked', reason: 'keyCompromise' });
  });
});

describe('the curl command of a URI with brackets', () => {
  it.each(['get', 'post'] as const)('sends one request by %s, to that very URI', async (method) => {
    const server = await startHostileServer({ kind: 'respond', body: Uint8Array.of(1) });
    try {
      const { curl } = await commandsOf({ method, responderUri: `${server.url}/[1-3]?a={1,2}` });
      expect((await bash(curl)).code).toBe(0);
      const [ours, theirs, ...more] = server.requests;
      expect(more).toEqual([]);
      expect([theirs?.method, theirs?.url, theirs?.body]).toEqual([
        ours?.method,
        ours?.url,
        ours?.body,
      ]);
    } finally {
      await server.stop();
    }
  });
});

describe('the commands of a hostile certificate', () => {
  it('run nothing that its URI asks for', async () => {
    const pwned = join(temp.path, 'pwned');
    const uri = `http://127.0.0.1:1/'; touch ${pwned}; echo '$(touch ${pwned})\`touch ${pwned}\``;
    for (const method of ['get', 'post'] as const) {
      const { flow } = await engine.ask({
        certificate: issueCertificate({
          commonName: `$(touch ${pwned})'; touch ${pwned} #`,
          issuer: builtIssuer,
          notAfter: Date.UTC(2055, 0, 1),
          extensions: [ocspAccess(uri)],
        }).certificate,
        trustAnchors: [builtIssuer.certificate],
        policy: { method },
      });
      const { openssl, curl } = flowCommands(flow);
      expect(openssl).toContain(`touch ${pwned}`);
      for (const command of [openssl, curl]) {
        if (command !== null) expect((await bash(command)).code).not.toBe(0);
      }
    }
    expect(existsSync(pwned)).toBe(false);
  });
});

describe('a flow that never came to a question', () => {
  it('has no commands', async () => {
    const { flow } = await engine.ask({
      certificate: { code: 'no-certificate' },
      trustAnchors: [],
    });
    expect(flowCommands(flow)).toEqual({ openssl: null, curl: null });
  });
});
