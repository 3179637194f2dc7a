import { labIds } from '#lab/ca/first-certificates.ts';
import { pemOf } from '#matrix/issue-cell.ts';
import { exportPolicy } from '#settings-of-others/export-settings.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { type ProductId, productNames } from '#shared/model/settings-of-others.ts';
import type { Report } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { heading, paragraph } from '../text/layout.ts';
import type { MatrixStage } from './matrix-stage.ts';

/** Failing closed, and nothing kept: what a matrix is clearest about. */
const kitPolicy: Policy = {
  ...defaultPolicy,
  cache: { ...defaultPolicy.cache, use: 'off' },
};

/** The CA that a target has to trust, and a snippet for its configuration. */
export function reportTrustKit(product: ProductId, { lab, folder }: MatrixStage): Report {
  const { ca } = lab;
  const root = pemOf(ca, labIds.root);
  const issuing = pemOf(ca, labIds.issuing);
  const file = product === 'tomcat' ? 'issuing.pem' : 'clients-ca.pem';
  const pem = product === 'tomcat' ? issuing : root + issuing;
  const { text, notSaid } = exportPolicy(kitPolicy, product);
  return {
    exitCode: exitCode.done,
    json: { product, file, pem, snippet: text, notSaid },
    text: (style) => [
      ...heading(`1. Save this as ${file}`, style),
      ...pem.trimEnd().split('\n'),
      ...heading(`2. Put this into the configuration of ${productNames[product]}`, style),
      ...text.trimEnd().split('\n'),
      ...heading('3. Then', style),
      '  revoscope matrix https://HOST:PORT/',
      ...paragraph(`The CA is kept in ${folder}, and is the same next time.`, style),
      ...paragraph(
        'Take it out again when you are done: whoever has this folder can make clients that the server lets in.',
        style,
      ),
    ],
    remarks: [],
  };
}
