import type { OwnCertId } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import type { HttpResponseRecord } from '#shared/model/transport.ts';

/** What the certificate in question is to be good for (RFC 5280 §4.2.1.12); `any` asks for no purpose. */
export type Purpose = 'client' | 'server' | 'any';

/** Everything that a verdict rests on. Nothing else is looked up: the same evidence gives the same verdict anywhere. */
export interface Evidence {
  /** The certificate in question, or why there is none to judge. */
  readonly certificate: Certificate | ChainFailure;
  /** What came with it, in the order in which it came. Never trusted by itself. */
  readonly presentedChain: readonly Certificate[];
  /** Whom the person trusts (RFC 5280 §6.1.1 (d)): named by them, never taken from what was presented. */
  readonly trustAnchors: readonly Certificate[];
  readonly purpose: Purpose;
  /** What a responder said; null where none was asked. */
  readonly answer: Answer | null;
}

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
}
