import { err, ok, type Result } from '#shared/model/result.ts';
import type { AlgorithmIdentifier } from '../x509/certificate.ts';
import { readPbes2, readPbkdf2, readSaltAndCount, readScrypt } from './password-parameters.ts';
import { encryptionOid } from './password-schemes.ts';

/** What is encrypted asks for more work than is done for a file that anyone may have made. */
export interface TooCostly {
  readonly code: 'too-costly';
  readonly iterations: number;
  readonly limit: number;
}

/** In rounds of PBKDF2: some five seconds. */
const roundsForOneInput = 12_000_000;

/**
 * The rounds of key derivation that are done for all that is encrypted in one input together, with all passwords
 * that are tried: a file full of keys costs no more than a few.
 */
export class DerivationWork {
  readonly #limit: number;
  #left: number;

  constructor(limit = roundsForOneInput) {
    this.#limit = limit;
    this.#left = limit;
  }

  /** Takes rounds off, or says that there are not as many left. */
  spend(rounds: number): Result<null, TooCostly> {
    if (rounds > this.#left) {
      const iterations = this.#limit - this.#left + rounds;
      return err({ code: 'too-costly', iterations, limit: this.#limit });
    }
    this.#left -= rounds;
    return ok(null);
  }
}

/**
 * The work of a derivation, in rounds of PBKDF2; 0 where nothing is derived. A round of PKCS#12 or PBES1 takes
 * about as long as six of them, for both its keys, and scrypt one for each 128 octets.
 */
export function derivationCost({ oid: scheme, parameters }: AlgorithmIdentifier): number {
  if (scheme !== encryptionOid.pbes2) return (readSaltAndCount(parameters)?.iterations ?? 0) * 6;
  const derivation = readPbes2(parameters)?.derivation;
  if (derivation?.oid === encryptionOid.pbkdf2)
    return readPbkdf2(derivation.parameters)?.iterations ?? 0;
  const facts = derivation?.oid === encryptionOid.scrypt ? readScrypt(derivation.parameters) : null;
  return facts === null ? 0 : facts.cost * facts.blockSize * facts.parallelization;
}
