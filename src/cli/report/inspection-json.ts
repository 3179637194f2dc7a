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
      objects.map((object) => ({
        file,
        kind: object.kind,
        title: object.title,
        length: object.bytes.length,
        problem: object.problem,
        decoded: decodedToJson(object),
        findings: object.findings,
        fields: object.fields,
        asn1: object.asn1,
      })),
    ),
    errors: errors.map(({ code, message, file, offset, path }) => ({
      code,
      message,
      file,
      offset,
      path,
    })),
  };
}
