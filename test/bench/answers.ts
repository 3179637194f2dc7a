import { createCertId } from '#pki/ocsp/cert-id.ts';
import { encodeResponse } from '#pki/ocsp/encode-response.ts';
import type { OwnCertId } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import {
  createTestKeys,
  issueCertificate,
  signWith,
  type TestIdentity,
  testExtensions,
} from '../support/test-certificate.ts';

/** The time at which every answer here is judged. */
export const at = Date.UTC(2026, 0, 10, 12, 0, 0);
const hour = 3_600_000;

/** A certificate and everything that an answer about it is judged by. */
export interface Case {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly certId: OwnCertId;
  readonly issuerSigned: Uint8Array;
  readonly delegated: Uint8Array;
  readonly delegate: Certificate;
  /** As many answers, each with a delegate certificate of its own: more than anything remembers. */
  readonly strangers: readonly { readonly der: Uint8Array; readonly delegate: Certificate }[];
}

const strangerCount = 600;

/** Makes a CA, a client and answers about it, all with keys of one kind. */
export function createCase(kind: 'p256' | 'rsa2048'): Case {
  const { ca, caKeyUsage, clientAuth, noCheck, ocspSigning } = testExtensions;
  const keys = createTestKeys(kind);
  const issuer = issueCertificate({
    commonName: 'Bench CA',
    keys: createTestKeys(kind),
    extensions: [ca, caKeyUsage],
  });
  const client = issueCertificate({
    commonName: 'Bench Client',
    keys,
    issuer,
    extensions: [clientAuth],
  });
  const delegateKeys = createTestKeys(kind);
  const makeDelegate = (number: number) =>
    issueCertificate({
      commonName: 'Bench Responder',
      keys: delegateKeys,
      issuer,
      serialNumber: Uint8Array.of(0x01, number >> 8, number & 0xff, 0x01),
      extensions: [ocspSigning, noCheck],
    });
  const certId = createCertId(client.certificate, issuer.certificate, 'sha1');
  const answerOf = (signer: TestIdentity) => answer(certId, signer, signer === issuer);
  const delegate = makeDelegate(0);
  return {
    certificate: client.certificate,
    issuer: issuer.certificate,
    certId,
    issuerSigned: answerOf(issuer),
    delegated: answerOf(delegate),
    delegate: delegate.certificate,
    strangers: Array.from({ length: strangerCount }, (_, number) => {
      const stranger = makeDelegate(number + 1);
      return { der: answerOf(stranger), delegate: stranger.certificate };
    }),
  };
}

function answer(certId: OwnCertId, signer: TestIdentity, isIssuer: boolean): Uint8Array {
  return encodeResponse({
    version: 0,
    responderId: { by: 'name', name: signer.certificate.subject },
    producedAt: at - hour,
    responses: [
      {
        certId,
        certStatus: { status: 'good' },
        thisUpdate: at - hour,
        nextUpdate: at + 24 * hour,
        extensions: [],
      },
    ],
    extensions: [],
    signatureAlgorithm: signer.keys.algorithm.identifier,
    sign: (tbs) => signWith(signer.keys, tbs),
    certificates: isIssuer ? [] : [signer.certificate.der],
  });
}
