import type { CertificateList } from '#pki/crl/decode-crl.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import type { Rule } from '../rule.ts';

/** nextUpdate is over. */
export const stale: Rule<CertificateList> = {
  id: 'stale',
  severity: 'warning',
  citation: 'RFC 5280 §5.1.2.5',
  about: 'nextUpdate is over.',
  remedy: 'Get the newest CRL; where that is as old, its CA has stopped to write it.',
  find: ({ nextUpdate }, now) =>
    nextUpdate !== null && nextUpdate < now
      ? `Stale: nextUpdate was ${toRfc3339(nextUpdate)}, ${toReadableSpan(now - nextUpdate)} ago.`
      : null,
};
