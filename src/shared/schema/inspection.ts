import { z } from 'zod';
import type {
  Asn1Node,
  ByteRange,
  FieldNode,
  InspectedKind,
  InspectedObject,
} from '../model/inspection.ts';
import { bytes, count, text } from './primitives.ts';

const range: z.ZodType<ByteRange> = z.strictObject({ offset: count, length: count });

const fieldNode: z.ZodType<FieldNode> = z.strictObject({
  label: text,
  value: text.nullable(),
  face: z.enum(['text', 'mono']),
  range: range.nullable(),
  children: z.array(z.lazy(() => fieldNode)),
});

const asn1Node: z.ZodType<Asn1Node> = z.strictObject({
  type: text,
  name: text.nullable(),
  value: text.nullable(),
  range,
  headerLength: count,
  children: z.array(z.lazy(() => asn1Node)),
});

export const inspectedKind: z.ZodType<InspectedKind> = z.enum([
  'certificate',
  'ocsp-request',
  'ocsp-response',
  'certificate-request',
  'crl',
  'pkcs7',
  'pkcs12',
  'key-store',
  'private-key',
  'public-key',
  'timestamp',
  'attribute-certificate',
  'not-recognised',
]);

export const inspectedObject: z.ZodType<InspectedObject> = z.strictObject({
  kind: inspectedKind,
  title: text,
  fields: z.array(fieldNode),
  asn1: asn1Node.nullable(),
  bytes,
  findings: z.array(
    z.strictObject({
      id: text,
      severity: z.enum(['error', 'warning', 'note']),
      message: text,
      citation: text.nullable(),
      remedy: text,
    }),
  ),
  problem: z
    .strictObject({
      code: z.enum([
        'malformed',
        'password-needed',
        'wrong-password',
        'unsupported',
        'not-recognised',
      ]),
      message: text,
      offset: count,
      path: text,
    })
    .nullable(),
  isLocked: z.boolean(),
  keyPin: text.nullable(),
  pemLabel: text.nullable(),
  contains: z.array(z.lazy(() => inspectedObject)),
});
