import { readdirSync, readFileSync } from 'node:fs';
import { judgeCrl } from '#inspect/crl-evidence/judge-crl.ts';
import { decodeCrl } from '#pki/crl/decode-crl.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import { decodeCertificationRequest } from '#pki/pkcs10/decode-request.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { examineIssuance, type Issuance } from '#pki/x509/issuance.ts';
import { publicKeyToText, readPublicKey } from '#pki/x509/public-key.ts';
import { type SignatureResult, verifySignature } from '#pki/x509/signature.ts';

const folder = new URL('../fixtures/rare-keys/', import.meta.url);

/** A file of `fixtures/rare-keys`. */
export function readRareKey(file: string): Uint8Array {
  return Uint8Array.from(readFileSync(new URL(file, folder)));
}

/** What this program says of one file, on whatever runtime it runs. */
export interface RareKeyVerdicts {
  readonly key: string;
  /** The certificate under the root; the root itself where there is no other. */
  readonly issuance: Issuance;
  /** With one bit of what is signed turned, and with one bit of the signature turned. */
  readonly changed: readonly Issuance[];
  readonly request: SignatureResult | null;
  readonly crl: 'valid' | 'invalid' | null;
  readonly response: SignatureResult | null;
}

/** Judges every file of the folder, by name. */
export function rareKeyVerdicts(): Readonly<Record<string, RareKeyVerdicts>> {
  const files = readdirSync(folder).filter((name) => /\.(pem|der)$/.test(name));
  return Object.fromEntries(files.map((file) => [file.slice(0, -4), verdictsOf(file)]));
}

function verdictsOf(file: string): RareKeyVerdicts {
  const blocks = file.endsWith('.der') ? [readRareKey(file)] : pemBlocks(readRareKey(file));
  const [root, leaf, request, crl] = blocks;
  const issuer = certificateOf(root);
  const subject = leaf ?? root;
  if (subject === undefined) throw new Error(`${file} is empty`);
  const answer = `${file.slice(0, -4)}.ors`;
  const response = readdirSync(folder).includes(answer) ? readRareKey(answer) : null;
  return {
    key: publicKeyToText(issuer),
    issuance: examineIssuance(certificateOf(subject), issuer),
    changed: [inTbs(subject), subject.length - 40].map((at) =>
      examineIssuance(certificateOf(turned(subject, at)), issuer),
    ),
    request: request === undefined ? null : requestVerdict(request),
    crl: crl === undefined ? null : crlVerdict(crl, issuer),
    response: response === null ? null : responseVerdict(response, issuer),
  };
}

/** DER of the blocks of a PEM file. */
export function pemBlocks(bytes: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  return [...text.matchAll(/-----BEGIN [A-Z0-9 ]+-----([^-]*)-----END/g)].map(([, base64 = '']) =>
    Uint8Array.from(Buffer.from(base64, 'base64')),
  );
}

function certificateOf(der: Uint8Array | undefined): Certificate {
  const decoded = decodeCertificate(der ?? new Uint8Array());
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
}

/** Where the subject's key stands: an octet of what is signed that no name or length depends on. */
function inTbs(der: Uint8Array): number {
  const { subjectPublicKey } = certificateOf(der);
  return Buffer.from(der).indexOf(subjectPublicKey) + subjectPublicKey.length - 1;
}

function turned(der: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(der);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

function requestVerdict(der: Uint8Array): SignatureResult {
  const decoded = decodeCertificationRequest(der);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const key = readPublicKey(decoded.value);
  const { signatureAlgorithm: algorithm, requestInfo: data, signature } = decoded.value;
  return key.ok ? verifySignature({ algorithm, key: key.value, data, signature }) : key.error;
}

function crlVerdict(der: Uint8Array, issuer: Certificate): 'valid' | 'invalid' {
  const decoded = decodeCrl(der);
  if (!decoded.ok) throw new Error(decoded.error.message);
  const { checks } = judgeCrl(decoded.value, [issuer], Date.parse('2026-12-01T00:00:00Z'));
  return checks.some(({ id, outcome }) => id === 'signature' && outcome === 'pass')
    ? 'valid'
    : 'invalid';
}

function responseVerdict(der: Uint8Array, key: Certificate): SignatureResult {
  const decoded = decodeResponse(der);
  const basic = decoded.ok ? decoded.value.basic : null;
  if (basic === null) throw new Error('no basic response');
  const { signatureAlgorithm: algorithm, tbsResponseData: data, signature } = basic;
  return verifySignature({ algorithm, key, data, signature });
}
