import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { nameToText } from '#pki/x509/name.ts';
import type { Asn1Node, FieldNode } from '#shared/model/inspection.ts';
import { childNamed, contentsOf, pathTo } from '../asn1/find-node.ts';
import { certificateFields } from './certificate-fields.ts';
import { fieldFromNode } from './field-from-node.ts';

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
  const certificate = decodeCertificate(contentsOf(bytes, node.range));
  const subject = pathTo(node, ['tbsCertificate', 'subject']);
  const value = subject === null ? null : nameToText(contentsOf(bytes, subject.range));
  return {
    label: 'Certificate',
    value,
    face: 'text',
    range: node.range,
    children: certificateFields(node, bytes, {
      certificate: certificate.ok ? certificate.value : null,
      findIssuers: null,
    }),
  };
}
