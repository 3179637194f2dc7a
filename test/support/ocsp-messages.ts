import fc from 'fast-check';
import { encodeOctetString, encodeSequence } from '#pki/der/writer.ts';
import type { ResponseDataFields } from '#pki/ocsp/encode-response.ts';
import type {
  CertId,
  DecodedCertStatus,
  DecodedResponderId,
  SingleResponse,
} from '#pki/ocsp/types.ts';
import type { Extension } from '#pki/x509/certificate.ts';
import { encodeCommonName } from './test-certificate.ts';

/** Octets as decoders give them. */
export function octets(minLength: number, maxLength: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength, maxLength });
}

/** Whole seconds from year 1 to year 9999: what a GeneralizedTime can say. */
export const time = fc
  .integer({ min: Date.UTC(1970, 0, 1) / 1000 - 1_900 * 31_556_952, max: 253_402_300_799 })
  .map((seconds) => seconds * 1000);

/** Dotted identifiers with arcs up to 2^32, in the two roots that limit the second arc and in the third. */
export const oid = fc
  .oneof(
    fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 39 }), arcs()),
    fc.tuple(fc.constant(2), fc.integer({ min: 0, max: 0xffff_ffff }), arcs()),
  )
  .map(([root, second, rest]) => [root, second, ...rest].join('.'));

function arcs() {
  return fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { maxLength: 8 });
}

/** INTEGER contents in shortest form. */
export const integerOctets = octets(1, 20).map((value) => {
  const first = value[0] ?? 0;
  const second = value[1] ?? 0;
  const isPadded =
    value.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  return isPadded ? value.map((octet, i) => (i === 0 ? 0x55 : octet)) : value;
});

/** Something that may stand as parameters or as the value of an extension. */
export const someDer = fc.oneof(
  octets(0, 40).map(encodeOctetString),
  fc.constant(encodeSequence()),
  fc.constant(Uint8Array.of(5, 0)),
);

export const algorithmIdentifier = fc.record({
  oid,
  parameters: fc.option(someDer, { nil: null }),
});

export const certId: fc.Arbitrary<CertId> = fc.record({
  hashAlgorithm: algorithmIdentifier,
  issuerNameHash: octets(0, 64),
  issuerKeyHash: octets(0, 64),
  serialNumber: integerOctets,
});

/** Extensions with different identifiers; the nonce has tests of its own. */
export const extensions: fc.Arbitrary<readonly Extension[]> = fc.uniqueArray(
  fc.record({ oid, critical: fc.boolean(), value: octets(0, 40) }),
  { maxLength: 4, selector: (extension) => extension.oid },
);

const reason = fc.constantFrom(
  null,
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
  'unrecognised reason 7' as const,
  'unrecognised reason 65536' as const,
);

export const certStatus: fc.Arbitrary<DecodedCertStatus> = fc.oneof(
  fc.constant({ status: 'good' } as const),
  fc.constant({ status: 'unknown' } as const),
  fc.record({ time, reason }).map((revocation) => ({ status: 'revoked', revocation }) as const),
);

export const singleResponse: fc.Arbitrary<SingleResponse> = fc.record({
  certId,
  certStatus,
  thisUpdate: time,
  nextUpdate: fc.option(time, { nil: null }),
  extensions,
});

export const responderId: fc.Arbitrary<DecodedResponderId> = fc.oneof(
  fc
    .string({ unit: 'binary', maxLength: 30 })
    .map((text) => ({ by: 'name', name: encodeCommonName(text) }) as const),
  octets(0, 40).map((keyHash) => ({ by: 'key', keyHash }) as const),
);

/** ResponseData as it can be written and read again. */
export const responseData: fc.Arbitrary<
  ResponseDataFields & {
    readonly responderId: DecodedResponderId;
    readonly responses: readonly SingleResponse[];
  }
> = fc.record({
  version: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0x7fff_ffff })),
  responderId,
  producedAt: time,
  responses: fc.array(singleResponse, { maxLength: 5 }),
  extensions,
});

/** Octets that differ from `original`: cut short, with octets changed, put in or taken out. */
export function mutated(original: Uint8Array): fc.Arbitrary<Uint8Array> {
  const index = fc.integer({ min: 0, max: original.length - 1 });
  const octet = fc.integer({ min: 0, max: 255 });
  return fc.oneof(
    index.map((end) => original.slice(0, end)),
    fc
      .array(fc.tuple(index, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 3 })
      .map((changes) => {
        const bytes = original.slice();
        for (const [at, mask] of changes) bytes[at] = (bytes[at] ?? 0) ^ mask;
        return bytes;
      }),
    fc
      .tuple(index, octet)
      .map(([at, value]) => Uint8Array.of(...original.slice(0, at), value, ...original.slice(at))),
    fc
      .tuple(index, fc.integer({ min: 1, max: 8 }))
      .map(([at, count]) => Uint8Array.of(...original.slice(0, at), ...original.slice(at + count))),
  );
}
