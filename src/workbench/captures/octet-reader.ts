/** Reads numbers of a fixed width out of octets, in the order that the file is in. */
export interface OctetReader {
  readonly order: 'big' | 'little';
  readonly length: number;
  u8(offset: number): number;
  u16(offset: number): number;
  u32(offset: number): number;
  slice(start: number, end: number): Uint8Array;
}

/** Octets outside of the input read as 0: who reads checks the length before. */
export function createOctetReader(octets: Uint8Array, order: 'big' | 'little'): OctetReader {
  const u8 = (offset: number) => octets[offset] ?? 0;
  const u16 = (offset: number) =>
    order === 'big' ? u8(offset) * 256 + u8(offset + 1) : u8(offset + 1) * 256 + u8(offset);
  return {
    order,
    length: octets.length,
    u8,
    u16,
    u32: (offset) =>
      order === 'big'
        ? u16(offset) * 65_536 + u16(offset + 2)
        : u16(offset + 2) * 65_536 + u16(offset),
    slice: (start, end) => octets.subarray(start, end),
  };
}
