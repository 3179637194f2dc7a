import type { CertificateList } from '#pki/crl/decode-crl.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import type { SerialLookUp } from '#shared/model/object-judgement.ts';

/** Digits that a serial number may have: RFC 5280 §4.1.2.2 ends at 20 octets, and some CAs do not. */
const maxDigits = 128;

/**
 * Looks a serial number up as a person types it: `0x1F4`, `01:F4`, `1f4`. Digits alone are hex, as serial numbers
 * are shown, and decimal where the CRL has no such entry and `500` is one.
 */
export function lookUpSerial(crl: CertificateList, typed: string): SerialLookUp {
  const spelt = spellingsOf(typed);
  const [first] = spelt;
  if (first === undefined) return { outcome: 'not-a-serial' };
  for (const octets of spelt) {
    const entry = crl.revoked.find(octets);
    if (entry === null) continue;
    const { revocationDate, reason, invalidityDate, range } = entry;
    const serialNumber = serialNumberToText(octets);
    return {
      outcome: 'listed',
      serialNumber,
      revocationTime: revocationDate,
      reason,
      invalidityDate,
      range,
    };
  }
  return {
    outcome: 'not-listed',
    serialNumber: serialNumberToText(first),
    entries: crl.revoked.length,
  };
}

/** The INTEGER content octets that a text may mean, the likeliest first. */
function spellingsOf(typed: string): readonly Uint8Array[] {
  const text = typed.trim().toLowerCase().replace(/^0x/, '').replaceAll(/[\s:]/g, '');
  if (!/^[0-9a-f]+$/.test(text) || text.length > maxDigits) return [];
  const isHexOnly = /[a-f]/.test(text) || /^\s*0x/i.test(typed) || typed.includes(':');
  const hex = contentOctets(BigInt(`0x${text}`));
  return isHexOnly ? [hex] : [hex, contentOctets(BigInt(text))];
}

/** The shortest octets of a number that is not negative (X.690 §8.3.2). */
function contentOctets(value: bigint): Uint8Array {
  const digits = value.toString(16);
  const hex = digits.length % 2 === 0 ? digits : `0${digits}`;
  const octets = Uint8Array.from(Buffer.from(hex, 'hex'));
  return (octets[0] ?? 0) < 0x80 ? octets : Uint8Array.from([0, ...octets]);
}
