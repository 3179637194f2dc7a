import { hexOf } from '#pki/octets.ts';
import type { FieldNode } from '#shared/model/inspection.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { nameOfLog } from './known-ct-logs.ts';

/** A stretch of an object's bytes. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

const maxTimestamps = 32;

/** The timestamps of a SignedCertificateTimestampList (RFC 6962 §3.3); null where it is none. */
export function timestampFields(bytes: Uint8Array, list: Stretch): readonly FieldNode[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (list.end - list.start < 2 || view.getUint16(list.start) !== list.end - list.start - 2) {
    return null;
  }
  const nodes: FieldNode[] = [];
  for (let at = list.start + 2; at < list.end; ) {
    if (at + 2 > list.end || nodes.length === maxTimestamps) return null;
    const start = at + 2;
    const end = start + view.getUint16(at);
    const node = end > list.end ? null : timestampField(view, { start, end });
    if (node === null) return null;
    nodes.push(node);
    at = end;
  }
  return nodes;
}

/** `version (1) | log id (32) | timestamp (8) | extensions (2 + n) | signature` */
function timestampField(view: DataView, { start, end }: Stretch): FieldNode | null {
  if (end - start < 43 || view.getUint8(start) !== 0) return null;
  const id = new Uint8Array(view.buffer, view.byteOffset + start + 1, 32);
  const milliseconds = Number(view.getBigUint64(start + 33));
  if (milliseconds > 8.64e15) return null;
  return {
    label: 'Signed certificate timestamp',
    value: toRfc3339(milliseconds),
    face: 'mono',
    range: { offset: start, length: end - start },
    children: [
      {
        label: 'Log',
        value: nameOfLog(id) ?? 'not known here',
        face: 'text',
        range: { offset: start + 1, length: 32 },
        children: [],
      },
      {
        label: 'Log ID',
        value: hexOf(id),
        face: 'mono',
        range: { offset: start + 1, length: 32 },
        children: [],
      },
    ],
  };
}
