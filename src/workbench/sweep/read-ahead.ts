import type { DerError } from '#pki/der/error.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { Result } from '#shared/model/result.ts';
import type { SweepInput } from './run-sweep.ts';

/** An input with its certificate; null where what stands there is no block of one. */
export interface ReadInput {
  readonly input: SweepInput;
  readonly decoded: Result<Certificate, DerError> | null;
}

/** So many are prepared at once. */
const depth = 16;

/**
 * Decodes the certificates of a stream, and prepares each beside the main thread: a few ahead of whoever takes the
 * next. They come in their order.
 */
export async function* readAhead(
  inputs: AsyncIterable<SweepInput>,
  prepare: (certificate: Certificate) => Promise<void>,
): AsyncGenerator<ReadInput> {
  const ahead: { readonly read: ReadInput; readonly ready: Promise<void> }[] = [];
  for await (const input of inputs) {
    const { block } = input;
    const decoded = block.kind === 'certificate' ? decodeCertificate(block.der) : null;
    const ready = decoded?.ok === true ? prepare(decoded.value) : Promise.resolve();
    ahead.push({ read: { input, decoded }, ready });
    if (ahead.length >= depth) yield* taken(ahead.splice(0, 1));
  }
  yield* taken(ahead);
}

async function* taken(
  list: readonly { readonly read: ReadInput; readonly ready: Promise<void> }[],
): AsyncGenerator<ReadInput> {
  for (const { read, ready } of list) {
    await ready;
    yield read;
  }
}
