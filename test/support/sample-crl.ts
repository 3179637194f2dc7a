import { sign } from 'node:crypto';
import {
  encodeBitString,
  encodeElement,
  encodeExplicit,
  encodeGeneralizedTime,
  encodeIntegerOctets,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import { encodeName, type Forged } from './forge-certificate.ts';
import { sampleCa } from './sample-certificate.ts';

/** An extension of a CRL or of its entry. */
export interface CrlExtension {
  readonly oid: string;
  readonly critical?: boolean;
  readonly value: Uint8Array;
}

/** What is to be said in the CRL; the rest is that of an ordinary one of 2026. */
export interface CrlOptions {
  readonly issuer?: Forged;
  readonly thisUpdate?: string;
  readonly nextUpdate?: string | null;
  /** Serial numbers (INTEGER content octets) with the number of their reason. */
  readonly revoked?: readonly {
    readonly serialNumber: Uint8Array;
    readonly reason?: number;
    readonly extensions?: readonly CrlExtension[];
  }[];
  readonly extensions?: readonly CrlExtension[];
}

/** Makes and signs a CRL. */
export function sampleCrl(options: CrlOptions): Uint8Array {
  const issuer = options.issuer ?? sampleCa;
  const algorithm = encodeSequence(encodeObjectIdentifier('1.2.840.10045.4.3.2'));
  const nextUpdate = options.nextUpdate === undefined ? '2026-12-31T00:00:00Z' : options.nextUpdate;
  const extensions = [
    { oid: '2.5.29.20', value: encodeSmallInteger(4) },
    { oid: '2.5.29.35', value: encodeSequence(encodeElement(0x80, Uint8Array.of(1, 2, 3, 4))) },
    ...(options.extensions ?? []),
  ];
  const revoked = (options.revoked ?? []).map(({ serialNumber, reason, extensions: others = [] }) =>
    encodeSequence(
      encodeIntegerOctets(serialNumber),
      encodeGeneralizedTime(Date.parse('2026-02-01T00:00:00Z')),
      ...(reason === undefined && others.length === 0
        ? []
        : [encodeExtensions([...reasonExtension(reason), ...others])]),
    ),
  );
  const tbs = encodeSequence(
    encodeSmallInteger(1),
    algorithm,
    encodeName(issuer.name),
    encodeGeneralizedTime(Date.parse(options.thisUpdate ?? '2026-01-01T00:00:00Z')),
    ...(nextUpdate === null ? [] : [encodeGeneralizedTime(Date.parse(nextUpdate))]),
    ...(revoked.length === 0 ? [] : [encodeSequence(Buffer.concat(revoked))]),
    encodeExplicit(0, encodeExtensions(extensions)),
  );
  const signature = sign('sha256', tbs, issuer.keys.privateKey);
  return encodeSequence(tbs, algorithm, encodeBitString(signature));
}

function reasonExtension(reason: number | undefined): readonly CrlExtension[] {
  return reason === undefined
    ? []
    : [{ oid: '2.5.29.21', value: encodeSmallInteger(reason, 0x0a) }];
}

function encodeExtensions(extensions: readonly CrlExtension[]): Uint8Array {
  return encodeSequence(
    ...extensions.map(({ oid, critical, value }) =>
      encodeSequence(
        encodeObjectIdentifier(oid),
        ...(critical === true ? [encodeElement(0x01, Uint8Array.of(0xff))] : []),
        encodeOctetString(value),
      ),
    ),
  );
}
