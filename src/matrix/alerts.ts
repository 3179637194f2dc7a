/** Alerts by the names that TLS libraries give them in error codes (RFC 8446 §6, RFC 5246 §7.2). */
const alertNumbers: Readonly<Record<string, number>> = {
  CLOSE_NOTIFY: 0,
  UNEXPECTED_MESSAGE: 10,
  BAD_RECORD_MAC: 20,
  HANDSHAKE_FAILURE: 40,
  NO_CERTIFICATE: 41,
  BAD_CERTIFICATE: 42,
  UNSUPPORTED_CERTIFICATE: 43,
  CERTIFICATE_REVOKED: 44,
  CERTIFICATE_EXPIRED: 45,
  CERTIFICATE_UNKNOWN: 46,
  ILLEGAL_PARAMETER: 47,
  UNKNOWN_CA: 48,
  ACCESS_DENIED: 49,
  DECODE_ERROR: 50,
  DECRYPT_ERROR: 51,
  PROTOCOL_VERSION: 70,
  INSUFFICIENT_SECURITY: 71,
  INTERNAL_ERROR: 80,
  USER_CANCELLED: 90,
  NO_RENEGOTIATION: 100,
  UNRECOGNIZED_NAME: 112,
  BAD_CERTIFICATE_STATUS_RESPONSE: 113,
  CERTIFICATE_REQUIRED: 116,
};

/** The alert that an error of a TLS library is about; null where it is about none. */
export function alertOf(error: Error): number | null {
  const numbered = /SSL alert number (\d{1,3})/.exec(error.message)?.[1];
  if (numbered !== undefined) return Number(numbered);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const name = /_ALERT_(?:\w*?ALERT_)?(\w+)$/.exec(code)?.[1];
  return name === undefined ? null : (alertNumbers[name] ?? null);
}

/** The name of an alert as RFC 8446 writes it. */
export function alertName(alert: number): string {
  const found = Object.entries(alertNumbers).find(([, number]) => number === alert);
  return found?.[0].toLowerCase() ?? `alert ${alert}`;
}
