import type { Certificate } from '#pki/x509/certificate.ts';
import type { ChainFailure } from '#shared/model/chain.ts';
import { assertNever } from '#shared/model/result.ts';
import { timeText } from '../checks/time-text.ts';
import { lackingPurpose } from './rules/purpose.ts';
import { judgeKey } from './strength.ts';

/** How a link holds: by its issuer's signature, or because the certificate is trusted, as a CA or itself. */
export type Holding = 'issued' | 'anchor' | 'itself';

/** What is said of a link that holds. */
export function describeLink(certificate: Certificate, holding: Holding): string {
  const key = judgeKey(certificate);
  const small = key.strength === 'small' ? `; its key, ${key.what}, is small` : '';
  const until = `valid until ${timeText(certificate.notAfter)}${small}`;
  switch (holding) {
    case 'issued':
      return `Signed by its issuer, ${until}`;
    case 'anchor':
      return `Trusted CA, ${until}`;
    case 'itself':
      return `Trusted itself, ${until}`;
    default:
      return assertNever(holding);
  }
}

/** What is said of a link that does not hold; the link itself names the certificate. */
export function describeLinkFailure(failure: ChainFailure): string {
  switch (failure.code) {
    case 'no-certificate':
      return 'There is no certificate';
    case 'certificate-unreadable':
      return `Cannot be read: ${failure.detail}`;
    case 'issuer-not-found':
      return `The certificate of its issuer ${failure.issuer} is not at hand`;
    case 'issuer-not-trusted':
      return `${failure.issuer} is not a trusted CA`;
    case 'issuer-mismatch':
      return `${failure.issuer} at hand has the name of its issuer, and another key`;
    case 'signature-invalid':
      return `Its signature does not verify with the key of ${failure.issuer}`;
    case 'unsupported-algorithm':
      return `Its signature cannot be verified here: ${failure.algorithm} is not supported`;
    case 'issuer-key-unreadable':
      return `The key of its issuer ${failure.issuer} cannot be read: ${failure.detail}`;
    case 'issuer-loop':
      return `Its issuer ${failure.issuer} stands further down in the chain: they issued each other`;
    case 'too-many-issuers':
      return `More certificates have the name ${failure.issuer} than the ${failure.limit} that were tried`;
    case 'path-too-deep':
      return `The chain goes on above it, further than the ${failure.limit} certificates that are followed`;
    case 'certificate-expired':
      return `Expired at ${timeText(failure.notAfter)}`;
    case 'certificate-not-yet-valid':
      return `Not valid before ${timeText(failure.notBefore)}`;
    case 'issuer-not-a-ca':
      return 'Not a CA: basicConstraints does not say so';
    case 'issuer-may-not-sign':
      return 'May not sign certificates: keyUsage lacks keyCertSign';
    case 'path-too-long':
      return `More than ${failure.pathLen} intermediate CAs stand below it`;
    case 'wrong-purpose':
      return `Not for ${failure.purpose} authentication: ${lackingPurpose(failure)}`;
    case 'critical-extension':
      return `Its critical extension ${failure.oid} is not understood`;
    default:
      return describeRestriction(failure);
  }
}

type Restriction = Extract<
  ChainFailure,
  {
    code:
      | 'name-not-allowed'
      | 'policy-missing'
      | 'policy-mapping-invalid'
      | 'algorithm-refused'
      | 'key-too-small';
  }
>;

/** What a CA above it, or our own policy, does not allow. */
function describeRestriction(failure: Restriction): string {
  switch (failure.code) {
    case 'name-not-allowed':
      return `Its ${failure.name} ${nameRule(failure)}`;
    case 'policy-missing':
      return `${failure.by} requires a certificate policy, and none is valid down to here`;
    case 'policy-mapping-invalid':
      return 'Its policyMappings map anyPolicy, which is forbidden';
    case 'algorithm-refused':
      return `Rests on ${failure.what}, which can be forged`;
    case 'key-too-small':
      return `Its key, ${failure.what}, is smaller than the policy wants`;
    default:
      return assertNever(failure);
  }
}

/** What the constraints of a CA say of a name. */
export function nameRule({
  by,
  rule,
}: Pick<Extract<ChainFailure, { code: 'name-not-allowed' }>, 'by' | 'rule'>): string {
  switch (rule) {
    case 'not-permitted':
      return `is not among the names that ${by} permits below it`;
    case 'excluded':
      return `is among the names that ${by} excludes below it`;
    case 'cannot-be-compared':
      return `cannot be compared with the constraints of ${by}`;
    default:
      return assertNever(rule);
  }
}
