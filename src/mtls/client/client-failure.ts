import type { TLSSocket } from 'node:tls';
import type { ClientFailure, ClientFailureCode } from '#shared/model/mtls.ts';
import { toReadableDuration } from '#shared/wording/time.ts';

/** Says why a connection could not be made. */
export function describeConnectFailure(
  error: Error,
  socket: TLSSocket | null,
  address: string,
): ClientFailure {
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') {
    return failure(
      'connection-refused',
      `Nothing listens at ${address}: the connection was refused.`,
      'Start the mTLS server.',
    );
  }
  if (socket?.authorizationError) {
    return failure(
      'server-not-trusted',
      `The certificate of the server does not hold: ${error.message} (${code}).`,
      "Trust the server's CA, and visit the server by a name that its certificate has.",
    );
  }
  if (code.includes('_ALERT_')) return refusedByAlert(code);
  if (code.startsWith('ERR_SSL_')) {
    return failure('handshake-failed', `The TLS handshake failed: ${code}.`, null);
  }
  if (code === 'ECONNRESET') {
    return failure(
      'refused-in-handshake',
      'The server closed the connection in the middle of the TLS handshake.',
      null,
    );
  }
  return failure('connection-failed', `No connection to ${address}: ${error.message}.`, null);
}

/** Says why an established connection brought no answer. */
export function describeAnswerFailure(error: Error): ClientFailure {
  const code = codeOf(error);
  // With TLS 1.3 a client is through with its handshake before the server has looked at its certificate.
  if (code.includes('_ALERT_')) return refusedByAlert(code);
  if (code === 'ERR_SSL_EXCESSIVE_MESSAGE_SIZE') {
    return failure(
      'answer-malformed',
      "The server sent a TLS message that is too large for this client's TLS: a session ticket grows with the client's certificate.",
      'Present a smaller certificate.',
    );
  }
  if (code.startsWith('HPE_')) {
    return failure('answer-malformed', `The answer is not HTTP: ${error.message}.`, null);
  }
  const isReset = code === 'EPIPE' || ('syscall' in error && error.syscall === 'read');
  return isReset
    ? failure('connection-reset', 'The server cut the connection before it answered.', null)
    : closedWithoutAnswer();
}

/** The server said goodbye where an answer should have been. */
export function closedWithoutAnswer(): ClientFailure {
  return failure(
    'closed-without-answer',
    'The server closed the connection without an answer.',
    null,
  );
}

export function timedOut(
  code: 'connect-timed-out' | 'answer-timed-out',
  afterMs: number,
): ClientFailure {
  const what =
    code === 'connect-timed-out' ? 'There was no connection' : 'The server did not answer';
  return failure(code, `${what} within ${toReadableDuration(afterMs)}.`, null);
}

/** What TLS said against the client's own certificate or key. */
export function identityUnusable(error: unknown): ClientFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return failure(
    'identity-unusable',
    `TLS cannot use the client's certificate with this key: ${detail}.`,
    'Choose a certificate whose private key is at hand.',
  );
}

/** `ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED` → "certificate required" (RFC 8446 §6). */
function refusedByAlert(code: string): ClientFailure {
  const alert = code
    .replace(/^.*_ALERT_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
  return failure(
    'refused-in-handshake',
    `The server refused the connection with the TLS alert “${alert}”.`,
    null,
  );
}

function failure(code: ClientFailureCode, message: string, remedy: string | null): ClientFailure {
  return { code, message, remedy };
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
