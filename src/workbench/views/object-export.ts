import type { Material } from '#inspect/open-material.ts';
import { inspectionToPem } from '#inspect/report/inspection-pem.ts';
import { writeReadable } from '#inspect/report/readable-form.ts';
import { type MaterialForm, type WriteError, writeMaterial } from '#inspect/write-material.ts';
import type { ExportChoice, ExportForm, ObjectExport } from '#shared/model/object-view.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { assertNever, err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { NamedObject } from './viewed-objects.ts';

/** An object as it may be written out, with all that goes along. Its keys are secret. */
export interface ExportedObject {
  readonly named: NamedObject;
  /** Certificates, the one in question first and its issuers after it; CRLs; keys that are open and belong to them. */
  readonly material: Material;
}

/** A file that is made of an object. */
export interface ExportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Only its owner may read it. */
  readonly isSecret: boolean;
}

const forms: readonly ExportForm[] = ['pem', 'der', 'pkcs7', 'pkcs12', 'text', 'json'];

/** Every form, with the reason why an object cannot have it. */
export function listExports(exported: ExportedObject): readonly ExportChoice[] {
  return forms.map((form) => ({ form, refusal: refusalOf(form, exported) }));
}

/** Writes an object in a form. */
export function exportObject(
  exported: ExportedObject,
  wanted: ObjectExport,
  random: RandomBytes,
): Result<ExportFile, WorkbenchError> {
  const refusal = refusalOf(wanted.as, exported);
  if (refusal !== null) return err({ code: 'export-refused', message: refusal });
  const { named, material } = exported;
  const file = (contents: Uint8Array | string): Result<ExportFile, WorkbenchError> =>
    ok({
      name: fileName(named, wanted.as),
      bytes: typeof contents === 'string' ? new TextEncoder().encode(contents) : contents,
      isSecret: wanted.as === 'pkcs12',
    });
  const written = (form: MaterialForm, seal: { password: string | null; legacy: boolean }) => {
    const encryption = seal.legacy ? 'legacy' : 'modern';
    const result = writeMaterial(form, material, { password: seal.password, encryption, random });
    return result.ok
      ? file(result.value.contents)
      : err<WorkbenchError>({ code: 'export-refused', message: wordsOf(result.error) });
  };
  switch (wanted.as) {
    case 'pem': {
      const lines = inspectionToPem([fileOf(named)]);
      return lines.length > 0
        ? file(`${lines.join('\n')}\n`)
        : written('pem', { password: null, legacy: false });
    }
    case 'der':
      return file(named.object.bytes);
    case 'pkcs7':
      return written('pkcs7', { password: null, legacy: false });
    case 'pkcs12':
      return written('pkcs12', {
        password: wanted.password,
        legacy: wanted.encryption === 'legacy',
      });
    case 'text':
    case 'json':
      return file(writeReadable(wanted.as, [fileOf(named)]));
    default:
      return assertNever(wanted);
  }
}

/** null where an object has the form. */
function refusalOf(form: ExportForm, { named, material }: ExportedObject): string | null {
  const { certificates, crls, keys } = material;
  switch (form) {
    case 'text':
    case 'json':
      return null;
    case 'pem':
      return certificates.length + crls.length > 0 || inspectionToPem([fileOf(named)]).length > 0
        ? null
        : 'PEM has no name for it, or it is a private key.';
    case 'der':
      return named.object.bytes.length > 0
        ? null
        : 'Its octets are not written out: they are, or hold, an open private key.';
    case 'pkcs7':
      return certificates.length + crls.length > 0 ? null : 'PKCS#7 holds certificates and CRLs.';
    case 'pkcs12':
      if (certificates.length === 0) return 'PKCS#12 is for a key and its certificate.';
      return keys.length > 0 ? null : 'No private key that belongs to it is open.';
    default:
      return assertNever(form);
  }
}

function wordsOf(error: WriteError): string {
  switch (error.code) {
    case 'nothing-to-write':
      return 'There is no certificate and no CRL in it.';
    case 'several-objects':
      return `DER holds one object; there are ${error.count}.`;
    case 'password-missing':
      return 'A PKCS#12 file needs a password.';
    case 'no-private-key':
      return 'No private key that belongs to it is open.';
    case 'key-fits-none':
      return 'None of the private keys fits one of the certificates.';
    default:
      return assertNever(error);
  }
}

const endings: Readonly<Record<ExportForm, string>> = {
  pem: 'pem',
  der: 'der',
  pkcs7: 'p7b',
  pkcs12: 'p12',
  text: 'txt',
  json: 'json',
};

const longestName = 60;

/** A name that every file system takes, after what the object is called. */
function fileName({ object }: NamedObject, form: ExportForm): string {
  const plain = object.title
    .replace(/^Certificate of /, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  const name = plain.slice(0, longestName) || 'object';
  const ending = form === 'der' ? derEnding(object.kind) : endings[form];
  return `${name}.${ending}`;
}

function derEnding(kind: NamedObject['object']['kind']): string {
  switch (kind) {
    case 'certificate':
      return 'cer';
    case 'crl':
      return 'crl';
    case 'ocsp-request':
      return 'orq';
    case 'ocsp-response':
      return 'ors';
    case 'certificate-request':
      return 'p10';
    case 'pkcs7':
      return 'p7b';
    case 'pkcs12':
      return 'p12';
    case 'key-store':
      return 'jks';
    case 'timestamp':
      return 'tsr';
    default:
      return 'der';
  }
}

function fileOf({ origin, object }: NamedObject) {
  return { file: origin, objects: [object] };
}
