/** The certificate that the mTLS server shows, as PEM: its own first, then the CAs that lead to its root. */
export interface ServerIdentity {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}
