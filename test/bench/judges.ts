import type { Evidence } from '#engine/judge/evidence.ts';
import { judgeByAll } from '#engine/judge/profiles/judge-by.ts';
import { profiles } from '#engine/judge/profiles/registry.ts';
import { readSettings } from '#engine/judge/profiles/settings.ts';
import { verifyResponse } from '#engine/judge/verify-response.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { at, type Case, createCase } from './answers.ts';
import { atMost, type Measurement, median, ratio, timeInTurns, told } from './measure.ts';

const judges = profiles.map((profile) => {
  const settings = readSettings(profile.settings, {});
  if (!settings.ok) throw new Error(settings.error.code);
  return { profile, settings: settings.value };
});

/** One response before every program, beside one full verification of our own. */
export async function measureJudges(): Promise<readonly Measurement[]> {
  const made = createCase('rsa2048');
  return [
    ...(await measureOne('RSA-2048, signed by the issuer', made, made.issuerSigned)),
    ...(await measureOne('RSA-2048, delegated', made, made.delegated)),
  ];
}

async function measureOne(
  name: string,
  made: Case,
  response: Uint8Array,
): Promise<readonly Measurement[]> {
  const times = await timeInTurns({
    ours: () => ours(made, response),
    all: () => judgeByAll(evidenceOf(made, response), judges, at),
  });
  return [
    atMost(
      `${name}: ${judges.length} programs / full verification`,
      ratio(times.all, times.ours),
      '×',
      5,
    ),
    told(`${name}: ${judges.length} programs`, median(times.all), 'µs'),
  ];
}

function evidenceOf({ certificate, issuer, certId }: Case, response: Uint8Array): Evidence {
  const answer = { issuer, certId, request: null, nonce: null, http: null, response, kept: null };
  return {
    certificate,
    presentedChain: [],
    trustAnchors: [issuer],
    purpose: 'any',
    answer,
    unanswered: null,
  };
}

function ours({ certificate, issuer, certId }: Case, der: Uint8Array): void {
  const decoded = decodeResponse(der);
  if (!decoded.ok) throw new Error(decoded.error.message);
  verifyResponse({
    response: decoded.value,
    certificate,
    issuer,
    chain: [],
    certId,
    nonce: null,
    policy: defaultPolicy,
    at,
    responderCertificate: null,
    kept: null,
  });
}
