import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from '#engine/judge/evidence.ts';
import { createCertId } from '#pki/ocsp/cert-id.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';

const folder = join(import.meta.dirname, '../../fixtures/judges');

/** A response with what each program really said of it. */
export interface RecordedCase {
  readonly name: string;
  readonly about: string;
  readonly certificate: string;
  readonly issuer: string;
  readonly root: string;
  readonly response: string;
  readonly at: string;
  readonly observed: Readonly<Record<string, string>>;
}

/** All that was recorded. */
export function recordedCases(): readonly RecordedCase[] {
  return JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'));
}

/** The evidence of a recorded case. */
export function evidenceOf(recorded: RecordedCase): Evidence {
  const certificate = readCertificate(recorded.certificate);
  const issuer = readCertificate(recorded.issuer);
  const root = readCertificate(recorded.root);
  return {
    certificate,
    presentedChain: issuer === root ? [] : [issuer],
    trustAnchors: [root],
    purpose: 'any',
    answer: {
      issuer,
      certId: createCertId(certificate, issuer, 'sha1'),
      request: null,
      nonce: null,
      http: null,
      response: new Uint8Array(readFileSync(join(folder, recorded.response))),
      kept: null,
    },
    unanswered: null,
  };
}

const known = new Map<string, Certificate>();

function readCertificate(path: string): Certificate {
  const earlier = known.get(path);
  if (earlier !== undefined) return earlier;
  const decoded = decodeCertificate(new Uint8Array(readFileSync(join(folder, path))));
  if (!decoded.ok) throw new Error(`${path}: ${decoded.error.message}`);
  known.set(path, decoded.value);
  return decoded.value;
}
