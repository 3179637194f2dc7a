/** The signature schemes of FIPS 204 and FIPS 205. */
export type PostQuantumKind = 'ml-dsa' | 'slh-dsa';

/** A parameter set: one identifier stands for the key and for its signatures (RFC 9881 §2, RFC 9909 §3). */
export interface PostQuantumAlgorithm {
  readonly kind: PostQuantumKind;
  /** As FIPS 204 and FIPS 205 name it: `ML-DSA-65`, `SLH-DSA-SHA2-128s`. */
  readonly name: string;
  /** How hard it is to break, from 1 (as AES-128) to 5 (as AES-256), by the standard. */
  readonly category: number;
}

/** sigAlgs of NIST: 17 to 19 are ML-DSA, 20 to 31 SLH-DSA. */
const sigAlgs = '2.16.840.1.101.3.4.3';

const mlDsaSets = [
  ['ML-DSA-44', 2],
  ['ML-DSA-65', 3],
  ['ML-DSA-87', 5],
] as const;

const slhDsaSets = ['SHA2', 'SHAKE'].flatMap((hash) =>
  (
    [
      [128, 1],
      [192, 3],
      [256, 5],
    ] as const
  ).flatMap(([bits, category]) =>
    ['s', 'f'].map((form) => [`SLH-DSA-${hash}-${bits}${form}`, category] as const),
  ),
);

const sets: ReadonlyMap<string, PostQuantumAlgorithm> = new Map<string, PostQuantumAlgorithm>([
  ...mlDsaSets.map(
    ([name, category], at) =>
      [`${sigAlgs}.${17 + at}`, { kind: 'ml-dsa', name, category }] as const,
  ),
  ...slhDsaSets.map(
    ([name, category], at) =>
      [`${sigAlgs}.${20 + at}`, { kind: 'slh-dsa', name, category }] as const,
  ),
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
