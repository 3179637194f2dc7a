import type { OwnCertId } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { ChainFailure, Purpose } from '#shared/model/chain.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type {
  HttpRequestRecord,
  HttpResponseRecord,
  TransportError,
} from '#shared/model/transport.ts';

/** Everything that a verdict rests on. Nothing else is looked up: the same evidence gives the same verdict anywhere. */
export interface Evidence {
  /** The certificate in question, or why there is none to judge. */
  readonly certificate: Certificate | ChainFailure;
  /** What came with it, in the order in which it came. Never trusted by itself. */
  readonly presentedChain: readonly Certificate[];
  /** Whom the person trusts (RFC 5280 §6.1.1 (d)): named by them, never taken from what was presented. */
  readonly trustAnchors: readonly Certificate[];
  readonly purpose: Purpose;
  /** What a responder said; null where none was asked, or none answered. */
  readonly answer: Answer | null;
  /** Why there is no answer although one was looked for; null where there is one, or none was wanted. */
  readonly unanswered: Unanswered | null;
}

/** Nobody could be asked, or nobody answered. */
export type Unanswered =
  | { readonly code: 'no-responder-uri' }
  /** A CertID is made from the issuer's certificate, and no certificate at hand issued the one in question. */
  | { readonly code: 'issuer-not-at-hand'; readonly issuer: string }
  | TransportError;

/** A responder's answer with the question that it was given to. */
export interface Answer {
  /** The certificate that issued the one in question: same name, and its key verifies the signature. */
  readonly issuer: Certificate;
  /** The CertID that was asked. */
  readonly certId: OwnCertId;
  /** DER of the OCSPRequest; null where nobody kept it. */
  readonly request: Uint8Array | null;
  /** The nonce that was sent; null if none was, or none is known. */
  readonly nonce: Uint8Array | null;
  /** How the response came; null where it was not fetched. */
  readonly http: HttpResponseRecord | null;
  /** The octets of the OCSPResponse as they came. */
  readonly response: Uint8Array;
  /** How the question was sent; absent where nobody kept it. No verdict rests on it. */
  readonly asked?: AskedOver | null;
  /** Set where the answer was given earlier and kept since. */
  readonly kept: Kept | null;
}

/** Where a question went, and by which method. */
export interface AskedOver {
  readonly method: HttpRequestRecord['method'];
  readonly url: string;
}

/** How an answer was kept in the cache. */
export interface Kept {
  readonly since: EpochMs;
  /** `past-next-update`: the policy keeps it although newer information is due. */
  readonly hold: 'until-next-update' | 'past-next-update';
}
