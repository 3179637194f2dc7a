import { matchKeys } from '#inspect/key-match.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { CliError } from '../cli-error.ts';
import { decodedToJson } from './decoded-json.ts';

/** What one input holds. */
export interface InspectedFile {
  readonly file: string;
  readonly objects: readonly InspectedObject[];
}

/** The document of `inspect --json`. Its keys are stable and always there; ranges count octets. */
export function inspectionToJson(
  files: readonly InspectedFile[],
  errors: readonly (CliError & { code: 'input-unreadable' })[],
) {
  return {
    objects: files.flatMap(({ file, objects }) =>
      objects.map((object) => ({ file, ...objectToJson(object) })),
    ),
    keyMatches: matchKeys(files.flatMap(({ objects }) => objects)).map(({ keyPin, objects }) => ({
      keyPin,
      objects: objects.map(({ kind, title }) => ({ kind, title })),
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
