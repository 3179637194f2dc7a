import process from 'node:process';
import { judgeSaved } from '#engine/ask/judge-saved.ts';
import { savedAnswer } from '#engine/judge/saved-answer.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { FlowOutcome } from '#shared/flow/flow.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import {
  type FixtureCase,
  readFixture,
  readFixtureDer,
  readManifest,
} from '../support/fixtures/manifest.ts';
import { rareKeyVerdicts } from '../support/rare-keys.ts';

/** Judges every fixture on whatever runtime this is, and prints what came of each, as JSON. */
const certificateOf = (file: string) => {
  const decoded = decodeCertificate(readFixtureDer(file));
  if (!decoded.ok) throw new Error(`${file}: ${decoded.error.message}`);
  return decoded.value;
};

function judge(fixture: FixtureCase): FlowOutcome {
  const request = decodeRequest(readFixture(fixture.request));
  if (!request.ok) throw new Error(`${fixture.request}: ${request.error.message}`);
  const { responderCertificate } = fixture.policy;
  const configured = responderCertificate === null ? null : readFixtureDer(responderCertificate);
  const [certificate, issuer] = [certificateOf(fixture.certificate), certificateOf(fixture.issuer)];
  const response = readFixture(fixture.response);
  const outcome = judgeSaved(
    {
      evidence: {
        certificate,
        presentedChain: [certificateOf(fixture.root)],
        trustAnchors: [issuer],
        purpose: 'any',
        answer: savedAnswer({ certificate, issuer, response, request: request.value }),
        unanswered: null,
      },
      policy: { ...defaultPolicy, ...fixture.policy, responderCertificate: configured },
      at: Date.parse(fixture.at),
    },
    { clock: { now: () => 0, monotonic: () => 0 }, emit: () => {} },
  );
  return outcome;
}

const { cases, certificates } = readManifest();
const report = {
  electron: process.versions.electron ?? null,
  verdicts: Object.fromEntries(cases.map((fixture) => [fixture.name, judge(fixture)])),
  certificates: Object.fromEntries(
    certificates.map(({ file }) => [file, summarizeCertificate(certificateOf(file))]),
  ),
  rareKeys: rareKeyVerdicts(),
};
process.stdout.write(JSON.stringify(report));
