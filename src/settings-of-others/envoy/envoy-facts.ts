import type { ProductFacts } from '../draft.ts';
import { withoutClientOcsp } from '../no-client-ocsp.ts';

/** What is known of Envoy beforehand. */
export const envoyFacts: ProductFacts = {
  product: 'envoy',
  version: '1.2x',
  defaults: withoutClientOcsp('Envoy'),
};
