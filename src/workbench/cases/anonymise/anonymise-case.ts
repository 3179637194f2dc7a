import { caseVerdictOf } from '#engine/judge/case-evidence.ts';
import { checksOf, judge } from '#engine/judge/judge.ts';
import { anchorsUsedBy } from '#engine/judge/used-anchors.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { hexOf } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificateCached } from '#pki/x509/decode-cached.ts';
import type { Case, CaseAnswer, CaseUnanswered, CaseVerdict } from '#shared/case/case.ts';
import { writeCase } from '#shared/case/case-file.ts';
import { compareVerdicts } from '#shared/case/compare-verdicts.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';
import { verdictChangeWords } from '#shared/model/verdict-change.ts';
import { type OpenCase, readOpenCase } from '../read-case.ts';
import { type Anonymiser, anonymiseCertificate, whyNotAnonymous } from './anonymise-certificate.ts';
import { anonymiseRequest, anonymiseResponse, certificatesIn } from './anonymise-messages.ts';
import { createStandIns } from './stand-ins.ts';

/** A key is made for each: for a whole trust store, nobody waits. */
const mostAnchors = 20;

/**
 * A case that comes to the same verdict and names nobody: names, serial numbers, keys, addresses and nonces replaced,
 * the same by the same, and signed anew with keys that are thrown away. Times and what was decided stay. In words why
 * there is none, where the verdict would be another.
 */
export async function anonymiseCase(
  opened: OpenCase,
  random: RandomBytes,
): Promise<Result<Case, string>> {
  const { evidence, case: kept } = opened;
  const judged = judge(evidence, kept.policy, kept.at);
  const answered = kept.answer === null ? null : decodeResponse(kept.answer.response);
  if (answered?.ok === false) {
    return err('The response cannot be read, so nothing in it can be replaced.');
  }
  const response = answered?.value ?? null;
  if (response !== null && response.basic === null && response.responseType !== null) {
    return err('The response is of a type that is not known, so nothing in it can be replaced.');
  }
  const configured = kept.policy.responderCertificate;
  const used = anchorsUsedBy(judged.chain, evidence.trustAnchors);
  // Where a path does not hold, which anchors it did not lead to is a part of why.
  const isWhole = used.length === 0 && evidence.trustAnchors.length <= mostAnchors;
  const anchors = isWhole ? evidence.trustAnchors : used;
  const certificates = distinct([
    ...('der' in evidence.certificate ? [evidence.certificate] : []),
    ...evidence.presentedChain,
    ...anchors,
    ...(evidence.answer === null ? [] : [evidence.answer.issuer]),
    ...(response === null ? [] : certificatesIn(response)),
    ...(configured === null ? [] : readable(configured)),
  ]);
  for (const one of certificates) {
    const reason = whyNotAnonymous(one);
    if (reason !== null) return err(reason);
  }
  const standIns = await createStandIns(certificates, random);
  if (!standIns.ok) return standIns;
  const by = { certificates, standIns: standIns.value, made: new Map() };
  const answer =
    kept.answer === null || response === null || evidence.answer === null
      ? null
      : anonymiseAnswer(kept.answer, by, {
          issuer: evidence.answer.issuer,
          response: anonymiseResponse(response, by),
        });
  const stand = (one: Certificate) => anonymiseCertificate(one, by);
  const made: Case = {
    ...kept,
    name: 'anonymous case',
    notes: '',
    certificate:
      'der' in evidence.certificate ? stand(evidence.certificate) : nameless(evidence.certificate),
    presentedChain: evidence.presentedChain.map(stand),
    trustAnchors: anchors.map(stand),
    answer,
    unanswered: kept.unanswered === null ? null : placeless(kept.unanswered),
    policy: anonymisePolicy(kept.policy, by),
  };
  return withSameVerdict(made, verdictOf(opened));
}

/** Holds the verdict on the stand-ins against that on the originals, by what their files hold. */
function withSameVerdict(made: Case, wanted: CaseVerdict): Result<Case, string> {
  const read = readOpenCase('anonymous', new TextEncoder().encode(writeCase(made)));
  if (!read.ok) return err(`The anonymous case cannot be read: ${read.error.message}`);
  const verdict = verdictOf(read.value);
  const [first] = compareVerdicts(wanted, verdict);
  if (first === undefined) return ok({ ...made, verdict });
  const change = verdictChangeWords(first);
  return err(`Without what names somebody, the verdict would be another: ${change}.`);
}

function verdictOf({ evidence, case: kept }: OpenCase): CaseVerdict {
  const judgement = judge(evidence, kept.policy, kept.at);
  return caseVerdictOf({ ...judgement, checks: checksOf(judgement) });
}

function anonymiseAnswer(
  { asked, http, nonce, request, ...answer }: CaseAnswer,
  by: Anonymiser,
  stand: { readonly issuer: Certificate; readonly response: Uint8Array },
): CaseAnswer {
  const { standIns } = by;
  const decoded = request === null ? null : decodeRequest(request);
  return {
    ...answer,
    issuer: anonymiseCertificate(stand.issuer, by),
    request: decoded?.ok === true ? anonymiseRequest(decoded.value, standIns) : null,
    nonce: nonce === null ? null : standIns.octets(nonce),
    asked:
      asked === null ? null : { method: asked.method, url: standIns.uri(responderOf(asked.url)) },
    http: http === null ? null : anonymiseHttp(http, stand.response),
    response: stand.response,
  };
}

/** A GET has the request in its address: it goes with all behind the host. */
function responderOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0] ?? url;
}

/** Of the headers, the content type alone says nothing of anybody. */
function anonymiseHttp(http: HttpResponseRecord, body: Uint8Array): HttpResponseRecord {
  const headers = http.headers.filter(({ name }) => name.toLowerCase() === 'content-type');
  return { ...http, headers, remoteAddress: null, body };
}

function anonymisePolicy(policy: Policy, by: Anonymiser): Policy {
  const { responderUri, responderCertificate } = policy;
  const [configured] = responderCertificate === null ? [] : readable(responderCertificate);
  return {
    ...policy,
    responderUri: responderUri === null ? null : by.standIns.uri(responderUri),
    responderCertificate: configured === undefined ? null : anonymiseCertificate(configured, by),
  };
}

/** The same reason, with no name and no place in it. */
function placeless(unanswered: CaseUnanswered): CaseUnanswered {
  const words: Readonly<Record<string, string>> = {
    uri: 'http://address.example/',
    host: 'address.example',
    address: '192.0.2.1',
    detail: 'left out',
    location: 'http://elsewhere.example/',
    proxy: 'proxy.example',
    issuer: 'name',
    statusText: '',
  };
  return replaceTexts(unanswered, words);
}

function nameless(failure: ChainFailure): ChainFailure {
  const words = { subject: 'name', issuer: 'name', by: 'name', name: 'name', detail: 'left out' };
  return replaceTexts(failure, words);
}

/** Each text field that is named, where it holds a text. */
function replaceTexts<T extends object>(value: T, words: Readonly<Record<string, string>>): T {
  const replaced: T = { ...value };
  for (const [field, word] of Object.entries(words)) {
    if (typeof Reflect.get(value, field) === 'string') Reflect.set(replaced, field, word);
  }
  return replaced;
}

function readable(der: Uint8Array): readonly Certificate[] {
  const decoded = decodeCertificateCached(der);
  return decoded.ok ? [decoded.value] : [];
}

function distinct(certificates: readonly Certificate[]): readonly Certificate[] {
  return [...new Map(certificates.map((one) => [hexOf(one.der), one])).values()];
}
