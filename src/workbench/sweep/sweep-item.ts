import { findIssuer } from '#engine/judge/chain/chain.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { ocspUrisOf } from '#pki/x509/extensions.ts';
import { examineIssuanceAside } from '#pki/x509/issuance.ts';
import { nameToText } from '#pki/x509/name.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import type { SweepResult } from '#shared/model/sweep.ts';
import type { Aside } from './aside.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** One certificate that waits to be asked about. */
export interface SweepItem {
  readonly source: string;
  readonly number: number;
  readonly certificate: Certificate;
}

/** Where a certificate is asked about; `reason` says why it cannot be. */
export type Destination =
  | { readonly kind: 'asked'; readonly uri: string; readonly issuer: Certificate }
  | { readonly kind: 'unasked'; readonly reason: string };

/** Finds the issuer of each certificate, those of one name and key only once. */
export function createRouter(
  { issuers, policy }: Pick<SweepPlan, 'issuers' | 'policy'>,
  aside: Aside,
) {
  const byName = new Map<string, Certificate[]>();
  for (const issuer of issuers) {
    const name = Buffer.from(issuer.subject).toString('latin1');
    byName.set(name, [...(byName.get(name) ?? []), issuer]);
  }
  const candidatesFor = ({ issuer }: Certificate) =>
    byName.get(Buffer.from(issuer).toString('latin1')) ?? [];
  const route = (certificate: Certificate): Destination => {
    const uri = policy.responderUri ?? ocspUrisOf(certificate)[0];
    if (uri === undefined) {
      return { kind: 'unasked', reason: 'It names no responder, and none is configured.' };
    }
    const issuer = findIssuer(certificate, candidatesFor(certificate));
    return issuer === null
      ? { kind: 'unasked', reason: 'Its issuer is not among those given.' }
      : { kind: 'asked', uri, issuer };
  };
  return {
    route,
    /** Finds out beside the main thread whether the likeliest CA issued it, so that `route` knows. */
    prepare: (certificate: Certificate): Promise<void> => {
      const [first] = candidatesFor(certificate);
      return first === undefined
        ? Promise.resolve()
        : aside.run(() => examineIssuanceAside(certificate, first));
    },
  };
}

/** What is told of a certificate, whatever the answer. */
export function describeItem({
  source,
  number,
  certificate,
}: SweepItem): Pick<
  SweepResult,
  'source' | 'number' | 'fingerprint' | 'subject' | 'issuer' | 'serialNumber' | 'notAfter'
> {
  return {
    source,
    number,
    fingerprint: certificate.facts.fingerprint,
    subject: certificate.facts.subjectText,
    issuer: nameToText(certificate.issuer),
    serialNumber: serialNumberToText(certificate.serialNumber),
    notAfter: certificate.notAfter,
  };
}
