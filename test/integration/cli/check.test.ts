import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { emptyBody, htmlPage, internalError, redirectTo } from '../../support/hostile-behaviour.ts';
import {
  type HostileServer,
  refusingUrl,
  startHostileServer,
} from '../../support/hostile-server.ts';
import { keyPaths } from '../../support/key-paths.ts';
import { type AnswerOptions, makeRequest, makeResponse } from '../../support/openssl-ocsp.ts';
import { createPki, type Issued, type Pki } from '../../support/openssl-pki.ts';
import { type OpensslResponder, startOpensslResponder } from '../../support/openssl-responder.ts';
import { suiteTempDir } from '../../support/temp-dir.ts';
import { revoscope, revoscopeJson } from './command-line.ts';

const temp = suiteTempDir('cli-check');
let pki: Pki;
let good: Issued;
let revoked: Issued;
let unknown: Issued;

beforeAll(async () => {
  pki = await createPki({ dir: temp.path });
  good = await pki.issueClient({ name: 'good' });
  revoked = await pki.issueClient({ name: 'revoked' });
  unknown = await pki.issueClient({ name: 'unknown' });
  await pki.revoke(revoked, { reason: 'keyCompromise', at: new Date('2026-03-04T05:06:07Z') });
  await pki.forget(unknown);
});

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of cleanUp.splice(0)) await stop();
});

async function responder(options: Partial<AnswerOptions> = {}): Promise<OpensslResponder> {
  const started = await startOpensslResponder({ authority: pki.issuer, ...options });
  cleanUp.push(started.stop);
  return started;
}

async function hostile(...args: Parameters<typeof startHostileServer>): Promise<HostileServer> {
  const started = await startHostileServer(...args);
  cleanUp.push(started.stop);
  return started;
}

function ask(certificate: Issued, url: string, ...more: readonly string[]) {
  const issuer = ['--issuer', pki.issuer.certPath];
  return revoscopeJson(['check', certificate.certPath, ...issuer, '--responder-uri', url, ...more]);
}

describe('revoscope check against openssl ocsp', () => {
  it('exits 0, 1 and 2 for good, revoked and unknown', async () => {
    const { url } = await responder();
    const seen = [];
    for (const certificate of [good, revoked, unknown]) {
      const { code, document } = await ask(certificate, url);
      const { status, reason, decision, revocation } = document;
      seen.push({ code, status, reason, decision, revocation });
    }
    expect(seen).toEqual([
      {
        code: 0,
        status: 'good',
        reason: null,
        decision: { outcome: 'allow', decidedBy: 'status', fallback: null },
        revocation: null,
      },
      {
        code: 1,
        status: 'revoked',
        reason: null,
        decision: { outcome: 'deny', decidedBy: 'status', fallback: null },
        revocation: { time: '2026-03-04T05:06:07Z', reason: 'keyCompromise' },
      },
      {
        code: 2,
        status: 'unknown',
        reason: null,
        decision: { outcome: 'deny', decidedBy: 'fallback', fallback: 'block' },
        revocation: null,
      },
    ]);
  });

  it('never lets the fallback touch a validated revoked', async () => {
    const { url } = await responder();
    const { code, document } = await ask(revoked, url, '--fallback', 'allow', '--gate');
    expect([code, document.decision.outcome]).toEqual([1, 'deny']);
  });

  it('exits by the decision with --gate', async () => {
    const { url } = await responder();
    const codes = [];
    for (const fallback of ['allow', 'block']) {
      codes.push((await ask(unknown, url, '--gate', '--fallback', fallback)).code);
    }
    expect(codes).toEqual([0, 1]);
  });

  it.each(['get', 'post'])('asks by %s', async (method) => {
    const { url, requestLines } = await responder();
    const { document } = await ask(good, url, '--method', method);
    expect(document.request.method).toBe(method.toUpperCase());
    expect(requestLines()[0]).toMatch(new RegExp(`^${method.toUpperCase()} /`));
  });

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('asks with a CertID of %s', async (hash) => {
    const { url } = await responder();
    const { code, document } = await ask(good, url, '--hash', hash);
    expect([code, document.request.certId.hashAlgorithm]).toEqual([0, hash]);
  });

  it('accepts an answer with the nonce that it sent, where one is required', async () => {
    const { url } = await responder();
    const { code, document } = await ask(good, url, '--nonce', 'require');
    const nonce = document.checks.find((check: { id: string }) => check.id === 'nonce');
    expect([code, nonce.outcome]).toEqual([0, 'pass']);
    expect(document.request.nonce).toHaveLength(64);
  });

  it('takes the first OCSP URI of the certificate and names those that it passes over', async () => {
    const { url, reload } = await responder();
    const second = await hostile(internalError);
    const client = await pki.issueClient({ name: 'two URIs', ocspUris: [`${url}/`, second.url] });
    await reload();
    const args = ['check', client.certPath, '--issuer', pki.issuer.certPath];
    const { code, document } = await revoscopeJson(args);
    const { responderUri, uriSource, ignoredUris } = document;
    expect({ code, responderUri, uriSource, ignoredUris }).toEqual({
      code: 0,
      responderUri: `${url}/`,
      uriSource: 'aia',
      ignoredUris: [second.url],
    });
    expect(second.connections()).toBe(0);
  });

  it('accepts a responder certificate that is given, and no other signer then', async () => {
    const signer = await pki.issueResponder({ name: 'pinned' });
    const other = await pki.issueResponder({ name: 'other' });
    const { url } = await responder({ signer, certificates: 'omit' });
    const pinned = await ask(good, url, '--responder-cert', signer.certPath);
    const foreign = await ask(good, url, '--responder-cert', other.certPath);
    expect([pinned.code, foreign.code]).toEqual([0, 3]);
  });

  it('trusts --issuer and nothing that came with the certificate, and finds the issuer anywhere', async () => {
    const { url } = await responder();
    const stranger = await createPki({ dir: temp.path, name: 'Stranger' });
    const bundle = join(temp.path, 'bundle.pem');
    await writeFile(bundle, good.pem + pki.issuer.pem);
    const asked = ['--responder-uri', url];
    const codes = [
      await revoscopeJson(['check', bundle, ...asked]),
      await revoscopeJson(['check', good.certPath, '--chain', pki.issuer.certPath, ...asked]),
      await ask(good, url, '--issuer', stranger.root.certPath),
      await revoscopeJson(['check', good.certPath, '--issuer', pki.caFile, ...asked]),
      await revoscopeJson([
        ...['check', good.certPath, '--issuer', pki.root.certPath],
        ...['--chain', pki.issuer.certPath, ...asked],
      ]),
    ].map(({ code }) => code);
    expect(codes).toEqual([3, 3, 0, 0, 0]);
  });

  it('denies by the chain before anybody is asked', async () => {
    const server = await hostile(internalError);
    const stranger = await createPki({ dir: temp.path, name: 'Other' });
    const args = ['--issuer', stranger.root.certPath, '--responder-uri', server.url];
    const { code, document } = await revoscopeJson(['check', good.certPath, ...args]);
    expect([code, document.status, document.decision]).toEqual([
      3,
      'indeterminate',
      { outcome: 'deny', decidedBy: 'chain', fallback: null },
    ]);
    expect(server.connections()).toBe(0);
  });

  it('asks nobody with --no-ocsp', async () => {
    const server = await hostile(internalError);
    const { code, document } = await ask(good, server.url, '--no-ocsp', '--gate');
    expect([code, document.decision.decidedBy, document.reason.code]).toEqual([
      0,
      'ocsp-not-enabled',
      'ocsp-not-enabled',
    ]);
    expect(server.connections()).toBe(0);
  });

  it('exits 0 with --no-ocsp where the chain holds, and 3 where it does not', async () => {
    const stranger = await createPki({ dir: temp.path, name: 'Another' });
    const foreign = ['check', good.certPath, '--issuer', stranger.root.certPath, '--no-ocsp'];
    const holds = await revoscopeJson([
      ...['check', good.certPath, '--issuer', pki.issuer.certPath, '--no-ocsp'],
    ]);
    const broken = await revoscopeJson(foreign);
    expect([holds.code, holds.document.status, broken.code, broken.document.status]).toEqual([
      0,
      'not-asked',
      3,
      'indeterminate',
    ]);
  });

  it('judges at another time with --at', async () => {
    const { url } = await responder({ nextUpdateMinutes: 60 });
    const later = new Date(Date.now() + 86_400_000).toISOString();
    const { code, document } = await ask(good, url, '--at', later);
    expect([code, document.reason.check]).toEqual([3, 'next-update']);
    expect(Date.parse(document.at)).toBeGreaterThan(Date.now() + 86_000_000);
  });

  it('keeps the names in its JSON', async () => {
    const { url } = await responder();
    const { document } = await ask(revoked, url, '--nonce', 'send');
    expect(
      keyPaths(document).filter((path) => /^(request|http|responderUri|uriSource)/.test(path)),
    ).toMatchInlineSnapshot(`
      [
        "responderUri: string",
        "uriSource: string",
        "request.method: string",
        "request.url: string",
        "request.certId.hashAlgorithm: string",
        "request.certId.issuerNameHash: string",
        "request.certId.issuerKeyHash: string",
        "request.certId.serialNumber: string",
        "request.nonce: string",
        "request.base64: string",
        "http.status: number",
        "http.statusText: string",
        "http.contentType: string",
        "http.bodyBytes: number",
        "http.bodyBase64: string",
        "http.remoteAddress: string",
        "http.timings.lookedUpMs: null",
        "http.timings.connectedMs: number",
        "http.timings.securedMs: null",
        "http.timings.firstByteMs: number",
        "http.timings.totalMs: number",
        "http.error: null",
      ]
    `);
    expect(Object.keys(document)).toMatchInlineSnapshot(`
      [
        "status",
        "reason",
        "answerStatus",
        "decision",
        "revocation",
        "response",
        "checks",
        "at",
        "certificate",
        "issuer",
        "chain",
        "responderUri",
        "uriSource",
        "ignoredUris",
        "fromCache",
        "request",
        "http",
        "malformed",
        "timings",
        "policy",
        "judges",
        "server",
        "above",
      ]
    `);
  });
});

interface Mishap {
  readonly code: string;
  readonly message: RegExp;
  readonly serve: () => Promise<string>;
}

/** The answer that `openssl ocsp` gives about a certificate. */
async function answerAbout(certificate: Issued): Promise<Uint8Array> {
  const request = await makeRequest({ issuer: pki.issuer, certificates: [certificate] });
  return makeResponse(request, { authority: pki.issuer });
}

const mishaps: Readonly<Record<string, Mishap>> = {
  'refuses the connection': {
    code: 'connection-refused',
    message: /connection was refused/,
    serve: refusingUrl,
  },
  'never answers': {
    code: 'response-timed-out',
    message: /did not answer within 500 ms/,
    serve: async () => (await hostile({ kind: 'silent' })).url,
  },
  'sends one byte at a time': {
    code: 'response-timed-out',
    message: /not complete within 500 ms/,
    serve: async () => {
      const body = await answerAbout(good);
      return (await hostile({ kind: 'slow', body, bytes: 1, everyMs: 50 })).url;
    },
  },
  'answers with an HTML page': {
    code: 'response-malformed',
    message: /served as text\/html/,
    serve: async () => (await hostile(htmlPage)).url,
  },
  'answers HTTP 500': {
    code: 'http-status',
    message: /HTTP 500/,
    serve: async () => (await hostile(internalError)).url,
  },
  'answers with an empty body': {
    code: 'response-empty',
    message: /empty body/,
    serve: async () => (await hostile(emptyBody)).url,
  },
  'answers with ten megabytes': {
    code: 'response-too-large',
    message: /larger than the limit of 65536 octets/,
    serve: async () =>
      (await hostile({ kind: 'huge', bytes: 10_000_000, announced: 'chunked' })).url,
  },
  redirects: {
    code: 'redirected',
    message: /redirects/,
    serve: async () => (await hostile(redirectTo('http://elsewhere.test/'))).url,
  },
  'breaks off in the middle': {
    code: 'connection-lost',
    message: /closed the connection after \d+ of \d+ octets/,
    serve: async () => {
      const body = await answerAbout(good);
      return (await hostile({ kind: 'half', body, bytes: 200 })).url;
    },
  },
  'sends half a response as if it were all': {
    code: 'response-malformed',
    message: /runs \d+ past the end/,
    serve: async () => {
      const body = await answerAbout(good);
      return (await hostile({ kind: 'respond', body: body.subarray(0, 200) })).url;
    },
  },
  'answers for another certificate': {
    code: 'cert-id-match',
    message: /./,
    serve: async () => (await hostile({ kind: 'respond', body: await answerAbout(revoked) })).url,
  },
  'speaks no HTTP': {
    code: 'http-malformed',
    message: /./,
    serve: async () => {
      const bytes = new TextEncoder().encode('220 mail.test ESMTP\r\n');
      return (await hostile({ kind: 'raw', bytes })).url;
    },
  },
};

describe('revoscope check where the responder', () => {
  it.each(Object.entries(mishaps))('%s', async (_what, mishap) => {
    const url = await mishap.serve();
    const outcomes = [];
    for (const fallback of ['allow', 'block']) {
      const { code, document } = await ask(good, url, '--timeout', '500', '--fallback', fallback);
      expect(document.reason.message).toMatch(mishap.message);
      const { status, reason, decision } = document;
      outcomes.push([code, status, reason.check ?? reason.code, decision.outcome]);
    }
    expect(outcomes).toEqual([
      [3, 'indeterminate', mishap.code, 'allow'],
      [3, 'indeterminate', mishap.code, 'deny'],
    ]);
  });

  it('is named neither in the certificate nor on the command line', async () => {
    const args = ['check', good.certPath, '--issuer', pki.issuer.certPath];
    const { code, document } = await revoscopeJson(args);
    expect([code, document.reason.code, document.responderUri]).toEqual([
      3,
      'no-responder-uri',
      null,
    ]);
    const text = await revoscope(args);
    expect(text.stdout).toMatch(/^✗ INDETERMINATE {2}A server would keep it out\n/);
    expect(text.stdout).toContain('Configure a responder URI');
  });
});
