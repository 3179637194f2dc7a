/**
 * Primes at which the moduli of the flawed generator lie in a small subgroup: all are powers of 65537
 * there (Nemec and others, "The Return of Coppersmith's Attack", 2017, §2.3; CVE-2017-15361).
 */
const primes = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];

const generator = 65_537;

const subgroups: ReadonlyMap<number, ReadonlySet<number>> = new Map(
  primes.map((prime) => {
    const powers = new Set<number>();
    for (let power = 1; !powers.has(power); power = (power * generator) % prime) powers.add(power);
    return [prime, powers];
  }),
);

/** Whether an RSA modulus (unsigned, big-endian) has the fingerprint of the ROCA key generator. */
export function hasRocaFingerprint(modulus: Uint8Array): boolean {
  for (const [prime, powers] of subgroups) {
    let rest = 0;
    for (const octet of modulus) rest = (rest * 256 + octet) % prime;
    if (!powers.has(rest)) return false;
  }
  return true;
}
