import type { DerError } from '#pki/der/error.ts';
import { decodeRequest } from '#pki/ocsp/request.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspRequest, OcspResponse } from '#pki/ocsp/types.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { Finding } from '#shared/model/finding.ts';
import type { Asn1Node, FieldNode, InspectedObject } from '#shared/model/inspection.ts';
import type { Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import type { Field } from './asn1/asn1-type.ts';
import { buildTree } from './asn1/build-tree.ts';
import { anything } from './asn1/expectations.ts';
import { ocspRequest, ocspResponse } from './asn1/ocsp-schema.ts';
import { certificate as certificateType } from './asn1/x509-schema.ts';
import { certificateFields, requestFields, responseFields } from './fields/object-fields.ts';
import {
  certificateFindings,
  requestFindings,
  responseFindings,
} from './findings/object-findings.ts';
import { describeShape, type ObjectShape, recognise } from './recognise.ts';
import { unwrapInput } from './unwrap-input.ts';

/** The most objects that are shown of one input. */
const maxObjects = 200;

/**
 * Everything that an input holds, in its order: DER, bare base64, or PEM with several blocks. An input
 * that holds nothing gives one object that says so. Findings about time are judged at `now`.
 */
export function inspectInput(bytes: Uint8Array, now: EpochMs): readonly InspectedObject[] {
  const { objects, problems } = unwrapInput(bytes);
  const inspected = objects
    .slice(0, maxObjects)
    .map(({ der, label }) =>
      label?.endsWith('PRIVATE KEY') === true ? privateKey() : inspectObject(der, now),
    );
  const broken = problems.map(({ label, message, offset }) =>
    withoutTree(`PEM block "${label}"`, {
      message: `The PEM block cannot be read: ${message}.`,
      offset,
    }),
  );
  const all = [...inspected, ...broken];
  return all.length > 0
    ? all
    : [withoutTree('PEM', { message: 'There is no whole PEM block.', offset: 0 })];
}

/** One DER object as a person reads it. It never fails: what cannot be decoded is shown as far as it goes. */
export function inspectObject(bytes: Uint8Array, now: EpochMs): InspectedObject {
  const shape = recognise(bytes);
  switch (shape) {
    case 'certificate':
      return inspectCertificate(bytes, now);
    case 'ocsp-request':
      return inspectRequest(bytes, now);
    case 'ocsp-response':
      return inspectResponse(bytes, now);
    case 'private-key':
      return privateKey();
    default:
      return inspectOther(bytes, shape);
  }
}

/** What the kinds have in common: a strict decoder, a tree with names, fields along the tree. */
interface Recipe<T> {
  readonly kind: InspectedObject['kind'];
  readonly type: Field;
  readonly decode: (der: Uint8Array) => Result<T, DerError>;
  readonly fields: (root: Asn1Node, bytes: Uint8Array) => readonly FieldNode[];
  readonly findings: (decoded: T) => readonly Finding[];
  readonly title: (decoded: T | null) => string;
}

function inspectWith<T>(bytes: Uint8Array, recipe: Recipe<T>): InspectedObject {
  const decoded = recipe.decode(bytes);
  const { root } = buildTree(bytes, recipe.type);
  return {
    kind: recipe.kind,
    title: recipe.title(decoded.ok ? decoded.value : null),
    fields: root === null ? [] : recipe.fields(root, bytes),
    asn1: root,
    bytes,
    findings: decoded.ok ? recipe.findings(decoded.value) : [],
    problem: decoded.ok ? null : problemOf(decoded.error),
  };
}

function problemOf({ message, offset, path }: DerError): InspectedObject['problem'] {
  return { message: `Strict decoding stops here: ${message}.`, offset, path };
}

function inspectCertificate(bytes: Uint8Array, now: EpochMs): InspectedObject {
  return inspectWith<Certificate>(bytes, {
    kind: 'certificate',
    type: certificateType,
    decode: decodeCertificate,
    fields: certificateFields,
    findings: (certificate) => certificateFindings(certificate, now),
    title: (certificate) =>
      certificate === null
        ? 'Certificate, not well-formed'
        : `Certificate of ${summarizeCertificate(certificate).label}`,
  });
}

function inspectRequest(bytes: Uint8Array, now: EpochMs): InspectedObject {
  return inspectWith<OcspRequest>(bytes, {
    kind: 'ocsp-request',
    type: ocspRequest,
    decode: decodeRequest,
    fields: requestFields,
    findings: (request) => requestFindings(request, now),
    title: (request) =>
      request === null ? 'OCSP request, not well-formed' : requestTitle(request),
  });
}

function requestTitle({ requestList }: OcspRequest): string {
  const [first] = requestList;
  if (first === undefined || requestList.length > 1) {
    return `OCSP request for ${requestList.length} certificates`;
  }
  return `OCSP request for serial number ${toReadableSerial(serialNumberToText(first.certId.serialNumber))}`;
}

function inspectResponse(bytes: Uint8Array, now: EpochMs): InspectedObject {
  return inspectWith<OcspResponse>(bytes, {
    kind: 'ocsp-response',
    type: ocspResponse,
    decode: decodeResponse,
    fields: responseFields,
    findings: (response) => responseFindings(response, now),
    title: (response) =>
      response === null ? 'OCSP response, not well-formed' : responseTitle(response),
  });
}

function responseTitle({ responseStatus, basic }: OcspResponse): string {
  if (responseStatus !== 'successful') return `OCSP response: ${responseStatus}`;
  const singles = basic?.responses ?? [];
  const [first] = singles;
  if (first === undefined) return 'OCSP response without an answer';
  if (singles.length > 1) return `OCSP response for ${singles.length} certificates`;
  const serial = toReadableSerial(serialNumberToText(first.certId.serialNumber));
  return `OCSP response: ${first.certStatus.status} for serial number ${serial}`;
}

function inspectOther(bytes: Uint8Array, shape: ObjectShape): InspectedObject {
  const what = describeShape(shape);
  const isTlv = !isText(shape);
  const tree = isTlv ? buildTree(bytes, anything) : { root: null, fault: null };
  const fault = tree.fault === null ? '' : ` Its ASN.1 breaks off: ${tree.fault.message}.`;
  return {
    kind: 'not-recognised',
    title: what.charAt(0).toUpperCase() + what.slice(1),
    fields: [],
    asn1: tree.root,
    bytes,
    findings: [],
    problem: {
      message: `This is ${what}: no certificate, OCSP request or OCSP response.${fault}`,
      offset: tree.fault?.offset ?? 0,
      path: '',
    },
  };
}

function isText(shape: ObjectShape): boolean {
  return ['html', 'xml', 'json', 'text', 'empty'].includes(shape);
}

/** Nothing of a private key is shown, kept or handed on. */
function privateKey(): InspectedObject {
  return withoutTree('A private key', {
    message: 'This is a private key. Nothing of it is shown or kept.',
    offset: 0,
  });
}

function withoutTree(
  title: string,
  problem: { readonly message: string; readonly offset: number },
): InspectedObject {
  return {
    kind: 'not-recognised',
    title,
    fields: [],
    asn1: null,
    bytes: new Uint8Array(0),
    findings: [],
    problem: { ...problem, path: '' },
  };
}
