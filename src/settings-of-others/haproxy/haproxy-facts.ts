import type { ProductFacts } from '../draft.ts';
import { withoutClientOcsp } from '../no-client-ocsp.ts';

/** What is known of HAProxy beforehand. */
export const haproxyFacts: ProductFacts = {
  product: 'haproxy',
  version: '2.6',
  defaults: withoutClientOcsp('HAProxy'),
};
