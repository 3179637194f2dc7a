import type { DerReader } from '../der/reader.ts';
import { contextConstructed } from '../der/tag.ts';
import { readGeneralizedTime } from '../der/values.ts';
import { encodeExplicit, encodeGeneralizedTime, encodeSequence } from '../der/writer.ts';
import { readOptionalExtensions } from '../x509/extension-list.ts';
import { encodeCertId, readCertId } from './cert-id.ts';
import { encodeCertStatus, readCertStatus } from './cert-status.ts';
import { encodeExtensions } from './extensions.ts';
import type { SingleResponse } from './types.ts';

/**
 * SingleResponse (RFC 6960 §4.2.1):
 *
 *     SingleResponse ::= SEQUENCE {
 *         certID                CertID,
 *         certStatus            CertStatus,
 *         thisUpdate            GeneralizedTime,
 *         nextUpdate        [0] EXPLICIT GeneralizedTime OPTIONAL,
 *         singleExtensions  [1] EXPLICIT Extensions OPTIONAL }
 */
export function readSingleResponse(parent: DerReader, path: string): SingleResponse {
  const fields = parent.constructed(path);
  const certId = readCertId(fields, 'certID');
  const certStatus = readCertStatus(fields, 'certStatus');
  const thisUpdate = readGeneralizedTime(fields, 'thisUpdate');
  const wrapper = fields.optionalConstructed('nextUpdate', contextConstructed(0));
  const nextUpdate = wrapper === null ? null : readGeneralizedTime(wrapper, '');
  wrapper?.finish();
  const extensions = readOptionalExtensions(fields, { number: 1, name: 'singleExtensions' });
  fields.finish();
  return { certId, certStatus, thisUpdate, nextUpdate, extensions };
}

/** Writes a SingleResponse; times are cut to whole seconds. */
export function encodeSingleResponse(single: SingleResponse): Uint8Array {
  const { nextUpdate, extensions } = single;
  return encodeSequence(
    encodeCertId(single.certId),
    encodeCertStatus(single.certStatus),
    encodeGeneralizedTime(single.thisUpdate),
    ...(nextUpdate === null ? [] : [encodeExplicit(0, encodeGeneralizedTime(nextUpdate))]),
    ...(extensions.length === 0 ? [] : [encodeExplicit(1, encodeExtensions(extensions))]),
  );
}
