/** An iPAddress of GeneralName (RFC 5280 §4.2.1.6), with its mask inside name constraints; null for another length. */
export function addressText(octets: Uint8Array): string | null {
  switch (octets.length) {
    case 4:
      return octets.join('.');
    case 8:
      return `${octets.subarray(0, 4).join('.')}/${octets.subarray(4).join('.')}`;
    case 16:
      return groups(octets);
    case 32:
      return `${groups(octets.subarray(0, 16))}/${groups(octets.subarray(16))}`;
    default:
      return null;
  }
}

/** IPv6 as RFC 5952 writes it: the longest run of zero groups, of two or more, is left out. */
function groups(octets: Uint8Array): string {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const all = Array.from({ length: 8 }, (_, i) => view.getUint16(i * 2).toString(16));
  const joined = all.join(':');
  const runs = joined.match(/(?<![^:])0(?::0)+(?![^:])/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return joined;
  const at = joined.search(new RegExp(`(?<![^:])${longest}(?![^:])`));
  const before = joined.slice(0, at).replace(/:$/, '');
  const after = joined.slice(at + longest.length).replace(/^:/, '');
  return `${before}::${after}`;
}
