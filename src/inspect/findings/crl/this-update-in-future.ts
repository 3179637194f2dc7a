import type { CertificateList } from '#pki/crl/decode-crl.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import type { Rule } from '../rule.ts';

/** thisUpdate is in the future. */
export const thisUpdateInFuture: Rule<CertificateList> = {
  id: 'this-update-in-future',
  severity: 'warning',
  citation: 'RFC 5280 §5.1.2.4',
  about: 'thisUpdate is in the future.',
  remedy: 'Compare the clocks of this machine and of the CA.',
  find: ({ thisUpdate }, now) =>
    thisUpdate > now ? `thisUpdate is in the future: ${toRfc3339(thisUpdate)}.` : null,
};
