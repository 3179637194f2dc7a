import type { DerError } from '#pki/der/error.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import type { OcspRequest } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { PemProblem } from '#pki/x509/pem.ts';
import type { LoadProblem } from '#shared/model/certificate.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { certificatesInside } from './open-container.ts';
import { describeShape, type ObjectShape, recognise } from './recognise.ts';
import { unwrapInput, type WrappedObject } from './unwrap-input.ts';

/** The most octets that an input with certificates or an OCSP message may have. */
export const maxInputBytes = 1_048_576;

/** The most octets of a bundle that a person opens to look into it: ten thousand certificates. */
export const maxBundleBytes = 32 * 1_048_576;

/** The certificates of one input in their order, and why other parts of it were not taken. */
export interface LoadedObjects {
  /** The file name, or how the input arrived. */
  readonly origin: string;
  readonly certificates: readonly Certificate[];
  readonly problems: readonly LoadProblem[];
}

/**
 * Loads every certificate of a PEM bundle, a DER file or bare base64. Each other object gives a problem that
 * says what it is instead. A private key is looked at only as far as it takes to know that it is one.
 */
export function loadCertificates(
  bytes: Uint8Array,
  origin: string,
  limit = maxInputBytes,
): LoadedObjects {
  const { objects, problems: broken } = openInput(bytes, limit);
  const certificates: Certificate[] = [];
  const problems: LoadProblem[] = [...broken];
  for (const object of objects) {
    const loaded = object.load();
    for (const certificate of loaded.certificates) certificates.push(certificate);
    for (const problem of loaded.problems) problems.push(problem);
  }
  return { origin, certificates, problems: shortenProblems(problems) };
}

/** One object of an input, which is decoded when `load` is called. */
export interface InputObject {
  readonly object: WrappedObject;
  readonly shape: ObjectShape;
  /** Its certificate, or those inside it, and why something in it is none. */
  load(passwords?: readonly string[]): {
    readonly certificates: readonly Certificate[];
    readonly problems: readonly LoadProblem[];
  };
}

/** The objects of an input, none of them decoded yet, and what of the input is no object at all. */
export function openInput(
  bytes: Uint8Array,
  limit: number,
): { readonly objects: readonly InputObject[]; readonly problems: readonly LoadProblem[] } {
  const refusal = refuseInput(bytes, limit);
  if (refusal !== null) return { objects: [], problems: [refusal] };
  const { objects, problems } = unwrapInput(bytes);
  if (objects.length === 0 && problems.length === 0) return { objects: [], problems: [noBlock] };
  return {
    objects: objects.map(asInputObject),
    problems: problems.map(describePemProblem),
  };
}

/** An object that was taken out of its text form already. */
export function asInputObject(object: WrappedObject): InputObject {
  return {
    object,
    shape: shapeOf(object),
    load: (passwords = []) => {
      const loaded = loadObject(object, passwords);
      return {
        certificates: loaded.flatMap((one) => (one.ok ? [one.value] : [])),
        problems: loaded.flatMap((one) => (one.ok ? [] : [one.error])),
      };
    },
  };
}

const maxProblems = 20;

/** The first problems: nobody reads two thousand of a kind. */
export function shortenProblems(problems: readonly LoadProblem[]): readonly LoadProblem[] {
  if (problems.length <= maxProblems) return problems;
  const left = problems.length - maxProblems + 1;
  const more = problem('not-recognised', `${left} more objects of this input were not taken.`);
  return [...problems.slice(0, maxProblems - 1), more];
}

/** The octets of the one OCSP response of an input. Whether they are well-formed is for the engine to judge. */
export function loadOcspResponse(bytes: Uint8Array): Result<Uint8Array, LoadProblem> {
  const object = soleObject(bytes);
  if (!object.ok) return object;
  const shape = recognise(object.value.der);
  if (shape === 'ocsp-response') return ok(object.value.der);
  return err(anotherObject(object.value, shape, 'an OCSP response'));
}

/** The one OCSP request of an input. */
export function loadOcspRequest(bytes: Uint8Array): Result<OcspRequest, LoadProblem> {
  const object = soleObject(bytes);
  if (!object.ok) return object;
  const shape = recognise(object.value.der);
  if (shape !== 'ocsp-request') return err(anotherObject(object.value, shape, 'an OCSP request'));
  const request = decodeRequest(object.value.der);
  return request.ok ? request : err(malformed(object.value, 'OCSP request', request.error));
}

/** A certificate, or those inside a container. */
function loadObject(
  object: WrappedObject,
  passwords: readonly string[],
): readonly Result<Certificate, LoadProblem>[] {
  const inside = certificatesInside(shapeOf(object), object.der, passwords);
  if (inside === null) return [loadCertificate(object)];
  const what = `${placeOf(object)} ${describeShape(shapeOf(object))}`;
  if (!inside.ok) {
    return [
      inside.error.code === 'malformed'
        ? err(malformed(object, 'file', inside.error.error))
        : err(problem('not-a-certificate', `${what} under a password: it cannot be loaded here.`)),
    ];
  }
  if (inside.value.length === 0) {
    return [err(problem('not-a-certificate', `${what} without certificates.`))];
  }
  return inside.value.map((der) => {
    const certificate = decodeCertificate(der);
    return certificate.ok ? certificate : err(malformed(object, 'certificate', certificate.error));
  });
}

function loadCertificate(object: WrappedObject): Result<Certificate, LoadProblem> {
  const shape = shapeOf(object);
  if (shape === 'private-key' || shape === 'openssh-key') {
    const message = `${placeOf(object)} a private key: it was not loaded and not kept.`;
    return err(problem('private-key-refused', message));
  }
  const mayBeCertificate = shape === 'certificate' || isLabelledCertificate(object, shape);
  if (!mayBeCertificate) return err(anotherObject(object, shape, 'a certificate'));
  const certificate = decodeCertificate(object.der);
  return certificate.ok ? certificate : err(malformed(object, 'certificate', certificate.error));
}

/** A block that calls itself a certificate and is of no other kind is judged as one. */
function isLabelledCertificate({ label }: WrappedObject, shape: ObjectShape): boolean {
  const isOther = shape !== 'asn1' && shape !== 'unknown' && shape !== 'text';
  return label !== null && /(^|\s)CERTIFICATE$/.test(label) && !isOther;
}

/** The shape, where a PEM label may tell of a key that is encrypted or in a format of its own. */
function shapeOf({ der, label }: WrappedObject): ObjectShape {
  return label?.endsWith('PRIVATE KEY') === true ? 'private-key' : recognise(der);
}

function refuseInput(bytes: Uint8Array, limit = maxInputBytes): LoadProblem | null {
  if (bytes.length === 0) return problem('empty-input', 'The input is empty.');
  if (bytes.length <= limit) return null;
  const size = (bytes.length / 1_048_576).toFixed(1);
  return problem(
    'too-large',
    `The input has ${size} MiB; at most ${limit / 1_048_576} MiB is read, and a certificate has a few KiB.`,
  );
}

const noBlock = problem('not-recognised', 'There is a PEM end line here, but no whole PEM block.');

function soleObject(bytes: Uint8Array): Result<WrappedObject, LoadProblem> {
  const refusal = refuseInput(bytes);
  if (refusal !== null) return err(refusal);
  const { objects, problems } = unwrapInput(bytes);
  const [object] = objects;
  const [broken] = problems;
  if (object !== undefined) return ok(object);
  return err(broken === undefined ? noBlock : describePemProblem(broken));
}

function describePemProblem({ code, message, label, offset }: PemProblem): LoadProblem {
  const isKey = label.endsWith('PRIVATE KEY');
  return {
    code: isKey ? 'private-key-refused' : code === 'too-many-blocks' ? 'too-large' : 'malformed',
    message: isKey
      ? 'A private key in a broken PEM block: it was not loaded and not kept.'
      : `A PEM block "${label}" cannot be read: ${message}.`,
    offset,
    path: null,
  };
}

function malformed({ line }: WrappedObject, what: string, error: DerError): LoadProblem {
  const place = line === null ? `This ${what}` : `The ${what} in the PEM block of line ${line}`;
  const path = error.path === '' ? '' : `, at ${error.path}`;
  return {
    code: 'malformed',
    message: `${place} is not well-formed: ${error.message} (octet ${error.offset}${path}).`,
    offset: error.offset,
    path: error.path,
  };
}

function anotherObject(object: WrappedObject, shape: ObjectShape, wanted: string): LoadProblem {
  const isKnown = shape !== 'unknown' && shape !== 'text' && shape !== 'asn1';
  const code = isKnown && wanted === 'a certificate' ? 'not-a-certificate' : 'not-recognised';
  const is = `${placeOf(object)} ${describeShape(shape)}`;
  const so = shape === 'unknown' ? 'so not' : 'not';
  return problem(code, `${is}, ${so} ${wanted}.${adviceFor(shape)}`);
}

function adviceFor(shape: ObjectShape): string {
  switch (shape) {
    case 'html':
      return ' It is probably the answer of a web server in place of the file.';
    default:
      return '';
  }
}

function placeOf({ line }: WrappedObject): string {
  return line === null ? 'This is' : `The PEM block in line ${line} is`;
}

function problem(code: LoadProblem['code'], message: string): LoadProblem {
  return { code, message, offset: null, path: null };
}
