/** The signature schemes of FIPS 204 and FIPS 205. */
export type PostQuantumKind = 'ml-dsa' | 'slh-dsa';

/** A parameter set: one identifier stands for the key and for its signatures (RFC 9881 §2, RFC 9909 §3). */
export interface PostQuantumAlgorithm {
  readonly kind: PostQuantumKind;
  /** As FIPS 204 and FIPS 205 name it: `ML-DSA-65`, `SLH-DSA-SHA2-128s`. */
  readonly name: string;
}

/** sigAlgs of NIST: 17 to 19 are ML-DSA, 20 to 31 SLH-DSA. */
const sigAlgs = '2.16.840.1.101.3.4.3';

const slhDsaSets = ['SHA2', 'SHAKE'].flatMap((hash) =>
  ['128s', '128f', '192s', '192f', '256s', '256f'].map((size) => `SLH-DSA-${hash}-${size}`),
);

const sets: ReadonlyMap<string, PostQuantumAlgorithm> = new Map<string, PostQuantumAlgorithm>([
  ...['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'].map(
    (name, at) => [`${sigAlgs}.${17 + at}`, { kind: 'ml-dsa', name }] as const,
  ),
  ...slhDsaSets.map((name, at) => [`${sigAlgs}.${20 + at}`, { kind: 'slh-dsa', name }] as const),
]);

/** The parameter set that an object identifier stands for; null for another algorithm. */
export function postQuantumAlgorithm(oid: string): PostQuantumAlgorithm | null {
  return sets.get(oid) ?? null;
}

const preHashes = ['SHA2-128', 'SHA2-192', 'SHA2-256', 'SHAKE-128', 'SHAKE-192', 'SHAKE-256'];
const hashes = ['SHA-256', 'SHA-512', 'SHA-512', 'SHAKE128', 'SHAKE256', 'SHAKE256'];

/** Names of the forms that sign a hash (FIPS 204 §5.4, FIPS 205 §10.2.2), which are not verified here. */
export const preHashNames: Readonly<Record<string, string>> = Object.fromEntries([
  ...['44', '65', '87'].map((size, at) => [`${sigAlgs}.${32 + at}`, `HashML-DSA-${size}`]),
  ...preHashes.flatMap((set, at) =>
    ['s', 'f'].map((form, turn) => [
      `${sigAlgs}.${35 + 2 * at + turn}`,
      `HashSLH-DSA-${set}${form} with ${hashes[at]}`,
    ]),
  ),
]);
