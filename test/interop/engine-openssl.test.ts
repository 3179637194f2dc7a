import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '#shared/model/policy.ts';
import { certificateOf, createTestEngine, type TestRun, verdictWords } from '../support/engine.ts';
import {
  type AnswerOptions,
  askResponder,
  describeRequest,
  judgeResponse,
  type OpensslVerdict,
  type QuestionOptions,
} from '../support/openssl-ocsp.ts';
import { createPki, type Issued, type Pki } from '../support/openssl-pki.ts';
import { startOpensslResponder } from '../support/openssl-responder.ts';
import { suiteTempDir } from '../support/temp-dir.ts';

const temp = suiteTempDir('engine-openssl');

/** Everybody who is asked about or who signs, by the name that the rows use. */
const people = new Map<string, Issued>();
const pkis = new Map<string, Pki>();

beforeAll(async () => {
  for (const key of ['p256', 'rsa2048', 'ed25519'] as const) {
    pkis.set(key, await createPki({ dir: temp.path, name: `Live ${key}`, key }));
  }
  const { p256, rsa2048, ed25519 } = pkisByName();
  const expired = new Date('2025-02-01T00:00:00Z');
  const stranger = await createPki({ dir: temp.path, name: 'Stranger' });
  // Same CA names as the p256 PKI, other keys.
  const twin = await createPki({ dir: temp.path, name: 'Live p256' });
  const all: readonly (readonly [string, Promise<Issued>])[] = [
    ['good', p256.issueClient({ name: 'good' })],
    ['revoked', p256.issueClient({ name: 'revoked' })],
    ['revoked-no-reason', p256.issueClient({ name: 'revoked-no-reason' })],
    ['held', p256.issueClient({ name: 'held' })],
    ['revoked-later', p256.issueClient({ name: 'revoked-later' })],
    ['unknown', p256.issueClient({ name: 'unknown' })],
    ['expired', p256.issueClient({ name: 'expired', notAfter: expired })],
    ['delegate', p256.issueResponder({ name: 'delegate' })],
    ['delegate-rsa', p256.issueResponder({ name: 'delegate-rsa', key: 'rsa2048' })],
    ['delegate-no-nocheck', p256.issueResponder({ name: 'no-nocheck', noCheck: 'absent' })],
    ['delegate-expired', p256.issueResponder({ name: 'delegate-expired', notAfter: expired })],
    [
      'delegate-no-purpose',
      p256.issueResponder({ name: 'no-purpose', extendedKeyUsage: ['clientAuth'] }),
    ],
    [
      'delegate-critical',
      p256.issueResponder({ name: 'critical', extensions: ['1.2.3.4 = critical,ASN1:NULL'] }),
    ],
    ['delegate-of-root', p256.root.issue('responder', { name: 'of-root' })],
    ['delegate-of-stranger', stranger.issueResponder({ name: 'of-stranger' })],
    ['root', Promise.resolve(p256.root)],
    ['twin', Promise.resolve(twin.issuer)],
    ['rsa-good', rsa2048.issueClient({ name: 'rsa-good', key: 'rsa2048' })],
    ['rsa-revoked', rsa2048.issueClient({ name: 'rsa-revoked', key: 'rsa2048' })],
    ['ed25519-good', ed25519.issueClient({ name: 'ed25519-good', key: 'ed25519' })],
    ['ed25519-revoked', ed25519.issueClient({ name: 'ed25519-revoked', key: 'ed25519' })],
    ['ed25519-delegate', ed25519.issueResponder({ name: 'ed25519-delegate', key: 'ed25519' })],
  ];
  for (const [name, issued] of all) people.set(name, await issued);

  const at = new Date('2026-03-04T05:06:07Z');
  await p256.revoke(person('revoked'), { reason: 'keyCompromise', at });
  await p256.revoke(person('revoked-no-reason'), { at });
  await p256.revoke(person('held'), { reason: 'certificateHold', at });
  await p256.revoke(person('revoked-later'), { at: new Date('2049-01-01T00:00:00Z') });
  await p256.forget(person('unknown'));
  await rsa2048.revoke(person('rsa-revoked'), { reason: 'cACompromise', at });
  await ed25519.revoke(person('ed25519-revoked'), { reason: 'superseded', at });
}, 120_000);

function pkisByName() {
  const of = (name: string) => {
    const found = pkis.get(name);
    if (found === undefined) throw new Error(`There is no PKI '${name}'.`);
    return found;
  };
  return { p256: of('p256'), rsa2048: of('rsa2048'), ed25519: of('ed25519') };
}

function person(name: string): Issued {
  const found = people.get(name);
  if (found === undefined) throw new Error(`There is no '${name}'.`);
  return found;
}

const engine = createTestEngine();
afterAll(() => engine.close());

/** One case: how the responder answers, what is asked, and both verdicts. */
interface Row {
  readonly name: string;
  /** Of the p256 PKI unless its name says otherwise. */
  readonly about: string;
  readonly signer?: string;
  readonly serve?: Partial<AnswerOptions>;
  readonly policy?: Partial<Policy>;
  readonly responderCertificate?: string;
  /** How much later than now we judge; openssl always judges now. */
  readonly laterMs?: number;
  readonly ours: string;
  /** Checks of ours that warn. */
  readonly warns?: readonly string[];
  readonly openssl: string;
}

const off = {
  use: 'off',
  minSeconds: 1_800,
  maxSeconds: 3_600,
  hold: 'until-next-update',
} as const;
const revoked = 'revoked keyCompromise';

const rows: readonly Row[] = [
  { name: 'CA signs: good', about: 'good', ours: 'good', openssl: 'good' },
  { name: 'CA signs: revoked', about: 'revoked', ours: revoked, openssl: revoked },
  { name: 'CA signs: unknown', about: 'unknown', ours: 'unknown', openssl: 'unknown' },
  { name: 'delegate: good', about: 'good', signer: 'delegate', ours: 'good', openssl: 'good' },
  {
    name: 'delegate: revoked',
    about: 'revoked',
    signer: 'delegate',
    ours: revoked,
    openssl: revoked,
  },
  {
    name: 'delegate: unknown',
    about: 'unknown',
    signer: 'delegate',
    ours: 'unknown',
    openssl: 'unknown',
  },
  {
    name: 'revoked without a reason',
    about: 'revoked-no-reason',
    ours: 'revoked',
    openssl: 'revoked',
  },
  {
    name: 'on hold',
    about: 'held',
    ours: 'revoked certificateHold',
    openssl: 'revoked certificateHold',
  },
  {
    name: 'revoked in the future',
    about: 'revoked-later',
    ours: 'revoked',
    warns: ['revocation-time'],
    openssl: 'revoked',
  },
  {
    name: 'nonce sent',
    about: 'good',
    policy: { nonce: 'send' },
    ours: 'good',
    openssl: 'good',
  },
  {
    name: 'nonce required',
    about: 'revoked',
    policy: { nonce: 'require' },
    ours: revoked,
    openssl: revoked,
  },
  {
    name: 'nonce of one octet',
    about: 'good',
    policy: { nonce: 'require', nonceLength: 1 },
    ours: 'good',
    openssl: 'good',
  },
  {
    name: 'nonce of 128 octets',
    about: 'good',
    policy: { nonce: 'require', nonceLength: 128 },
    ours: 'good',
    openssl: 'good',
  },
  ...(['sha1', 'sha256', 'sha384', 'sha512'] as const).flatMap((hash): readonly Row[] => [
    {
      name: `CertID ${hash}: good`,
      about: 'good',
      policy: { hash },
      ours: 'good',
      openssl: 'good',
    },
    {
      name: `CertID ${hash}: revoked`,
      about: 'revoked',
      signer: 'delegate',
      policy: { hash },
      ours: revoked,
      openssl: revoked,
    },
  ]),
  {
    name: 'answer with CertID of another hash',
    about: 'good',
    serve: { certIdDigest: 'sha256' },
    ours: 'indeterminate cert-id-mismatch',
    openssl: 'no status',
  },
  {
    name: '-resp_key_id, CA signs',
    about: 'good',
    serve: { responderId: 'key' },
    ours: 'good',
    openssl: 'good',
  },
  {
    name: '-resp_key_id, delegate',
    about: 'revoked',
    signer: 'delegate',
    serve: { responderId: 'key' },
    ours: revoked,
    openssl: revoked,
  },
  {
    name: '-badsig, CA signs',
    about: 'good',
    serve: { signature: 'corrupt' },
    ours: 'indeterminate signature-invalid',
    openssl: 'not verified, good',
  },
  {
    name: '-badsig, delegate, revoked',
    about: 'revoked',
    signer: 'delegate',
    serve: { signature: 'corrupt' },
    ours: 'indeterminate signature-invalid',
    openssl: 'not verified, revoked keyCompromise',
  },
  {
    name: '-resp_no_certs, CA signs',
    about: 'good',
    serve: { certificates: 'omit' },
    ours: 'good',
    openssl: 'good',
  },
  {
    name: '-resp_no_certs, delegate',
    about: 'good',
    signer: 'delegate',
    serve: { certificates: 'omit' },
    ours: 'indeterminate signer-not-identified',
    openssl: 'not verified, good',
  },
  {
    name: '-resp_no_certs, delegate, configured',
    about: 'good',
    signer: 'delegate',
    serve: { certificates: 'omit' },
    responderCertificate: 'delegate',
    ours: 'good',
    openssl: 'good',
  },
  {
    name: 'configured signer of a stranger',
    about: 'good',
    signer: 'delegate-of-stranger',
    responderCertificate: 'delegate-of-stranger',
    ours: 'good',
    openssl: 'good',
  },
  {
    name: 'nextUpdate in an hour',
    about: 'good',
    serve: { nextUpdateMinutes: 60 },
    ours: 'good',
    openssl: 'good',
  },
  {
    name: 'nextUpdate passed, within the skew',
    about: 'good',
    serve: { nextUpdateMinutes: 1 },
    laterMs: 5 * 60_000,
    ours: 'good',
    openssl: 'good',
  },
  {
    name: 'nextUpdate passed',
    about: 'good',
    serve: { nextUpdateMinutes: 1 },
    laterMs: 7 * 60_000,
    ours: 'indeterminate response-expired',
    openssl: 'good',
  },
  {
    name: 'nextUpdate passed, revoked',
    about: 'revoked',
    serve: { nextUpdateMinutes: 1 },
    laterMs: 7 * 60_000,
    ours: 'indeterminate response-expired',
    openssl: revoked,
  },
  {
    name: 'thisUpdate in the future',
    about: 'good',
    laterMs: -10 * 60_000,
    ours: 'indeterminate produced-at-in-future',
    openssl: 'good',
  },
  {
    name: 'delegate without nocheck',
    about: 'good',
    signer: 'delegate-no-nocheck',
    ours: 'good',
    warns: ['signer-revocation'],
    openssl: 'good',
  },
  {
    name: 'delegate expired',
    about: 'good',
    signer: 'delegate-expired',
    ours: 'indeterminate signer-expired',
    openssl: 'not verified, good',
  },
  {
    name: 'delegate without id-kp-OCSPSigning',
    about: 'good',
    signer: 'delegate-no-purpose',
    ours: 'indeterminate signer-not-authorized',
    openssl: 'not verified, good',
  },
  {
    name: 'delegate with an unknown critical extension',
    about: 'good',
    signer: 'delegate-critical',
    ours: 'indeterminate critical-extension',
    openssl: 'not verified, good',
  },
  {
    name: 'delegate of the root, not of the issuing CA',
    about: 'good',
    signer: 'delegate-of-root',
    ours: 'indeterminate signer-not-authorized',
    openssl: 'not verified, good',
  },
  {
    name: 'delegate of a stranger',
    about: 'good',
    signer: 'delegate-of-stranger',
    ours: 'indeterminate signer-not-authorized',
    openssl: 'not verified, good',
  },
  {
    name: 'the root signs',
    about: 'good',
    signer: 'root',
    ours: 'indeterminate signer-not-authorized',
    openssl: 'not verified, good',
  },
  {
    name: 'a CA of the same name with another key signs',
    about: 'good',
    signer: 'twin',
    serve: { certificates: 'omit' },
    ours: 'indeterminate signature-invalid',
    openssl: 'not verified, good',
  },
  {
    name: 'RSA delegate of an ECDSA CA',
    about: 'revoked',
    signer: 'delegate-rsa',
    ours: revoked,
    openssl: revoked,
  },
  ...(['sha256', 'sha384', 'sha512'] as const).map(
    (digest): Row => ({
      name: `RSA with ${digest}`,
      about: 'rsa-good',
      serve: { signatureDigest: digest },
      ours: 'good',
      openssl: 'good',
    }),
  ),
  {
    name: 'RSA with SHA-1',
    about: 'rsa-good',
    serve: { signatureDigest: 'sha1' },
    ours: 'good',
    warns: ['signature-algorithm'],
    openssl: 'good',
  },
  {
    name: 'RSA with SHA-1, refused by the policy',
    about: 'rsa-good',
    serve: { signatureDigest: 'sha1' },
    policy: { sha1Signatures: 'fail' },
    ours: 'indeterminate signature-algorithm-refused',
    openssl: 'good',
  },
  {
    name: 'RSA with MD5',
    about: 'rsa-good',
    serve: { signatureDigest: 'md5' },
    ours: 'indeterminate signature-algorithm-refused',
    openssl: 'good',
  },
  {
    name: 'RSA-PSS with SHA-256',
    about: 'rsa-revoked',
    serve: { signatureDigest: 'sha256', rsaPadding: 'pss' },
    ours: 'revoked cACompromise',
    openssl: 'revoked cACompromise',
  },
  { name: 'Ed25519 CA signs', about: 'ed25519-good', ours: 'good', openssl: 'good' },
  {
    name: 'Ed25519 delegate',
    about: 'ed25519-revoked',
    signer: 'ed25519-delegate',
    ours: 'revoked superseded',
    openssl: 'revoked superseded',
  },
  {
    name: 'the certificate itself has expired',
    about: 'expired',
    ours: 'not asked certificate-expired',
    openssl: 'good',
  },
];

function pkiOf(row: Row): Pki {
  const { p256, rsa2048, ed25519 } = pkisByName();
  if (row.about.startsWith('rsa-')) return rsa2048;
  return row.about.startsWith('ed25519-') ? ed25519 : p256;
}

function opensslWords({ verified, status, reason, timesInvalid }: OpensslVerdict): string {
  const words = [status ?? 'no status', ...(reason === null ? [] : [reason])].join(' ');
  const trust = status === null || verified ? '' : 'not verified, ';
  return `${trust}${words}${timesInvalid ? ', times invalid' : ''}`;
}

function configured(name: string): Uint8Array {
  return person(name).der;
}

describe('our verdict beside that of openssl, on the same live responder', () => {
  it.each(rows)('$name: ours $ours, openssl $openssl', async (row) => {
    const pki = pkiOf(row);
    const client = person(row.about);
    const responder = await startOpensslResponder({
      authority: pki.issuer,
      ...row.serve,
      ...(row.signer === undefined ? {} : { signer: person(row.signer) }),
    });
    const own = createTestEngine();
    try {
      own.clock.advance(row.laterMs ?? 0);
      const run = await own.ask({
        certificate: certificateOf(client.der),
        trustAnchors: [certificateOf(pki.issuer.der), certificateOf(pki.root.der)],
        policy: {
          responderUri: responder.url,
          responderCertificate:
            row.responderCertificate === undefined ? null : configured(row.responderCertificate),
          cache: off,
          ...row.policy,
        },
      });
      const question: QuestionOptions = {
        issuer: pki.issuer,
        certificates: [client],
        certIdDigest: row.policy?.hash ?? 'sha1',
        nonce: (row.policy?.nonce ?? 'omit') === 'omit' ? 'omit' : 'send',
      };
      const trust = {
        caFile: pki.caFile,
        ...(row.responderCertificate === undefined
          ? {}
          : { responderCert: person(row.responderCertificate) }),
      };
      const theirs = await askResponder(responder.url, question, trust);

      expect({ ours: verdictWords(run.outcome), openssl: opensslWords(theirs) }).toEqual({
        ours: row.ours,
        openssl: row.openssl,
      });
      const warned = run.outcome.checks.filter(({ outcome }) => outcome === 'warn');
      expect(warned.map(({ id }) => id)).toEqual(row.warns ?? []);
      await expectSameOnOurBytes(run, { question, trust, theirs });
    } finally {
      own.close();
      await responder.stop();
    }
  });
});

/** openssl judges the very octets that we received as it judged those that it asked for itself. */
async function expectSameOnOurBytes(
  run: TestRun,
  {
    question,
    trust,
    theirs,
  }: {
    readonly question: QuestionOptions;
    readonly trust: Parameters<typeof askResponder>[2];
    readonly theirs: OpensslVerdict;
  },
): Promise<void> {
  const received = run.step('response-received');
  if (received === null) return;
  const judged = await judgeResponse(received.response.body, { ...question, nonce: 'omit' }, trust);
  expect(opensslWords(judged)).toBe(opensslWords(theirs));
}

describe('our request as openssl reads it', () => {
  const ask = async (name: string, policy: Partial<Policy>) => {
    const { issuer } = pkisByName().p256;
    const responder = await startOpensslResponder({ authority: issuer });
    try {
      const run = await engine.ask({
        certificate: certificateOf(person(name).der),
        trustAnchors: [certificateOf(issuer.der)],
        policy: { responderUri: responder.url, cache: off, ...policy },
      });
      // What it printed is complete once it has ended.
      await responder.stop();
      return { run, lines: responder.requestLines() };
    } finally {
      await responder.stop();
    }
  };
  /** Long values go over several lines that end in a backslash. */
  const asOpensslReads = async (run: TestRun) => {
    const sent = run.step('request-sent');
    if (sent === null) throw new Error('Nothing was sent.');
    const text = await describeRequest(sent.request.ocspRequest);
    return { sent, text: text.replaceAll('\\\n', '') };
  };

  it.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('has a CertID of %s', async (hash) => {
    const { run } = await ask('good', { hash });
    const { sent, text } = await asOpensslReads(run);
    const field = (name: string) => new RegExp(`${name}: (\\w+)`).exec(text)?.[1]?.toLowerCase();
    expect({
      hash: field('Hash Algorithm'),
      name: field('Issuer Name Hash'),
      key: field('Issuer Key Hash'),
      serial: field('Serial Number'),
    }).toEqual({
      hash,
      name: sent.certId.issuerNameHash,
      key: sent.certId.issuerKeyHash,
      serial: person('good').serial.toLowerCase(),
    });
    expect(text).toContain('Version: 1 (0x0)');
    expect(text).not.toContain('Nonce');
  });

  it.each([1, 32, 128])('has a nonce of %i octets', async (nonceLength) => {
    const { run } = await ask('good', { nonce: 'require', nonceLength });
    const { sent, text } = await asOpensslReads(run);
    const printed = text.slice(text.indexOf('OCSP Nonce')).split('\n').slice(1).join('\n');
    const hex = [...printed.matchAll(/(?:^|\s)([0-9A-F]{2,})(?=\s|$)/gm)].map(([, hex]) => hex);
    const shown = hex.join('').toLowerCase();
    expect(sent.nonce).toHaveLength(2 * nonceLength);
    expect(shown).toContain(sent.nonce ?? 'no nonce');
  });

  it('arrives by GET where it is short and by POST where it is long', async () => {
    const short = await ask('good', { method: 'auto' });
    const long = await ask('good', {
      method: 'auto',
      hash: 'sha512',
      nonce: 'require',
      nonceLength: 128,
    });
    expect([short.lines, long.lines].map(([line]) => line?.split(' ')[0])).toEqual(['GET', 'POST']);
    expect([short.run, long.run].map(({ outcome }) => outcome.status)).toEqual(['good', 'good']);
  });

  it.each(['get', 'post'] as const)('is answered when %s is forced', async (method) => {
    const { run, lines } = await ask('revoked', { method, hash: 'sha512', nonce: 'require' });
    expect(lines.map((line) => line.split(' ')[0])).toEqual([method.toUpperCase()]);
    expect(run.outcome.status).toBe('revoked');
  });
});

describe('the certificate that names its responder', () => {
  it('is asked about at the first OCSP URI of AIA, and the second is ignored', async () => {
    const { p256 } = pkisByName();
    const responder = await startOpensslResponder({ authority: p256.issuer });
    const ignored = 'http://second.revoscope.test/';
    try {
      const uri = `${responder.url}/`;
      const client = await p256.issueClient({
        name: 'with AIA',
        ocspUris: [uri, ignored],
        caIssuersUris: ['http://ca.revoscope.test/ca.cer'],
      });
      await responder.reload();
      const run = await engine.ask({
        certificate: certificateOf(client.der),
        trustAnchors: [certificateOf(p256.issuer.der)],
      });
      expect(verdictWords(run.outcome)).toBe('good');
      expect(run.step('responder-uri-chosen')).toEqual({
        type: 'responder-uri-chosen',
        source: 'aia',
        uri,
        ignored: [ignored],
      });
    } finally {
      await responder.stop();
    }
  });

  it('follows a revocation as soon as no cached answer stands in its way', async () => {
    const { p256 } = pkisByName();
    const client = await p256.issueClient({ name: 'to be revoked' });
    const responder = await startOpensslResponder({ authority: p256.issuer });
    const own = createTestEngine();
    try {
      const policy = { responderUri: responder.url };
      const ask = async () => {
        const { outcome } = await own.ask({
          certificate: certificateOf(client.der),
          trustAnchors: [certificateOf(p256.issuer.der)],
          policy,
        });
        return `${verdictWords(outcome)}, ${outcome.fromCache ? 'cache' : 'responder'}`;
      };
      const seen = [await ask()];
      await p256.revoke(client, { reason: 'affiliationChanged' });
      await responder.reload();
      seen.push(await ask());
      own.cache.clear();
      seen.push(await ask(), await ask());
      expect(seen).toEqual([
        'good, responder',
        'good, cache',
        'revoked affiliationChanged, responder',
        'revoked affiliationChanged, cache',
      ]);
      await responder.stop();
      expect(responder.requestLines()).toHaveLength(2);
    } finally {
      own.close();
      await responder.stop();
    }
  });
});
