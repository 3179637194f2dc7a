import { type FaultDescription, type FaultId, faultIds } from '#shared/model/lab.ts';
import { badSignature } from './bad-signature.ts';
import { blackHole } from './black-hole.ts';
import { conflictingAnswers } from './conflicting-answers.ts';
import { criticalExtension } from './critical-extension.ts';
import { emptyBody } from './empty-body.ts';
import type { Fault } from './fault.ts';
import { future } from './future.ts';
import { garbage } from './garbage.ts';
import { http404 } from './http-404.ts';
import { http500 } from './http-500.ts';
import { internalError } from './internal-error.ts';
import { malformedRequest } from './malformed-request.ts';
import { neverAnswer } from './never-answer.ts';
import { otherSerialOnly } from './other-serial-only.ts';
import { oversizedBody } from './oversized-body.ts';
import { redirect } from './redirect.ts';
import { refuseConnection } from './refuse-connection.ts';
import { sigRequired } from './sig-required.ts';
import { slowBytes } from './slow-bytes.ts';
import { stale } from './stale.ts';
import { trailingBytes } from './trailing-bytes.ts';
import { truncatedBody } from './truncated-body.ts';
import { tryLater } from './try-later.ts';
import { unauthorized } from './unauthorized.ts';
import { unissuedSigner } from './unissued-signer.ts';
import { wrongCertId } from './wrong-cert-id.ts';
import { wrongContentType } from './wrong-content-type.ts';
import { wrongNonce } from './wrong-nonce.ts';

/** Every fault by its id; keyed, so that none can be left out. */
const faults: Readonly<Record<FaultId, Fault>> = {
  'refuse-connection': refuseConnection,
  'never-answer': neverAnswer,
  'black-hole': blackHole,
  'slow-bytes': slowBytes,
  'http-404': http404,
  'http-500': http500,
  redirect,
  'wrong-content-type': wrongContentType,
  'empty-body': emptyBody,
  garbage,
  'truncated-body': truncatedBody,
  'trailing-bytes': trailingBytes,
  'oversized-body': oversizedBody,
  'malformed-request': malformedRequest,
  'internal-error': internalError,
  'try-later': tryLater,
  'sig-required': sigRequired,
  unauthorized,
  'wrong-cert-id': wrongCertId,
  'other-serial-only': otherSerialOnly,
  stale,
  future,
  'bad-signature': badSignature,
  'unissued-signer': unissuedSigner,
  'wrong-nonce': wrongNonce,
  'critical-extension': criticalExtension,
  'conflicting-answers': conflictingAnswers,
};

/** A fault by its id, with its effect. */
export function faultOf(id: FaultId): Fault {
  return faults[id];
}

/** A fault in words. */
export function describeFault(id: FaultId): FaultDescription {
  const { title, what, instruction, kind, scope } = faults[id];
  return { id, title, what, instruction, kind, scope };
}

/** All faults in words, in the order in which they are offered. */
export const faultTable: readonly FaultDescription[] = faultIds.map(describeFault);
