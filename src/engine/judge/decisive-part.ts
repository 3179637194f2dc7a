import { assertNever } from '#shared/model/result.ts';
import type { Decision, StatusReason } from '#shared/model/verdict.ts';
import type { Judgement } from './judge.ts';

/**
 * Of a certificate and the CAs above it that were asked about, in this order: who denies counts, else whom the
 * fallback let pass, else the certificate itself.
 */
export function decisivePart<T>(parts: readonly T[], decisionOf: (part: T) => Decision): T {
  const [first] = parts;
  if (first === undefined) throw new Error('a flow is about a certificate');
  const rank = (part: T) => rankOf(decisionOf(part));
  return parts.reduce((worst, part) => (rank(part) > rank(worst) ? part : worst), first);
}

function rankOf({ outcome, decidedBy }: Decision): number {
  if (outcome === 'deny') return 2;
  return decidedBy === 'fallback' ? 1 : 0;
}

/** The reason for a client of what was found of a CA above its certificate. */
export function reasonAboutCa(
  name: string,
  { status, reason }: Pick<Judgement, 'status' | 'reason'>,
): StatusReason | null {
  switch (status) {
    case 'revoked':
      return {
        code: 'ca-revoked',
        message: `The CA ${name}, which stands above the certificate, is revoked.`,
        remedy: 'Issue the certificate from a CA that is not revoked.',
        check: null,
      };
    case 'unknown':
      return {
        code: 'ca-unknown',
        message: `The responder does not know the CA ${name}, which stands above the certificate.`,
        remedy: 'Let the responder answer for this CA, or ask about the certificate alone.',
        check: null,
      };
    case 'indeterminate':
      return reason === null
        ? null
        : { ...reason, message: `About the CA ${name}: ${reason.message}` };
    case 'good':
    case null:
      return reason;
    default:
      return assertNever(status);
  }
}
