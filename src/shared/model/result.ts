/** The outcome of an operation whose failure is expected: a value, or an error that carries its evidence. */
export type Result<T, E> = Ok<T> | Err<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

/** Wraps a value as a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps an error as an expected failure. */
export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}

/** Closes a `switch` over a union: the compiler refuses it while a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
