/** Sixteen octets as eight numbers in hex without leading zeros and without `::`. */
export function colonGroups(octets: Uint8Array): string {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  return Array.from({ length: octets.length >> 1 }, (_, at) =>
    view
      .getUint16(at * 2)
      .toString(16)
      .toUpperCase(),
  ).join(':');
}
