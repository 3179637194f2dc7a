import type { InspectedObject } from '#shared/model/inspection.ts';
import { buildTree } from '../asn1/build-tree.ts';
import { anything } from '../asn1/expectations.ts';
import { describeShape, type ObjectShape } from '../recognise.ts';
import { inspected } from './inspected.ts';

/** What is none of the kinds: what it looks like, where its ASN.1 breaks off, and that as far as it goes. */
export function inspectOther(bytes: Uint8Array, shape: ObjectShape): InspectedObject {
  const what = describeShape(shape);
  const tree = isText(shape) ? { root: null, fault: null } : buildTree(bytes, anything);
  const fault = tree.fault === null ? '' : ` Its ASN.1 breaks off: ${tree.fault.message}.`;
  return inspected({
    kind: 'not-recognised',
    title: what.charAt(0).toUpperCase() + what.slice(1),
    asn1: tree.root,
    bytes,
    problem: {
      code: 'not-recognised',
      message: `This is ${what}: no certificate, key, list, store or OCSP message.${fault}`,
      offset: tree.fault?.offset ?? 0,
      path: '',
    },
  });
}

function isText(shape: ObjectShape): boolean {
  return ['html', 'xml', 'json', 'text', 'empty'].includes(shape);
}
