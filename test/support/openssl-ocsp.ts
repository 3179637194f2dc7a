import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustOpenssl, openssl } from './openssl.ts';
import type { Authority, Issued } from './openssl-pki.ts';

/** Digests for CertIDs and signatures. */
export type Digest = 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'md5';

/** How `openssl ocsp` answers; each field is one of its options. */
export interface AnswerOptions {
  /** The CA whose database is the source of the answers. */
  readonly authority: Authority;
  /** Who signs; the CA itself by default. */
  readonly signer?: Issued;
  /** Minutes from thisUpdate to nextUpdate (`-nmin`); `null`, the default, leaves nextUpdate out. */
  readonly nextUpdateMinutes?: number | null;
  /** `key` is `-resp_key_id`. */
  readonly responderId?: 'name' | 'key';
  /** `omit` is `-resp_no_certs`: not even the signer's certificate is in the response. */
  readonly certificates?: 'include' | 'omit';
  /** PEM file of more certificates for the response (`-rother`). */
  readonly otherCertificates?: string;
  /** `corrupt` is `-badsig`. */
  readonly signature?: 'valid' | 'corrupt';
  /** Digest of the signature (`-rmd`); the key's own default otherwise. Not for Ed25519. */
  readonly signatureDigest?: Digest;
  /** `pss` is `-rsigopt rsa_padding_mode:pss`, with a salt as long as the digest. */
  readonly rsaPadding?: 'pkcs1' | 'pss';
  /** Digest of the CertIDs in the response (`-rcid`); as in the request by default. */
  readonly certIdDigest?: Digest;
}

/** The `openssl ocsp` arguments for `AnswerOptions`. */
export function answerArguments(options: AnswerOptions): readonly string[] {
  const { authority, nextUpdateMinutes = null } = options;
  const signer = options.signer ?? authority;
  const args = ['-index', authority.indexPath, '-CA', authority.certPath];
  args.push('-rsigner', signer.certPath, '-rkey', signer.keyPath);
  if (nextUpdateMinutes !== null) args.push('-nmin', String(nextUpdateMinutes));
  if (options.responderId === 'key') args.push('-resp_key_id');
  if (options.certificates === 'omit') args.push('-resp_no_certs');
  if (options.otherCertificates !== undefined) args.push('-rother', options.otherCertificates);
  if (options.signature === 'corrupt') args.push('-badsig');
  if (options.signatureDigest !== undefined) args.push('-rmd', options.signatureDigest);
  if (options.rsaPadding === 'pss') {
    args.push('-rsigopt', 'rsa_padding_mode:pss', '-rsigopt', 'rsa_pss_saltlen:digest');
  }
  if (options.certIdDigest !== undefined) args.push('-rcid', options.certIdDigest);
  return args;
}

/** A certificate that is at hand as a PEM file. */
export type CertificateFile = Pick<Issued, 'certPath'>;

export interface QuestionOptions {
  readonly issuer: CertificateFile;
  readonly certificates: readonly CertificateFile[];
  /** Digest of the CertID, SHA-1 by default. */
  readonly certIdDigest?: Digest;
  readonly nonce?: 'omit' | 'send';
}

/** A DER OCSPRequest as `openssl ocsp -reqout` writes it. */
export function makeRequest(question: QuestionOptions): Promise<Uint8Array> {
  return withScratchFiles(async (file) => {
    const path = file('request.der');
    await mustOpenssl(['ocsp', ...questionArguments(question), '-reqout', path]);
    return readBytes(path);
  });
}

/** A DER OCSPResponse to a DER OCSPRequest, made without a server. */
export function makeResponse(request: Uint8Array, answer: AnswerOptions): Promise<Uint8Array> {
  return withScratchFiles(async (file) => {
    const [requestPath, responsePath] = [file('request.der'), file('response.der')];
    await writeFile(requestPath, request);
    const files = ['-reqin', requestPath, '-respout', responsePath];
    await mustOpenssl(['ocsp', ...answerArguments(answer), ...files]);
    return readBytes(responsePath);
  });
}

/** What `openssl ocsp` as a client makes of a response. */
export interface OpensslVerdict {
  /** It printed `Response verify OK`: signature, signer and chain are in order for it. */
  readonly verified: boolean;
  /** The status it printed for the first certificate; it does so even if `verified` is false. */
  readonly status: 'good' | 'revoked' | 'unknown' | null;
  readonly reason: string | null;
  /** It printed `WARNING: Status times invalid`. */
  readonly timesInvalid: boolean;
  /** The error of the responder, such as `unauthorized`, if its answer was one. */
  readonly responderError: string | null;
  /** All it printed, with `-resp_text`. */
  readonly text: string;
  readonly code: number;
}

/** Trust for the verification: what is in `caFile`, and a responder certificate if one is given. */
export interface TrustOptions {
  readonly caFile: string;
  /** `-VAfile`: a certificate that is trusted to sign whatever it says. */
  readonly responderCert?: CertificateFile;
  /** Time for the verification of certificates (not of the status: OpenSSL uses its own clock). */
  readonly at?: Date;
}

/** Asks the responder at `url` with `openssl ocsp` as the client. */
export async function askResponder(
  url: string,
  question: QuestionOptions,
  trust: TrustOptions,
): Promise<OpensslVerdict> {
  const args = [...questionArguments(question), ...trustArguments(trust), '-url', url];
  return verdict(await openssl(['ocsp', ...args, '-resp_text'], { timeoutMs: 10_000 }));
}

/** Judges a saved response with `openssl ocsp`. */
export function judgeResponse(
  response: Uint8Array,
  question: QuestionOptions,
  trust: TrustOptions,
): Promise<OpensslVerdict> {
  return withScratchFiles(async (file) => {
    const path = file('response.der');
    await writeFile(path, response);
    const args = [...questionArguments(question), ...trustArguments(trust), '-respin', path];
    return verdict(await openssl(['ocsp', ...args, '-resp_text']));
  });
}

/** The text of a request as `openssl ocsp -req_text` prints it. */
export function describeRequest(request: Uint8Array): Promise<string> {
  return withScratchFiles(async (file) => {
    const path = file('request.der');
    await writeFile(path, request);
    return (await mustOpenssl(['ocsp', '-reqin', path, '-req_text'])).stdout;
  });
}

function questionArguments(question: QuestionOptions): readonly string[] {
  // The digest counts for the `-cert` that follows it, and for no other.
  const digest = `-${question.certIdDigest ?? 'sha1'}`;
  return [
    ...['-issuer', question.issuer.certPath],
    ...question.certificates.flatMap((certificate) => [digest, '-cert', certificate.certPath]),
    question.nonce === 'send' ? '-nonce' : '-no_nonce',
  ];
}

function trustArguments(trust: TrustOptions): readonly string[] {
  const args = ['-CAfile', trust.caFile, '-no-CApath', '-no-CAstore'];
  if (trust.responderCert !== undefined) args.push('-VAfile', trust.responderCert.certPath);
  if (trust.at !== undefined) {
    args.push('-attime', String(Math.floor(trust.at.getTime() / 1000)));
    // `-attime` counts for certificates alone: an answer's own times are held against the machine's
    // clock, with this leeway in seconds. Thirty years, so that a saved answer stays what it is.
    args.push('-validity_period', '946080000');
  }
  return args;
}

function verdict(printed: { code: number; stdout: string; stderr: string }): OpensslVerdict {
  const text = printed.stdout + printed.stderr;
  const status = /^[^\s].*: (good|revoked|unknown)$/m.exec(printed.stdout)?.[1];
  return {
    verified: /^Response verify OK$/m.test(text),
    status: status === 'good' || status === 'revoked' || status === 'unknown' ? status : null,
    reason: /^\tReason: (.+)$/m.exec(printed.stdout)?.[1] ?? null,
    timesInvalid: text.includes('WARNING: Status times invalid'),
    responderError: /^Responder Error: (\w+)/m.exec(text)?.[1] ?? null,
    text,
    code: printed.code,
  };
}

async function withScratchFiles<T>(work: (file: (name: string) => string) => Promise<T>) {
  const made: string[] = [];
  const prefix = join(tmpdir(), `revoscope-${randomUUID()}`);
  try {
    return await work((name) => {
      const path = `${prefix}-${name}`;
      made.push(path);
      return path;
    });
  } finally {
    await Promise.all(made.map((path) => rm(path, { force: true })));
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(path));
}
