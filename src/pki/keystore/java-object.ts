import type { JavaReader } from './java-reader.ts';

/** An object of Java that was serialised, as far as key stores need it. */
export interface JavaObject {
  readonly className: string;
  /** The fields of the class and of those above it, by name. */
  readonly fields: ReadonlyMap<string, JavaValue>;
}

/** Text and octets as such; what is of no use here is null. */
export type JavaValue = string | Uint8Array | JavaObject | null;

/** Marks of the Object Serialization Stream Protocol, version 5. */
const mark = {
  null: 0x70,
  reference: 0x71,
  classDescription: 0x72,
  object: 0x73,
  string: 0x74,
  array: 0x75,
  blockData: 0x77,
  endBlockData: 0x78,
  enum: 0x7e,
} as const;

const streamHeader = 0xaced0005;
const firstHandle = 0x7e0000;
const hasWriteMethod = 0x01;
/** The most values in one object, and how deep they may lie in each other. */
const most = { values: 1_000, depth: 16 };

interface ClassDescription {
  readonly name: string;
  readonly flags: number;
  readonly fields: readonly { readonly type: string; readonly name: string }[];
  readonly above: ClassDescription | null;
}

type Handle = JavaValue | ClassDescription;

/** Reads a stream that holds one object, and leaves the reader behind it; null where there is none, or a failure. */
export function readJavaObject(reader: JavaReader): JavaObject | null {
  const at = reader.position;
  if (reader.number('stream header') !== streamHeader) {
    reader.fail('', 'no serialised object of Java', at);
  }
  const value = new ObjectReader(reader).value(0);
  return reader.failure === null && isObject(value) ? value : null;
}

function isObject(value: JavaValue): value is JavaObject {
  return value !== null && typeof value === 'object' && 'className' in value;
}

/** Reads values of one stream; later ones refer to earlier ones by number. No class of Java is ever made. */
class ObjectReader {
  readonly #reader: JavaReader;
  readonly #handles: Handle[] = [];
  #left = most.values;

  constructor(reader: JavaReader) {
    this.#reader = reader;
  }

  value(depth: number): JavaValue {
    const at = this.#reader.position;
    const kind = this.#reader.octet('mark');
    this.#left -= 1;
    if (this.#left < 0 || depth > most.depth) this.#fail('an object with too much in it', at);
    if (this.#reader.failure !== null) return null;
    switch (kind) {
      case mark.null:
        return null;
      case mark.reference: {
        const known = this.#handles[this.#reader.number('handle') - firstHandle];
        if (known !== undefined && !isDescription(known)) return known;
        return this.#fail('a reference to nothing', at);
      }
      case mark.string:
        return this.#string();
      case mark.object:
        return this.#object(depth);
      case mark.array:
        return this.#array(depth);
      case mark.enum: {
        this.#description(depth);
        this.#handles.push(null);
        return this.value(depth + 1);
      }
      default:
        return this.#fail(`mark ${kind} of serialised objects is not read here`, at);
    }
  }

  #fail(message: string, offset: number): null {
    this.#reader.fail('', message, offset);
    return null;
  }

  #string(): string {
    const text = this.#reader.utf('string');
    this.#handles.push(text);
    return text;
  }

  #object(depth: number): JavaObject {
    const description = this.#description(depth);
    const fields = new Map<string, JavaValue>();
    const object = { className: description?.name ?? '', fields };
    this.#handles.push(object);
    const classes: ClassDescription[] = [];
    for (let next = description; next !== null; next = next.above) classes.unshift(next);
    for (const { fields: declared, flags } of classes) {
      for (const { type, name } of declared) {
        if (this.#reader.failure !== null) return object;
        const value = this.#field(type, depth);
        fields.set(name, value);
      }
      if ((flags & hasWriteMethod) !== 0) this.#annotation(depth);
    }
    return object;
  }

  #field(type: string, depth: number): JavaValue {
    const size = { B: 1, Z: 1, C: 2, S: 2, I: 4, F: 4, J: 8, D: 8 }[type];
    if (size === undefined) return this.value(depth + 1);
    this.#reader.octets(size, 'field');
    return null;
  }

  /** Of arrays those of octets alone are of use. */
  #array(depth: number): JavaValue {
    const description = this.#description(depth);
    const handle = this.#handles.push(null) - 1;
    const at = this.#reader.position;
    const count = this.#reader.number('length');
    if (description?.name !== '[B') return this.#fail('an array of something else than octets', at);
    const octets = this.#reader.octets(count, 'array');
    this.#handles[handle] = octets;
    return octets;
  }

  #description(depth: number): ClassDescription | null {
    const at = this.#reader.position;
    const kind = this.#reader.octet('class');
    if (kind === mark.null || this.#reader.failure !== null) return null;
    if (kind === mark.reference) {
      const known = this.#handles[this.#reader.number('handle') - firstHandle];
      if (known !== undefined && isDescription(known)) return known;
      return this.#fail('a reference to no class', at);
    }
    if (kind !== mark.classDescription || depth > most.depth) {
      return this.#fail('a class that is not described', at);
    }
    const name = this.#reader.utf('class name');
    this.#reader.octets(8, 'serialVersionUID');
    const handle = this.#handles.push(null) - 1;
    const flags = this.#reader.octet('flags');
    const fields = this.#declaredFields(depth);
    this.#annotation(depth);
    const above = this.#description(depth + 1);
    const description = { name, flags, fields, above };
    this.#handles[handle] = description;
    return description;
  }

  #declaredFields(depth: number): ClassDescription['fields'] {
    const count = this.#reader.short('number of fields');
    const fields: { type: string; name: string }[] = [];
    for (let i = 0; i < count && this.#reader.failure === null; i++) {
      const type = String.fromCharCode(this.#reader.octet('field type'));
      const name = this.#reader.utf('field name');
      if (type === 'L' || type === '[') this.value(depth + 1);
      fields.push({ type, name });
    }
    return fields;
  }

  /** What a class writes beside its fields, up to its end. */
  #annotation(depth: number): void {
    while (this.#reader.failure === null) {
      const kind = this.#reader.peek();
      if (kind === mark.endBlockData) {
        this.#reader.octet('end');
        return;
      }
      if (kind === mark.blockData) {
        this.#reader.octet('mark');
        this.#reader.octets(this.#reader.octet('length'), 'block data');
      } else this.value(depth + 1);
    }
  }
}

function isDescription(handle: Handle): handle is ClassDescription {
  return handle !== null && typeof handle === 'object' && 'above' in handle;
}
