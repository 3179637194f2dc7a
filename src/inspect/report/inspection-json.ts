import type { InspectedObject } from '#shared/model/inspection.ts';
import { matchKeys } from '../key-match.ts';
import { withContents } from '../with-contents.ts';
import { decodedToJson } from './decoded-json.ts';

/** What one input holds. */
export interface InspectedFile {
  readonly file: string;
  readonly objects: readonly InspectedObject[];
}

/** An input that could not be read at all. */
export interface UnreadInput {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly offset: number | null;
  readonly path: string | null;
}

/** The document of `inspect --json`, and of the JSON tab in the window. Its keys are stable and always there; ranges count octets. */
export function inspectionToJson(files: readonly InspectedFile[], errors: readonly UnreadInput[]) {
  const fileOf = new Map(
    files.flatMap(({ file, objects }) =>
      objects.flatMap(withContents).map((object) => [object, file] as const),
    ),
  );
  return {
    objects: files.flatMap(({ file, objects }) =>
      objects.map((object) => ({ file, ...objectToJson(object) })),
    ),
    keyMatches: matchKeys(files.flatMap(({ objects }) => objects)).map(({ keyPin, objects }) => ({
      keyPin,
      objects: objects.map((object) => ({
        kind: object.kind,
        title: object.title,
        file: fileOf.get(object) ?? null,
      })),
    })),
    errors: errors.map(({ code, message, file, offset, path }) => ({
      code,
      message,
      file,
      offset,
      path,
    })),
  };
}

interface ObjectJson
  extends Pick<
    InspectedObject,
    'kind' | 'title' | 'problem' | 'keyPin' | 'findings' | 'fields' | 'asn1'
  > {
  readonly length: number;
  readonly decoded: ReturnType<typeof decodedToJson>;
  readonly contains: readonly ObjectJson[];
}

function objectToJson(object: InspectedObject): ObjectJson {
  const { kind, title, bytes, problem, keyPin, findings, fields, asn1 } = object;
  return {
    kind,
    title,
    length: bytes.length,
    problem,
    keyPin,
    decoded: decodedToJson(object),
    findings,
    fields,
    asn1,
    contains: object.contains.map(objectToJson),
  };
}
