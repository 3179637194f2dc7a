import type { MtlsError } from '../model/mtls.ts';
import { assertNever } from '../model/result.ts';

/** Says why the mTLS server could not be opened, and what would open it. */
export function describeMtlsError(error: MtlsError): {
  readonly message: string;
  readonly remedy: string;
} {
  switch (error.code) {
    case 'address-invalid':
      return {
        message: `“${error.host}” is not an IP address.`,
        remedy: 'Give an IP address of this machine, or localhost.',
      };
    case 'address-not-confirmed':
      return {
        message: `Other machines could reach the mTLS server at ${error.host}.`,
        remedy: 'Confirm that this is meant, or use 127.0.0.1.',
      };
    case 'address-not-here':
      return {
        message: `${error.host} is not an address of this machine.`,
        remedy: 'Use 127.0.0.1, or an address that this machine has.',
      };
    case 'identity-unusable':
      return {
        message: `The mTLS server cannot use its certificate: ${error.detail}.`,
        remedy: 'Give a PEM certificate with the private key that belongs to it.',
      };
    case 'port-in-use':
      return {
        message: `Port ${error.port} is taken by another program.`,
        remedy: 'Choose another port, or 0 for any that is free.',
      };
    case 'port-not-allowed':
      return {
        message: `This user may not open port ${error.port}.`,
        remedy: 'Choose a port from 1024 up, or 0 for any that is free.',
      };
    case 'listen-failed':
      return {
        message: `Port ${error.port} could not be opened: ${error.detail}.`,
        remedy: 'Choose another address or port.',
      };
    default:
      return assertNever(error);
  }
}
