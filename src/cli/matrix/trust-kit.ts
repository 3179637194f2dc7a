import { type ProductId, productNames } from '#shared/model/settings-of-others.ts';
import { trustKitFor } from '#workbench/matrix/trust-kit.ts';
import type { Report } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { heading, paragraph } from '../text/layout.ts';
import type { MatrixStage } from './matrix-stage.ts';

/** The CA that a target has to trust, and a snippet for its configuration. */
export function reportTrustKit(product: ProductId, { lab, folder }: MatrixStage): Report {
  const kit = trustKitFor(product, lab.ca);
  return {
    exitCode: exitCode.done,
    json: kit,
    text: (style) => [
      ...heading(`1. Save this as ${kit.file}`, style),
      ...kit.pem.trimEnd().split('\n'),
      ...heading(`2. Put this into the configuration of ${productNames[product]}`, style),
      ...kit.snippet.trimEnd().split('\n'),
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
