/** Milliseconds since 1970-01-01T00:00:00Z on the application's clock. */
export type EpochMs = number;

/** A length of time in milliseconds, fractions allowed. */
export type DurationMs = number;

/** Writes a time as RFC 3339 in UTC, without fractions of a second: `2026-01-01T00:00:00Z`. */
export function toRfc3339(at: EpochMs): string {
  const withMilliseconds = new Date(at).toISOString();
  return `${withMilliseconds.slice(0, -'.000Z'.length)}Z`;
}
