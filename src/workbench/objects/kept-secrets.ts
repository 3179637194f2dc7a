import { asInputObject, type InputObject } from '#inspect/load-objects.ts';
import { keptObject } from '#shared/schema/kept-object.ts';
import type { ObjectMaterial } from './open-objects.ts';

/** Where the system keeps secrets for this program. May throw what the system throws. */
export interface SecretStore {
  /** What the person knows it as; null where the system has none that protects anything. */
  readonly name: string | null;
  write(id: string, secret: Uint8Array): void;
  readAll(): readonly Uint8Array[];
  remove(id: string): void;
}

/** A store that keeps nothing. */
export const noSecretStore: SecretStore = {
  name: null,
  write: () => undefined,
  readAll: () => [],
  remove: () => undefined,
};

/** An object that was kept, as it was opened. */
export interface KeptObject {
  readonly part: InputObject;
  readonly origin: string;
  readonly passwords: readonly string[];
}

/** An object with its passwords, as octets that the system is to protect. */
export function encodeKept({ part, origin, passwords }: ObjectMaterial): Uint8Array {
  const { der, encoding, label, headers } = part.object;
  const value = {
    format: 'revoscope-kept-object',
    der: Buffer.from(der).toString('base64'),
    ...{ encoding, label, origin },
    headers: headers.map(({ name, value }) => ({ name, value })),
    passwords: [...passwords],
  };
  return new TextEncoder().encode(JSON.stringify(value));
}

/** The same back; null for what is nothing of ours. */
export function decodeKept(secret: Uint8Array): KeptObject | null {
  const parsed = keptObject.safeParse(parse(secret));
  if (!parsed.success) return null;
  const { der, encoding, label, headers, origin, passwords } = parsed.data;
  const octets = new Uint8Array(Buffer.from(der, 'base64'));
  const object = { der: octets, encoding, label, headers, line: null, certificatesBeside: [] };
  return { part: asInputObject(object), origin, passwords };
}

function parse(secret: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(secret));
  } catch {
    // Another program's, or of another version.
    return null;
  }
}
