import { createHash } from 'node:crypto';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { nameToText } from '#pki/x509/name.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { Asn1Node, FieldNode } from '#shared/model/inspection.ts';
import { childNamed, contentsOf, pathTo } from '../asn1/find-node.ts';
import { fieldFromNode } from './field-from-node.ts';

/** The fields of a Certificate, as far as its tree goes; `bytes` is what the ranges of the tree count in. */
export function certificateFields(root: Asn1Node, bytes: Uint8Array): readonly FieldNode[] {
  const tbs = childNamed(root, 'tbsCertificate');
  const others = root.children.filter((child) => child !== tbs);
  const whole = contentsOf(bytes, root.range);
  const fields = [...(tbs?.children ?? []), ...others].map((child) =>
    child.name === 'subjectPublicKeyInfo'
      ? publicKeyField(child, bytes, whole)
      : certificateField(child, bytes),
  );
  return [
    ...fields,
    {
      label: 'Fingerprints',
      value: null,
      face: 'text',
      range: root.range,
      children: [fingerprint('SHA-256', whole, root), fingerprint('SHA-1', whole, root)],
    },
  ];
}

function certificateField(node: Asn1Node, bytes: Uint8Array): FieldNode {
  const field = fieldFromNode(node, bytes);
  switch (node.name) {
    case 'signature':
      return { ...field, label: 'Signature algorithm' };
    case 'signatureAlgorithm':
      return { ...field, label: 'Signature algorithm, outer' };
    default:
      return field;
  }
}

/** `RSA 2048`; what the algorithm is called where the certificate is not well-formed. */
function publicKeyField(node: Asn1Node, bytes: Uint8Array, whole: Uint8Array): FieldNode {
  const field = fieldFromNode(node, bytes);
  const certificate = decodeCertificate(whole);
  const value = certificate.ok
    ? summarizeCertificate(certificate.value).publicKey
    : (field.children[0]?.value ?? null);
  return { ...field, label: 'Public key', value, face: 'text' };
}

function fingerprint(name: 'SHA-1' | 'SHA-256', octets: Uint8Array, root: Asn1Node): FieldNode {
  const algorithm = name === 'SHA-1' ? 'sha1' : 'sha256';
  const value = createHash(algorithm).update(octets).digest('hex');
  return { label: name, value, face: 'mono', range: root.range, children: [] };
}

/** The fields of an OCSPRequest. */
export function requestFields(root: Asn1Node, bytes: Uint8Array): readonly FieldNode[] {
  const tbs = childNamed(root, 'tbsRequest');
  const fields = (tbs?.children ?? []).map((child) => {
    const field = fieldFromNode(child, bytes);
    if (child.name !== 'requestList') return field;
    const requests = child.children.map((request) => entryField(request, bytes, 'reqCert'));
    return { ...field, label: 'Requests', value: String(requests.length), children: requests };
  });
  const others = root.children.filter((child) => child !== tbs);
  return [...fields, ...others.map((child) => fieldFromNode(child, bytes))];
}

/** The fields of an OCSPResponse: its wrappers are opened up. */
export function responseFields(root: Asn1Node, bytes: Uint8Array): readonly FieldNode[] {
  const status = childNamed(root, 'responseStatus');
  const responseType = pathTo(root, ['responseBytes', 'ResponseBytes', 'responseType']);
  const basic = pathTo(root, ['responseBytes', 'ResponseBytes', 'response', 'BasicOCSPResponse']);
  const tbs = basic === null ? null : childNamed(basic, 'tbsResponseData');
  const head = [status, responseType].filter((node) => node !== null);
  const parts = basic?.children.filter((child) => child !== tbs) ?? [];
  return [
    ...head.map((node) => fieldFromNode(node, bytes)),
    ...(tbs?.children ?? []).map((node) => responseField(node, bytes)),
    ...parts.map((node) => responseField(node, bytes)),
  ];
}

function responseField(node: Asn1Node, bytes: Uint8Array): FieldNode {
  if (node.name?.startsWith('responderID') === true) {
    const field = fieldFromNode(node, bytes);
    const how = node.name.endsWith('byKey') ? 'by key' : 'by name';
    return { ...field, label: `Responder ID, ${how}` };
  }
  if (node.name === 'responses') {
    const children = node.children.map((single) => entryField(single, bytes, 'certID'));
    const value = String(children.length);
    return { label: 'Responses', value, face: 'text', range: node.range, children };
  }
  if (node.name === 'certs') {
    const list = node.children[0]?.children ?? [];
    const children = list.map((child) => embeddedCertificate(child, bytes));
    const value = String(children.length);
    return { label: 'Certificates', value, face: 'text', range: node.range, children };
  }
  return fieldFromNode(node, bytes);
}

/** A Request or a SingleResponse under the serial number that it is about, with its status. */
function entryField(node: Asn1Node, bytes: Uint8Array, certId: string): FieldNode {
  const field = fieldFromNode(node, bytes);
  const id = childNamed(node, certId);
  const number = id === null ? null : childNamed(id, 'serialNumber');
  const serial = number === null ? null : fieldFromNode(number, bytes).value;
  const status = node.children.find((child) => child.name?.startsWith('certStatus.') === true);
  const word = status?.name?.slice('certStatus.'.length) ?? null;
  const children = field.children.map((child, at) =>
    status !== undefined && node.children[at] === status ? statusField(child, word) : child,
  );
  const label = serial === null ? field.label : `Serial number ${serial}`;
  return { ...field, label, value: word, face: 'text', children };
}

function statusField(field: FieldNode, word: string | null): FieldNode {
  return { ...field, label: 'Status', value: word, face: 'text' };
}

function embeddedCertificate(node: Asn1Node, bytes: Uint8Array): FieldNode {
  const subject = pathTo(node, ['tbsCertificate', 'subject']);
  const value = subject === null ? null : nameToText(contentsOf(bytes, subject.range));
  return {
    label: 'Certificate',
    value,
    face: 'text',
    range: node.range,
    children: certificateFields(node, bytes),
  };
}
