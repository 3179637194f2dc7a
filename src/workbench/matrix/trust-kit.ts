import { labIds } from '#lab/ca/first-certificates.ts';
import type { LabCa } from '#lab/ca/lab-ca.ts';
import { pemOf } from '#matrix/issue-cell.ts';
import { exportPolicy } from '#settings-of-others/export-settings.ts';
import type { TrustKit } from '#shared/model/matrix-view.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import type { ProductId } from '#shared/model/settings-of-others.ts';

/** Failing closed, and nothing kept: what a matrix is clearest about. */
const kitPolicy: Policy = {
  ...defaultPolicy,
  cache: { ...defaultPolicy.cache, use: 'off' },
};

/** The CAs that a target has to trust, and a snippet for its configuration. */
export function trustKitFor(product: ProductId, ca: LabCa): TrustKit {
  const issuing = pemOf(ca, labIds.issuing);
  const { text, notSaid } = exportPolicy(kitPolicy, product);
  return {
    product,
    file: product === 'tomcat' ? 'issuing.pem' : 'clients-ca.pem',
    pem: product === 'tomcat' ? issuing : pemOf(ca, labIds.root) + issuing,
    snippet: text,
    notSaid,
  };
}
