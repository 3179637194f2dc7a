import type { ChainFailure } from './chain.ts';
import { assertNever } from './result.ts';
import { toReadableUtc } from './wording-time.ts';

/** What a chain failure means, as one sentence, and what would make the path hold. */
export interface ChainFailureWords {
  readonly sentence: string;
  readonly remedy: string;
}

/** Says a chain failure in words, with the facts it rests on. */
export function describeChainFailure(failure: ChainFailure): ChainFailureWords {
  switch (failure.code) {
    case 'no-certificate':
      return {
        sentence: 'The client presented no certificate.',
        remedy: 'Give the client a certificate and its private key.',
      };
    case 'certificate-unreadable':
      return {
        sentence: `The certificate cannot be read: ${failure.detail}.`,
        remedy: 'Present a well-formed X.509 certificate.',
      };
    case 'issuer-not-found':
      return {
        sentence: `The issuer of ${failure.subject} was not found: ${failure.issuer}.`,
        remedy: 'Load the certificate of the CA that issued it.',
      };
    case 'issuer-not-trusted':
      return {
        sentence: `${failure.subject} leads to ${failure.issuer}, which is not a trusted CA.`,
        remedy: 'Trust that CA, or present a certificate that a trusted CA issued.',
      };
    case 'signature-invalid':
      return {
        sentence: `The signature on ${failure.subject} does not verify with the key of ${failure.issuer}.`,
        remedy:
          'Use the CA certificate whose key signed it; a CA of the same name has another key.',
      };
    case 'unsupported-algorithm':
      return {
        sentence: `The signature on ${failure.subject} uses ${failure.algorithm}, which this runtime cannot verify.`,
        remedy: 'Try the command line, which runs on another cryptographic library.',
      };
    case 'certificate-expired':
      return {
        sentence: `${failure.subject} expired on ${toReadableUtc(failure.notAfter)}.`,
        remedy: 'Present a certificate that is valid now, or set the clock back.',
      };
    case 'certificate-not-yet-valid':
      return {
        sentence: `${failure.subject} is not valid before ${toReadableUtc(failure.notBefore)}.`,
        remedy: 'Wait until then, or advance the clock.',
      };
    default:
      return describeIssuerFailure(failure);
  }
}

type IssuerFailure = Extract<
  ChainFailure,
  {
    code:
      | 'issuer-not-a-ca'
      | 'issuer-may-not-sign'
      | 'path-too-long'
      | 'wrong-purpose'
      | 'critical-extension';
  }
>;

function describeIssuerFailure(failure: IssuerFailure): ChainFailureWords {
  switch (failure.code) {
    case 'issuer-not-a-ca':
      return {
        sentence: `${failure.subject} issued a certificate but is not a CA (basicConstraints).`,
        remedy: 'Have the certificate issued by a CA.',
      };
    case 'issuer-may-not-sign':
      return {
        sentence: `${failure.subject} may not sign certificates (keyUsage lacks keyCertSign).`,
        remedy: 'Have the CA certificate reissued with keyCertSign.',
      };
    case 'path-too-long':
      return {
        sentence: `${failure.subject} allows at most ${failure.pathLen} CA certificates below it, and there are more.`,
        remedy: 'Issue from a CA that is nearer to the root.',
      };
    case 'wrong-purpose':
      return {
        sentence: `${failure.subject} is not meant for clients: its extended key usage is ${listOrNone(failure.extendedKeyUsage)}.`,
        remedy: 'Present a certificate with clientAuth in its extended key usage.',
      };
    case 'critical-extension':
      return {
        sentence: `${failure.subject} has a critical extension that is not understood (${failure.oid}).`,
        remedy: 'Present a certificate without that extension.',
      };
    default:
      return assertNever(failure);
  }
}

function listOrNone(items: readonly string[]): string {
  return items.length === 0 ? 'empty' : items.join(', ');
}
