import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { verifyResponse } from '#engine/judge/verify-response.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { at, type Case, createCase } from './answers.ts';
import { atLeast, atMost, type Measurement, median, ratio, timeInTurns, told } from './measure.ts';

const policy = defaultPolicy;

/** Full verification of a saved response, beside the bare signature and beside pkijs. */
export async function measureVerification(): Promise<readonly Measurement[]> {
  const rows: Measurement[] = [];
  for (const [label, kind] of [
    ['RSA-2048', 'rsa2048'],
    ['P-256', 'p256'],
  ] as const) {
    const made = createCase(kind);
    rows.push(
      ...(await measureIssuerSigned(label, made)),
      ...(await measureDelegated(label, made)),
    );
  }
  return rows;
}

async function measureIssuerSigned(label: string, made: Case): Promise<readonly Measurement[]> {
  const bare = bareVerification(made.issuerSigned, keyOf(made.issuer));
  const times = await timeInTurns({
    ours: () => ours(made, made.issuerSigned),
    bare,
    pkijs: pkijsVerification(made, made.issuerSigned),
  });
  const name = `${label}, signed by the issuer`;
  // The faster the signature, the more the rest of the work shows.
  const limit = label.startsWith('RSA') ? 1.3 : 2;
  return [
    atMost(
      `${name}: full verification / bare signature`,
      ratio(times.ours, times.bare),
      '×',
      limit,
    ),
    atLeast(`${name}: pkijs / full verification`, ratio(times.pkijs, times.ours), '×', 10),
    told(`${name}: full verification`, median(times.ours), 'µs'),
  ];
}

async function measureDelegated(label: string, made: Case): Promise<readonly Measurement[]> {
  const issuerKey = keyOf(made.issuer);
  const delegateKey = keyOf(made.delegate);
  const response = bareVerification(made.delegated, delegateKey);
  const { tbsCertificate, signature } = made.delegate;
  const both = () => {
    response();
    return verify('sha256', tbsCertificate, issuerKey, signature);
  };
  let next = 0;
  const times = await timeInTurns({
    known: () => ours(made, made.delegated),
    unseen: () => {
      next = (next + 1) % made.strangers.length;
      return ours(made, made.strangers[next]?.der ?? made.delegated);
    },
    both,
    pkijs: pkijsVerification(made, made.delegated),
  });
  const name = `${label}, delegated`;
  return [
    atMost(
      `${name}, certificate never seen: full / the two signatures`,
      ratio(times.unseen, times.both),
      '×',
      2,
    ),
    atMost(
      `${name}, certificate seen before: full / the two signatures`,
      ratio(times.known, times.both),
      '×',
      2,
    ),
    atLeast(
      `${name}, certificate never seen: pkijs / full verification`,
      ratio(times.pkijs, times.unseen),
      '×',
      10,
    ),
    told(`${name}, certificate never seen: full verification`, median(times.unseen), 'µs'),
  ];
}

/** Decodes, runs all checks and verifies, as the engine does with what a responder sent. */
function ours(made: Case, der: Uint8Array): void {
  const decoded = decodeResponse(der);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const { status } = verifyResponse({
    response: decoded.value,
    certificate: made.certificate,
    issuer: made.issuer,
    chain: [],
    certId: made.certId,
    nonce: null,
    policy,
    at,
    responderCertificate: null,
    kept: null,
  });
  if (status !== 'good') throw new Error(`the answer was judged ${status}`);
}

/** `crypto.verify` alone, on the same octets and key. */
function bareVerification(der: Uint8Array, key: KeyObject): () => boolean {
  const decoded = decodeResponse(der);
  if (!decoded.ok || decoded.value.basic === null) throw new Error('not a basic response');
  const { tbsResponseData, signature } = decoded.value.basic;
  return () => {
    if (!verify('sha256', tbsResponseData, key, signature)) throw new Error('the signature is bad');
    return true;
  };
}

function keyOf(certificate: Certificate): KeyObject {
  return createPublicKey({
    key: Buffer.from(certificate.subjectPublicKeyInfo),
    format: 'der',
    type: 'spki',
  });
}

/** What pkijs needs to come to the same answer: decode, find the status, verify signature and signer. */
function pkijsVerification(made: Case, der: Uint8Array): () => Promise<void> {
  const certificate = pkijs.Certificate.fromBER(arrayBufferOf(made.certificate.der));
  const issuer = pkijs.Certificate.fromBER(arrayBufferOf(made.issuer.der));
  const input = arrayBufferOf(der);
  return async () => {
    const parsed = asn1js.fromBER(input);
    const response = new pkijs.OCSPResponse({ schema: parsed.result });
    const octets = response.responseBytes?.response.valueBlock.valueHexView;
    if (octets === undefined) throw new Error('no response octets');
    const basic = pkijs.BasicOCSPResponse.fromBER(arrayBufferOf(octets));
    // An answer of the CA itself carries no certificate; pkijs looks for the signer nowhere else.
    basic.certs ??= [issuer];
    const { status } = await basic.getCertificateStatus(certificate, issuer);
    const isVerified = await basic.verify({ trustedCerts: [issuer] });
    if (status !== 0 || !isVerified) throw new Error('pkijs does not agree');
  };
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}
