import { err, ok, type Result } from '#shared/model/result.ts';

/** Stands for octets: `{"$bytes":"<base64>"}`. */
const bytesKey = '$bytes';
/** Stands for octets that are kept elsewhere: `{"$octets":"<name>"}`. */
const octetsKey = '$octets';
/** Wraps an object of whose keys one begins with `$`, so that it is not taken for one of these forms. */
const objectKey = '$object';
const maxDepth = 100;

/**
 * Writes plain data (what structured clone carries: objects, arrays, strings, finite numbers, booleans, null,
 * Uint8Array) as JSON text. Throws for anything else, which is a bug of the caller.
 */
export function encodeJson(value: unknown, keep: KeepOctets = keepNone): string {
  return JSON.stringify(toJson(value, keep));
}

/** Takes octets to be kept elsewhere and gives them a name; null leaves them in the text. */
export type KeepOctets = (octets: Uint8Array) => string | null;

/** Octets that were kept elsewhere, by their name; null where they are not there. */
export type FindOctets = (name: string) => Uint8Array | null;

const keepNone: KeepOctets = () => null;
const findNone: FindOctets = () => null;

/** Reads what `encodeJson` wrote; `detail` says why other text is refused. Never throws. */
export function decodeJson(
  text: string,
  find: FindOctets = findNone,
): Result<unknown, { readonly detail: string }> {
  try {
    return ok(fromJson(JSON.parse(text), { depth: 0, find }));
  } catch (error) {
    // JSON.parse and fromJson alone throw here, both for what the text says.
    return err({ detail: error instanceof Error ? error.message : String(error) });
  }
}

type Fields = Record<string, unknown>;

/** Gives back the value itself where nothing in it has to be written otherwise: most of it has not. */
function toJson(value: unknown, keep: KeepOctets): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Uint8Array) {
    const name = keep(value);
    return name === null ? { [bytesKey]: toBase64(value) } : { [octetsKey]: name };
  }
  if (Array.isArray(value)) return arrayToJson(value, keep);
  if (isFields(value) && isPlain(value)) return fieldsToJson(value, keep);
  throw new Error(`cannot be written as JSON: ${typeof value}`);
}

function arrayToJson(items: readonly unknown[], keep: KeepOctets): readonly unknown[] {
  let written: unknown[] | null = null;
  for (const [index, item] of items.entries()) {
    const json = toJson(item, keep);
    if (json === item) continue;
    written ??= [...items];
    written[index] = json;
  }
  return written ?? items;
}

function fieldsToJson(fields: Fields, keep: KeepOctets): Fields {
  let written: Fields | null = null;
  let isForm = false;
  for (const key of Object.keys(fields)) {
    const field = fields[key];
    // JSON.stringify leaves such fields out.
    if (field === undefined) continue;
    if (key.startsWith('$')) isForm = true;
    const json = toJson(field, keep);
    if (json === field) continue;
    written ??= { ...fields };
    written[key] = json;
  }
  return isForm ? { [objectKey]: written ?? fields } : (written ?? fields);
}

/** How deep the reader is, and where octets are that are not in the text. */
interface Place {
  readonly depth: number;
  readonly find: FindOctets;
}

/** Changes what JSON.parse has just made, in place. */
function fromJson(value: unknown, place: Place): unknown {
  const { depth, find } = place;
  if (depth > maxDepth) throw new Error(`nested deeper than ${maxDepth} levels`);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = fromJson(item, deeper(place));
    return value;
  }
  if (!isFields(value)) return value;
  const keys = Object.keys(value);
  if (!keys.some((key) => key.startsWith('$'))) return fieldsFromJson(value, keys, place);
  if (keys.length === 1 && bytesKey in value) return fromBase64(value[bytesKey]);
  if (keys.length === 1 && octetsKey in value) return found(value[octetsKey], find);
  const inner = keys.length === 1 ? value[objectKey] : undefined;
  if (!isFields(inner) || Array.isArray(inner)) throw new Error('an unknown form with $');
  return fieldsFromJson(inner, Object.keys(inner), deeper(place));
}

/** JSON.parse defines `__proto__` as an own property, and so it stays one. */
function fieldsFromJson(fields: Fields, keys: readonly string[], place: Place): Fields {
  for (const key of keys) fields[key] = fromJson(fields[key], deeper(place));
  return fields;
}

function deeper({ depth, find }: Place): Place {
  return { depth: depth + 1, find };
}

function found(name: unknown, find: FindOctets): Uint8Array {
  const octets = typeof name === 'string' ? find(name) : null;
  if (octets === null) throw new Error('octets that are not in the file');
  return octets;
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

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
