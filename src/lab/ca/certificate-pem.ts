/** PEM of one certificate (RFC 7468 §5). */
export function encodeCertificatePem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** The DER in a PEM that `encodeCertificatePem` wrote. */
export function decodeCertificatePem(pem: string): Uint8Array {
  return Uint8Array.from(Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64'));
}
