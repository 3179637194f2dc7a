const octetsPerLine = 16;

/** Writes octets as a hex dump: offset, sixteen octets, and the printable characters of ASCII. */
export function formatHexLines(octets: Uint8Array): readonly string[] {
  const lines: string[] = [];
  for (let offset = 0; offset < octets.length; offset += octetsPerLine) {
    const part = [...octets.subarray(offset, offset + octetsPerLine)];
    const hex = part.map((octet) => octet.toString(16).padStart(2, '0')).join(' ');
    const text = part.map((octet) =>
      octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.',
    );
    const at = offset.toString(16).padStart(4, '0');
    lines.push(`${at}  ${hex.padEnd(octetsPerLine * 3 - 1)}  ${text.join('')}`);
  }
  return lines;
}
