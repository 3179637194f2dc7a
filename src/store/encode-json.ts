import { err, ok, type Result } from '#shared/model/result.ts';

/** Stands for octets: `{"$bytes":"<base64>"}`. */
const bytesKey = '$bytes';
/** Wraps an object of whose keys one begins with `$`, so that it is not taken for one of these forms. */
const objectKey = '$object';
const maxDepth = 100;

/**
 * Writes plain data (what structured clone carries: objects, arrays, strings, finite numbers, booleans, null,
 * Uint8Array) as JSON text. Throws for anything else, which is a bug of the caller.
 */
export function encodeJson(value: unknown): string {
  return JSON.stringify(toJson(value));
}

/** Reads what `encodeJson` wrote; `detail` says why other text is refused. Never throws. */
export function decodeJson(text: string): Result<unknown, { readonly detail: string }> {
  try {
    return ok(fromJson(JSON.parse(text), 0));
  } catch (error) {
    // JSON.parse and fromJson alone throw here, both for what the text says.
    return err({ detail: error instanceof Error ? error.message : String(error) });
  }
}

function toJson(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Uint8Array) return { [bytesKey]: toBase64(value) };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && isPlain(value)) {
    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    const object = Object.fromEntries(entries.map(([key, field]) => [key, toJson(field)]));
    return entries.some(([key]) => key.startsWith('$')) ? { [objectKey]: object } : object;
  }
  throw new Error(`cannot be written as JSON: ${typeof value}`);
}

function fromJson(value: unknown, depth: number): unknown {
  if (depth > maxDepth) throw new Error(`nested deeper than ${maxDepth} levels`);
  if (Array.isArray(value)) return value.map((item) => fromJson(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined && first[0] === bytesKey) {
    return fromBase64(first[1]);
  }
  if (entries.length === 1 && first !== undefined && first[0] === objectKey) {
    const inner: unknown = first[1];
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) {
      throw new Error(`${objectKey} holds no object`);
    }
    return fieldsOf(Object.entries(inner), depth + 1);
  }
  if (entries.some(([key]) => key.startsWith('$'))) throw new Error('an unknown form with $');
  return fieldsOf(entries, depth);
}

/** `Object.fromEntries` defines own properties: a key `__proto__` stays a key. */
function fieldsOf(entries: readonly (readonly [string, unknown])[], depth: number): unknown {
  return Object.fromEntries(entries.map(([key, field]) => [key, fromJson(field, depth + 1)]));
}

function toBase64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

/** Node skips what is not base64; here it is refused. */
function fromBase64(text: unknown): Uint8Array {
  if (typeof text !== 'string' || text.length % 4 !== 0)
    throw new Error('base64 of a wrong length');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new Error('a character that is not base64');
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
