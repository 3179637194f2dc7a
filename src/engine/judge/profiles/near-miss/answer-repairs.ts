import { createCertId } from '#pki/ocsp/cert-id.ts';
import type { SingleResponse } from '#pki/ocsp/types.ts';
import type { SubjectFacts } from '../subject.ts';
import { day, seconds } from '../times.ts';
import { type Change, changeSingles, hasSerial } from './change.ts';

const hour = seconds(3_600);

/** What could be put right about what a response says, the smallest first. */
export const answerRepairs: readonly Change[] = [
  {
    id: 'nothing after the response',
    words: 'no octets stood after it',
    apply: (facts) => {
      const { reading } = facts;
      if (reading.trailingOuter + reading.trailingInner === 0) return null;
      return { ...facts, reading: { ...reading, trailingOuter: 0, trailingInner: 0 } };
    },
  },
  {
    id: 'version 1',
    words: 'its version were 1',
    apply: (facts) =>
      facts.basic === null || facts.basic.version === 0
        ? null
        : { ...facts, basic: { ...facts.basic, version: 0 } },
  },
  {
    id: 'thisUpdate now',
    words: 'thisUpdate were not ahead',
    apply: (facts, at) =>
      changeSingles(facts, (single) =>
        single.thisUpdate > at ? { ...single, thisUpdate: at - hour } : single,
      ),
  },
  {
    id: 'nextUpdate ahead',
    words: 'nextUpdate lay ahead',
    apply: (facts, at) =>
      changeSingles(facts, (single) =>
        single.nextUpdate !== null && single.nextUpdate <= at
          ? { ...single, nextUpdate: at + day }
          : single,
      ),
  },
  {
    id: 'nextUpdate given',
    words: 'it had a nextUpdate',
    apply: (facts, at) =>
      changeSingles(facts, (single) =>
        single.nextUpdate === null ? { ...single, nextUpdate: at + day } : single,
      ),
  },
  {
    id: 'producedAt now',
    words: 'producedAt were its thisUpdate, an hour ago',
    apply: (facts, at) => {
      const { basic } = facts;
      if (basic === null) return null;
      const responses = basic.responses.map((each) => ({ ...each, thisUpdate: at - hour }));
      return { ...facts, basic: { ...basic, producedAt: at - hour, responses } };
    },
  },
  {
    id: 'young',
    words: 'thisUpdate were a minute old',
    apply: (facts, at) =>
      changeSingles(facts, (single) => ({ ...single, thisUpdate: at - seconds(60) })),
  },
  {
    id: 'CertID by SHA-1',
    words: 'its CertID were by SHA-1',
    apply: (facts) =>
      changeSingles(facts, (single) =>
        hasSerial(facts, single) ? withOurId(facts, single) : single,
      ),
  },
  {
    id: 'only ours',
    words: 'it held no SingleResponse about others',
    apply: (facts) => keepSingles(facts, (single) => hasSerial(facts, single)),
  },
  {
    id: 'one alone',
    words: 'it held the first SingleResponse about the certificate alone',
    apply: (facts) => {
      const first = facts.basic?.responses.find((single) => hasSerial(facts, single));
      return first === undefined ? null : keepSingles(facts, (single) => single === first);
    },
  },
  {
    id: 'CertID ours',
    words: 'its CertID were that of the certificate',
    apply: (facts) => changeSingles(facts, (single) => withOurId(facts, single)),
  },
  {
    id: 'no critical extension',
    words: 'it had no critical extension',
    apply: (facts) => {
      const { basic } = facts;
      if (basic === null) return null;
      const isKept = ({ critical }: { readonly critical: boolean }) => !critical;
      const responses = basic.responses.map((single) => ({
        ...single,
        extensions: single.extensions.filter(isKept),
      }));
      const extensions = basic.extensions.filter(isKept);
      return { ...facts, basic: { ...basic, extensions, responses } };
    },
  },
  {
    id: 'good',
    words: 'the status were good',
    apply: (facts) =>
      changeSingles(withoutReasons(facts), (single) =>
        single.certStatus.status === 'good' || !hasSerial(facts, single)
          ? single
          : { ...single, certStatus: { status: 'good' } },
      ),
  },
  {
    id: 'nonce echoed',
    words: 'it held the nonce that was sent',
    apply: (facts) => {
      const { basic, nonce } = facts;
      return basic === null || nonce === null ? null : { ...facts, basic: { ...basic, nonce } };
    },
  },
  {
    id: 'HTTP 200',
    words: 'it came with HTTP 200 and its content type',
    apply: (facts) =>
      facts.http === null
        ? null
        : {
            ...facts,
            http: { ...facts.http, status: 200, contentType: 'application/ocsp-response' },
          },
  },
];

/** A good answer has no reason, so none that is not defined. */
function withoutReasons(facts: SubjectFacts): SubjectFacts {
  const { response } = facts.reading;
  if (response === null) return facts;
  const deviations = response.deviations.filter(({ code }) => code !== 'value-not-defined');
  return { ...facts, reading: { ...facts.reading, response: { ...response, deviations } } };
}

function withOurId({ certificate, issuer }: SubjectFacts, single: SingleResponse): SingleResponse {
  return { ...single, certId: createCertId(certificate, issuer, 'sha1') };
}

function keepSingles(
  facts: SubjectFacts,
  isKept: (single: SingleResponse) => boolean,
): SubjectFacts | null {
  const { basic } = facts;
  if (basic === null) return null;
  const responses = basic.responses.filter(isKept);
  return responses.length === basic.responses.length || responses.length === 0
    ? null
    : { ...facts, basic: { ...basic, responses } };
}
