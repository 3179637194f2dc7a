import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Flow } from '#shared/flow/flow.ts';
import { err, type Result } from '#shared/model/result.ts';
import { decodeJson, encodeJson, type FindOctets } from './encode-json.ts';
import { nameOfOctets } from './octet-table.ts';

/** A flow as it is kept: its JSON compressed, with the octets that others share beside it under their names. */
export interface PackedFlow {
  /** The name of the octets that the text was compressed with the help of. */
  readonly dictionary: string;
  readonly body: Uint8Array;
  readonly octets: ReadonlyMap<string, Uint8Array>;
}

/** Packs flows; the first one's text is the dictionary of those that follow, which say nearly the same. */
export type FlowPacker = (flow: Flow) => PackedFlow;

/** Shorter octets are no longer than their name. */
const worthNaming = 48;
/** What deflate looks back at. */
const dictionaryLimit = 32_768;
/** A flow is some 20 kB of JSON; more than this is not one of ours. */
const largestFlow = 64 * 1024 * 1024;

export function createFlowPacker(): FlowPacker {
  let dictionary: { readonly name: string; readonly octets: Buffer } | null = null;
  return (flow) => {
    const octets = new Map<string, Uint8Array>();
    const text = Buffer.from(
      encodeJson(flow, (each) => {
        if (each.length < worthNaming) return null;
        const name = nameOfOctets(each);
        octets.set(name, each);
        return name;
      }),
    );
    dictionary ??= named(text.subarray(0, dictionaryLimit));
    octets.set(dictionary.name, dictionary.octets);
    const body = deflateRawSync(text, { dictionary: dictionary.octets, level: 5 });
    return { dictionary: dictionary.name, body, octets };
  };
}

function named(octets: Buffer) {
  return { name: nameOfOctets(octets), octets };
}

/** Reads a packed flow's JSON; `detail` says what is missing or damaged. Never throws. */
export function unpackFlow(
  body: Uint8Array,
  dictionaryName: string,
  find: FindOctets,
): Result<unknown, { readonly detail: string }> {
  const dictionary = find(dictionaryName);
  if (dictionary === null) return err({ detail: 'its dictionary is not in the file' });
  let text: string;
  try {
    text = inflateRawSync(body, { dictionary, maxOutputLength: largestFlow }).toString('utf8');
  } catch {
    // zlib throws for what the octets are, and for nothing else.
    return err({ detail: 'its octets do not inflate' });
  }
  return decodeJson(text, find);
}
