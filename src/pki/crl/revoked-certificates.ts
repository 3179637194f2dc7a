import type { RevocationReason } from '#shared/model/ocsp.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { parseGeneralizedTime, parseUtcTime } from '../der/time.ts';
import { readGeneralizedTime, readIntegerOctets, readTime } from '../der/values.ts';
import { readRevocationReason } from '../ocsp/revocation-reason.ts';
import type { Extension } from '../x509/certificate.ts';
import { readExtensions } from '../x509/extension-list.ts';

/** One entry of a CRL (RFC 5280 §5.1.2.6, §5.3). */
export interface RevokedCertificate {
  /** INTEGER content octets, as encoded. */
  readonly serialNumber: Uint8Array;
  readonly revocationDate: EpochMs;
  readonly reason: RevocationReason | null;
  readonly invalidityDate: EpochMs | null;
  /** DER of the GeneralNames of who issued the certificate, in an indirect CRL; null for the CRL's issuer. */
  readonly certificateIssuer: Uint8Array | null;
  readonly extensions: readonly Extension[];
  /** Octets of the whole entry in the CRL. */
  readonly range: { readonly offset: number; readonly length: number };
}

const entryExtensionOid = {
  reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  certificateIssuer: '2.5.29.29',
} as const;

/** Octets of entry extensions that were read before: nearly all entries have one of a dozen forms. */
const maxForms = 256;

/**
 * The entries of a CRL. Checked in one pass and kept as offsets: a list of a hundred thousand entries takes a
 * few hundred kilobytes besides its octets, and an entry is made when it is asked for.
 */
export class RevokedCertificates {
  readonly #bytes: Uint8Array;
  readonly #starts: Uint32Array;
  readonly length: number;
  #bySerial: Map<string, number> | null = null;

  private constructor(bytes: Uint8Array, starts: Uint32Array, length: number) {
    this.#bytes = bytes;
    this.#starts = starts;
    this.length = length;
  }

  /** `revokedCertificates SEQUENCE OF … OPTIONAL`, where it comes next. */
  static read(parent: DerReader): RevokedCertificates {
    const list =
      parent.peekTag() === tag.sequence ? parent.constructed('revokedCertificates') : null;
    if (list === null) return new RevokedCertificates(parent.bytes, new Uint32Array(), 0);
    const forms = new Set<string>();
    let starts = new Uint32Array(64);
    let count = 0;
    while (!list.atEnd) {
      if (count === starts.length) {
        const more = new Uint32Array(count * 2);
        more.set(starts);
        starts = more;
      }
      starts[count] = list.position;
      count += 1;
      const next = skipUsualEntry(list.bytes, list.position, forms);
      if (next > 0 && list.skipTo(next)) continue;
      const before = list.position;
      readEntry(list, `[${count - 1}]`);
      if (!list.failed) remember(list.bytes, before, forms);
    }
    return new RevokedCertificates(parent.bytes, starts, count);
  }

  /** The entry at a place, from 0. */
  at(index: number): RevokedCertificate | null {
    const start = this.#starts[index];
    if (start === undefined || index >= this.length) return null;
    const octets = this.#bytes.subarray(start, start + entryLength(this.#bytes, start));
    const entry = decodeDer(octets, (outer) => readEntry(outer, ''));
    return entry.ok ? { ...entry.value, range: { offset: start, length: octets.length } } : null;
  }

  /** The entry of a serial number (INTEGER content octets); the last one where it comes twice. */
  find(serialNumber: Uint8Array): RevokedCertificate | null {
    this.#bySerial ??= this.#index();
    const index = this.#bySerial.get(latin1(serialNumber));
    return index === undefined ? null : this.at(index);
  }

  /** Serial numbers of all entries, in their order: INTEGER content octets. */
  *serialNumbers(): Generator<Uint8Array> {
    for (let i = 0; i < this.length; i++) yield this.#serialAt(this.#starts[i] ?? 0);
  }

  #index(): Map<string, number> {
    const index = new Map<string, number>();
    for (let i = 0; i < this.length; i++) {
      index.set(latin1(this.#serialAt(this.#starts[i] ?? 0)), i);
    }
    return index;
  }

  #serialAt(start: number): Uint8Array {
    const at = contentStart(this.#bytes, start);
    const length = this.#bytes[at + 1] ?? 0;
    return this.#bytes.subarray(at + 2, at + 2 + length);
  }
}

function latin1(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1');
}

/** Where the contents of an entry begin; its length was checked. */
function contentStart(bytes: Uint8Array, start: number): number {
  const first = bytes[start + 1] ?? 0;
  return start + 2 + (first < 0x80 ? 0 : first & 0x7f);
}

function entryLength(bytes: Uint8Array, start: number): number {
  const first = bytes[start + 1] ?? 0;
  if (first < 0x80) return 2 + first;
  let length = 0;
  for (let i = 1; i <= (first & 0x7f); i++) length = length * 256 + (bytes[start + 1 + i] ?? 0);
  return 2 + (first & 0x7f) + length;
}

/**
 * The end of an entry of the usual form (a short length, a short serial number, a UTCTime or
 * GeneralizedTime, and extensions whose octets were read before); 0 for any other, which the reader reads.
 */
function skipUsualEntry(bytes: Uint8Array, start: number, forms: ReadonlySet<string>): number {
  const length = bytes[start + 1] ?? 0x80;
  const end = start + 2 + length;
  const serialLength = bytes[start + 3] ?? 0;
  if (bytes[start] !== tag.sequence || length >= 0x80 || end > bytes.length) return 0;
  if (bytes[start + 2] !== tag.integer || serialLength === 0 || serialLength >= 0x80) return 0;
  const first = bytes[start + 4] ?? 0;
  const second = bytes[start + 5] ?? 0;
  const isPadded =
    serialLength > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  const time = start + 4 + serialLength;
  const timeLength = bytes[time + 1] ?? 0;
  const rest = time + 2 + timeLength;
  if (isPadded || rest > end) return 0;
  const octets = bytes.subarray(time + 2, rest);
  const isTime =
    bytes[time] === tag.utcTime
      ? parseUtcTime(octets) !== null
      : bytes[time] === tag.generalizedTime && parseGeneralizedTime(octets) !== null;
  if (!isTime) return 0;
  return rest === end || forms.has(latin1(bytes.subarray(rest, end))) ? end : 0;
}

function remember(bytes: Uint8Array, start: number, forms: Set<string>): void {
  const end = start + entryLength(bytes, start);
  const at = contentStart(bytes, start);
  const time = at + 2 + (bytes[at + 1] ?? 0);
  const rest = time + 2 + (bytes[time + 1] ?? 0);
  if (rest < end && end - rest < 0x80 && forms.size < maxForms) {
    forms.add(latin1(bytes.subarray(rest, end)));
  }
}

/**
 *     SEQUENCE {
 *         userCertificate     CertificateSerialNumber,
 *         revocationDate      Time,
 *         crlEntryExtensions  Extensions OPTIONAL }
 */
function readEntry(parent: DerReader, path: string): Omit<RevokedCertificate, 'range'> {
  const fields = parent.constructed(path);
  const at = fields.position;
  const serialNumber = readIntegerOctets(fields, 'userCertificate');
  if (serialNumber.length >= 0x80) {
    fields.fail(
      'value-not-allowed',
      'userCertificate',
      at,
      'a serial number of 128 octets or more',
    );
  }
  const revocationDate = readTime(fields, 'revocationDate');
  let reason: RevocationReason | null = null;
  let invalidityDate: EpochMs | null = null;
  let certificateIssuer: Uint8Array | null = null;
  const read = (oid: string, value: DerReader) => {
    if (oid === entryExtensionOid.reasonCode) reason = readRevocationReason(value, 'reasonCode');
    else if (oid === entryExtensionOid.invalidityDate) {
      invalidityDate = readGeneralizedTime(value, 'invalidityDate');
    } else if (oid === entryExtensionOid.certificateIssuer) {
      certificateIssuer = value.raw(value.any('certificateIssuer'));
    }
  };
  const extensions = fields.atEnd ? [] : readExtensions(fields, 'crlEntryExtensions', read);
  fields.finish();
  return { serialNumber, revocationDate, reason, invalidityDate, certificateIssuer, extensions };
}
