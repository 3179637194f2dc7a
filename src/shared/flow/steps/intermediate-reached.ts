import type { PresentedCertificate } from '../../model/certificate.ts';
import { reading, type StepReading, text } from './step-reading.ts';

/** What follows is about a CA between the certificate and the trust anchor: the policy asks about these too. */
export interface IntermediateReached {
  readonly type: 'intermediate-reached';
  readonly certificate: PresentedCertificate;
  readonly issuer: PresentedCertificate;
}

/** Which CA is asked about next. */
export function readIntermediateReached({ certificate, issuer }: IntermediateReached): StepReading {
  return reading({
    title: 'A CA above the certificate',
    label: `And the CA ${certificate.summary.label}`,
    detail: `issued by ${issuer.summary.label}`,
    message: { what: 'certificate', octets: certificate.der },
    facts: [text('CA', certificate.summary.subject), text('Issuer', issuer.summary.subject)],
  });
}
