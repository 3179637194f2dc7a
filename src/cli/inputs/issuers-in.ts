import { type FindIssuers, issuerIndex } from '#inspect/issuer-index.ts';
import { loadCertificates, maxBundleBytes } from '#inspect/load-objects.ts';

/** An input as it was read. */
export interface Input {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** The issuers among all inputs: each signature is verified with what the others bring. */
export function issuersIn(inputs: readonly Input[]): FindIssuers {
  return issuerIndex(
    inputs.flatMap(({ file, bytes }) => loadCertificates(bytes, file, maxBundleBytes).certificates),
  );
}
