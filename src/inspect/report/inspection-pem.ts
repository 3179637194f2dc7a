import { encodePem } from '#pki/x509/pem.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { InspectedFile } from './inspection-json.ts';

/** Every object that PEM has a name for, containers opened; a private key has none here. */
export function inspectionToPem(files: readonly InspectedFile[]): readonly string[] {
  return files.flatMap(({ objects }) => objects.flatMap(blocksOf));
}

function blocksOf(object: InspectedObject): readonly string[] {
  const { pemLabel, bytes, contains } = object;
  if (contains.length > 0) return contains.flatMap(blocksOf);
  if (pemLabel === null || bytes.length === 0) return [];
  return encodePem(pemLabel, bytes).trimEnd().split('\n');
}
