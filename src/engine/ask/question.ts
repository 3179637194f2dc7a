import type { OwnCertId } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { ChainAnswer } from '../judge/chain/chain.ts';
import type { Evidence } from '../judge/evidence.ts';
import type { Judgement } from '../judge/judge.ts';
import type { AnswerKey } from './cache/cache-key.ts';
import type { FlowRecorder } from './flow-recorder.ts';

/** Whose status is asked: the evidence as it stands before an answer. */
export interface StatusSubject {
  readonly certificate: Certificate;
  readonly chain: ChainAnswer;
  readonly evidence: Evidence;
}

/** One question to one responder. */
export interface Question extends StatusSubject {
  readonly issuer: Certificate;
  readonly certId: OwnCertId;
  readonly uri: string;
  readonly uriSource: 'configuration' | 'aia';
  readonly key: AnswerKey;
}

/** What asking about a certificate came to. */
export interface Asked {
  readonly judgement: Judgement;
  readonly fromCache: boolean;
  readonly responderUri: string | null;
  /** Puts a validated answer into the cache, once the decision is made; null where there is none to keep. */
  readonly keep: ((recorder: FlowRecorder) => void) | null;
}
