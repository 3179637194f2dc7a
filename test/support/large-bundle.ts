import { client } from './ocsp-builder.ts';

/** PEM of so many certificates that differ in their serial number alone; none of their signatures holds. */
export function largeBundle(count: number): Uint8Array {
  const { der, serialNumber } = client.certificate;
  const at = Buffer.from(der).indexOf(serialNumber);
  const length = Math.min(serialNumber.length, 4);
  const blocks = Array.from({ length: count }, (_, index) => {
    const one = Buffer.from(der);
    one.writeUIntBE(0x01_00_00 + index, at + serialNumber.length - length, length);
    const text = one.toString('base64').replace(/.{64}/g, '$&\n');
    return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
  });
  return new TextEncoder().encode(blocks.join(''));
}
