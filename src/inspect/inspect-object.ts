import { publicKeyOfBlob } from '#pki/keys/openssh.ts';
import type { PemHeader } from '#pki/x509/pem.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { assertNever } from '#shared/model/result.ts';
import { withoutEmbeddedKey } from './embedded-key.ts';
import { inspectAttributeCertificate } from './kinds/attribute-certificate.ts';
import { inspectCertificate } from './kinds/certificate.ts';
import { inspectCertificateRequest } from './kinds/certificate-request.ts';
import { inspectCrl } from './kinds/crl.ts';
import { type InspectContext, inspected, workOf } from './kinds/inspected.ts';
import { inspectKeyStore } from './kinds/key-store.ts';
import { inspectOcspRequest } from './kinds/ocsp-request.ts';
import { inspectOcspResponse } from './kinds/ocsp-response.ts';
import { inspectOther } from './kinds/other.ts';
import { inspectPkcs12 } from './kinds/pkcs12.ts';
import { inspectOpensshKey, inspectPrivateKey } from './kinds/private-key.ts';
import { inspectPublicKey } from './kinds/public-key.ts';
import { inspectSignedData } from './kinds/signed-data.ts';
import { inspectTimestampResponse, inspectTimestampToken } from './kinds/timestamp.ts';
import { recognise } from './recognise.ts';
import { decodeSecondWord, unwrapInput, type WrappedObject } from './unwrap-input.ts';

/** The most objects that are shown of one input. */
const maxObjects = 20_000;

/**
 * Everything that an input holds, in its order: DER, bare base64, or PEM with several blocks. An input
 * that holds nothing gives one object that says so. Findings about time are judged at `now`.
 */
export function inspectInput(bytes: Uint8Array, given: InspectContext): readonly InspectedObject[] {
  const context = { ...given, work: workOf(given) };
  const { objects, problems } = unwrapInput(bytes);
  const shown = objects.slice(0, maxObjects).map((object) => inspectWrapped(object, context));
  const broken = problems.map(({ label, message, offset }) =>
    unreadable(`PEM block "${label}"`, `The PEM block cannot be read: ${message}.`, offset),
  );
  const all = [...shown, ...broken];
  return all.length > 0 ? all : [unreadable('PEM', 'There is no whole PEM block.', 0)];
}

/** One object of an input, whose PEM block may tell what its octets do not. */
export function inspectWrapped(
  { der, label, headers, certificatesBeside }: WrappedObject,
  context: InspectContext,
): InspectedObject {
  return label?.endsWith('PRIVATE KEY') === true
    ? inspectKeyBlock(der, headers, { ...context, certificatesBeside })
    : inspectObject(der, context);
}

function unreadable(title: string, message: string, offset: number): InspectedObject {
  const problem = { code: 'malformed' as const, message, offset, path: '' };
  return inspected({ kind: 'not-recognised', title, problem });
}

function inspectKeyBlock(
  der: Uint8Array,
  headers: readonly PemHeader[],
  context: InspectContext,
): InspectedObject {
  return recognise(der) === 'openssh-key'
    ? inspectOpensshKey(der, context)
    : inspectPrivateKey(der, context, headers);
}

/** One object as a person reads it. It never fails: what cannot be decoded is shown as far as it goes. */
export function inspectObject(bytes: Uint8Array, given: InspectContext): InspectedObject {
  const context = { ...given, work: workOf(given) };
  const shape = recognise(bytes);
  switch (shape) {
    case 'certificate':
      return inspectCertificate(bytes, context);
    case 'ocsp-request':
      return inspectOcspRequest(bytes, context);
    case 'ocsp-response':
      return inspectOcspResponse(bytes, context);
    case 'certificate-request':
      return inspectCertificateRequest(bytes, context);
    case 'crl':
      return inspectCrl(bytes, context);
    case 'pkcs7':
      return withoutEmbeddedKey(inspectSignedData(bytes, context));
    case 'timestamp-token':
      return inspectTimestampToken(bytes, context);
    case 'timestamp-response':
      return inspectTimestampResponse(bytes, context);
    case 'attribute-certificate':
      return inspectAttributeCertificate(bytes);
    case 'pkcs12':
      return inspectPkcs12(bytes, context);
    case 'java-key-store':
      return inspectKeyStore(bytes, context);
    case 'private-key':
      return inspectPrivateKey(bytes, context);
    case 'openssh-key':
      return inspectOpensshKey(bytes, context);
    case 'public-key':
      return inspectPublicKey(bytes, context);
    case 'openssh-public-key':
      return inspectOpensshPublicKey(bytes, context);
    case 'html':
    case 'xml':
    case 'json':
    case 'text':
    case 'empty':
      return inspectOther(bytes, shape);
    case 'asn1':
    case 'unknown':
      return withoutEmbeddedKey(inspectOther(bytes, shape));
    default:
      return assertNever(shape);
  }
}

/** `ssh-ed25519 AAAA… comment`, as the same key in a SubjectPublicKeyInfo. */
function inspectOpensshPublicKey(bytes: Uint8Array, context: InspectContext): InspectedObject {
  const blob = decodeSecondWord(bytes);
  const key = blob === null ? null : publicKeyOfBlob(blob);
  return key === null ? inspectOther(bytes, 'text') : inspectPublicKey(key, context);
}
