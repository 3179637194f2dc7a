import { describe, expect, it } from 'vitest';
import { judgeOpenResponse } from '#inspect/response-evidence/judge-open-response.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { readFixture, readFixtureDer, readManifest } from '../../support/fixtures/manifest.ts';

function certificate(file: string) {
  const decoded = decodeCertificate(readFixtureDer(file));
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
}

/** What the fixtures say of a response where nothing but the certificates is at hand. */
const plain = readManifest().cases.filter(
  ({ name, policy, response }) =>
    /^(p256|rsa2048)-(issuer|delegate)-(good|revoked|unknown)$|^bad-signature$|^expired$|^delegate-expired$|^signed-by-root$/.test(
      name,
    ) &&
    policy.responderCertificate === null &&
    response !== null,
);

describe('judgeOpenResponse', () => {
  it.each(plain)('comes to the verdict of the fixtures: $name', (fixture) => {
    const loaded = [fixture.certificate, fixture.issuer, fixture.root].map(certificate);
    const judged = judgeOpenResponse(readFixture(fixture.response), {
      loaded,
      policy: defaultPolicy,
      now: Date.parse(fixture.at),
      judgedAt: 'now',
    });
    expect(judged.answers.map(({ status }) => status)).toEqual([fixture.expected.status]);
    const failed = judged.answers[0]?.checks.filter(({ outcome }) => outcome === 'fail');
    expect(failed?.map(({ id }) => id)).toEqual(fixture.expected.fails);
  });

  const [first] = plain;
  if (first === undefined) throw new Error('no fixtures');
  const response = readFixture(first.response);
  const by = { policy: defaultPolicy, judgedAt: 'now' as const, now: Date.parse(first.at) };

  it('says which certificate to load, and judges nothing without it', () => {
    const withoutSubject = judgeOpenResponse(response, {
      ...by,
      loaded: [certificate(first.issuer)],
    });
    expect(withoutSubject.answers).toMatchObject([
      { status: null, subject: null, missing: expect.stringContaining('open it as well') },
    ]);
    const withoutIssuer = judgeOpenResponse(response, {
      ...by,
      loaded: [certificate(first.certificate)],
    });
    expect(withoutIssuer.answers).toMatchObject([
      { status: null, missing: expect.stringContaining('that issued') },
    ]);
  });

  it('is stale now and was good at its own time', () => {
    const loaded = [certificate(first.certificate), certificate(first.issuer)];
    const later = Date.parse('2100-01-01T00:00:00Z');
    const now = judgeOpenResponse(response, { ...by, loaded, now: later });
    expect(now.answers[0]?.status).toBe('indeterminate');
    const own = judgeOpenResponse(response, { ...by, loaded, now: later, judgedAt: 'own' });
    expect(own.answers[0]?.status).toBe('good');
  });

  it('takes no certificate of another issuer that happens to have the serial number', () => {
    const other = readManifest().cases.find(({ name }) => name === 'p384-issuer-good');
    if (other === undefined) throw new Error('no p384 fixture');
    expect(certificate(other.certificate).serialNumber).toEqual(
      certificate(first.certificate).serialNumber,
    );
    const loaded = [certificate(other.certificate), certificate(other.issuer)];
    const judged = judgeOpenResponse(response, { ...by, loaded });
    expect(judged.answers).toMatchObject([{ status: null, subject: null }]);
  });

  it('has nothing to judge in an error, and says what the responder said', () => {
    const judged = judgeOpenResponse(readFixture('responses/error-trylater.der'), {
      ...by,
      loaded: [],
    });
    expect(judged).toMatchObject({ answers: [], problem: expect.stringContaining('tryLater') });
  });
});
