import { describe, expect, it } from 'vitest';
import { lookUpSerial } from '#inspect/crl-evidence/look-up-serial.ts';
import { decodeCrl } from '#pki/crl/decode-crl.ts';
import { sampleCrl } from '../../support/sample-crl.ts';

/** 0x1F4 is 500; 0x500 is another; 0x00F0 needs its sign octet. */
const listed = [
  [0x01, 0xf4],
  [0x05, 0x00],
  [0x00, 0xf0],
].map((octets, index) => ({
  serialNumber: Uint8Array.from(octets),
  reason: index + 1,
}));
const decoded = decodeCrl(sampleCrl({ revoked: listed }));
if (!decoded.ok) throw new Error(decoded.error.message);
const crl = decoded.value;

describe('lookUpSerial', () => {
  it.each([
    ['0x1F4', '01f4', 'keyCompromise'],
    ['01:F4', '01f4', 'keyCompromise'],
    [' 1f4 ', '01f4', 'keyCompromise'],
    // Digits alone are hex first, as serial numbers are shown.
    ['500', '0500', 'cACompromise'],
    ['0xF0', 'f0', 'affiliationChanged'],
    ['00:f0', 'f0', 'affiliationChanged'],
    // 240 is 0xF0, and 0x240 is not listed.
    ['240', 'f0', 'affiliationChanged'],
  ])('finds %s', (typed, serialNumber, reason) => {
    expect(lookUpSerial(crl, typed)).toMatchObject({ outcome: 'listed', serialNumber, reason });
  });

  it('says that a number is not listed, and among how many', () => {
    expect(lookUpSerial(crl, '0x1F5')).toEqual({
      outcome: 'not-listed',
      serialNumber: '01f5',
      entries: 3,
    });
  });

  it.each(['', 'zz', '0x', '-5', `0x${'f'.repeat(200)}`, '1.2'])(
    'takes %j for no number',
    (typed) => {
      expect(lookUpSerial(crl, typed)).toEqual({ outcome: 'not-a-serial' });
    },
  );
});
