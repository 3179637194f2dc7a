import type { LabError, ListenError } from '../model/lab.ts';
import { assertNever } from '../model/result.ts';

/** Says in one sentence why the lab could not do what it was asked, with the remedy where there is one. */
export function describeLabError(error: LabError): string {
  switch (error.code) {
    case 'certificate-not-found':
      return `There is no lab certificate "${error.id}".`;
    case 'name-invalid':
      return `The name "${error.name}" cannot be used: ${error.detail}.`;
    case 'validity-out-of-range':
      return `A client certificate is valid for 1 to ${error.maxDays} days.`;
    case 'uri-invalid':
      return `"${error.uri}" is not an OCSP URI: ${error.detail}.`;
    case 'status-not-kept':
      return `The lab responder keeps no status of a ${error.role.replaceAll('-', ' ')}.`;
    case 'not-a-client':
      return 'Only client certificates can be made to expire.';
    case 'already-revoked':
      return 'The certificate is revoked already.';
    case 'not-on-hold':
      return 'The certificate is not on hold, so there is nothing to release.';
    case 'fault-is-for-all':
      return 'This fault is one of the whole responder; it cannot be set for one certificate.';
    case 'behaviour-invalid':
      return `This behaviour cannot be set: ${error.detail}.`;
    case 'key-missing':
    case 'key-does-not-match':
      return `The private key of "${error.id}" is missing or is not its own. Reset the lab to get new keys.`;
    case 'lab-not-read':
      return `The saved lab cannot be read: ${error.detail}. Reset the lab to begin anew.`;
    case 'lab-not-saved':
      return `The lab could not be saved: ${error.detail}.`;
    case 'lab-not-open':
      return 'The lab is not started.';
    case 'port-in-use':
    case 'port-not-allowed':
    case 'listen-failed':
      return describeListenError(error);
    default:
      return assertNever(error);
  }
}

/** Says why a port could not be taken. */
export function describeListenError(error: ListenError): string {
  switch (error.code) {
    case 'port-in-use':
      return `Port ${error.port} is in use by another program.`;
    case 'port-not-allowed':
      return `This user may not take port ${error.port}; ports from 1024 on are free for all.`;
    case 'listen-failed':
      return `Port ${error.port} could not be taken: ${error.detail}.`;
    default:
      return assertNever(error);
  }
}
