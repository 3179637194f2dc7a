import type { Asn1Node, ByteRange } from '../model/inspection.ts';
import type { CheckId } from '../model/verdict.ts';

/** The fields of an OCSPResponse (RFC 6960 §4.2.1) that a check reads; the first that is there proves it. */
const fieldsOfCheck: Readonly<Partial<Record<CheckId, readonly string[]>>> = {
  'response-status': ['responseStatus'],
  'response-type': ['responseType'],
  'response-version': ['version', 'tbsResponseData'],
  'cert-id-match': ['certID', 'responses'],
  'signer-identified': ['responderID'],
  'signature-algorithm': ['signatureAlgorithm'],
  signature: ['signature'],
  'signer-authorized': ['certs', 'responderID'],
  'signer-validity': ['validity', 'certs', 'responderID'],
  'signer-revocation': ['certs', 'responderID'],
  'produced-at': ['producedAt'],
  'this-update': ['thisUpdate'],
  'next-update': ['nextUpdate', 'thisUpdate'],
  'max-age': ['thisUpdate'],
  nonce: ['responseExtensions', 'tbsResponseData'],
  'critical-extensions': ['singleExtensions', 'responseExtensions', 'tbsResponseData'],
  'conflicting-responses': ['responses'],
  'revocation-time': ['revocationTime', 'certStatus'],
};

/** Fields that each SingleResponse has: the one about the certificate in question is meant. */
const inSingle: ReadonlySet<string> = new Set([
  'certID',
  'certStatus',
  'thisUpdate',
  'nextUpdate',
  'revocationTime',
  'singleExtensions',
]);

/**
 * The octets of an OCSP response that a check rests on; the whole response where it rests on all of it. Of
 * several SingleResponses the one with the serial number counts.
 */
export function findProof(
  response: Asn1Node,
  check: CheckId,
  serialNumber: string | null,
): ByteRange {
  const basic = findNamed(response, 'BasicOCSPResponse') ?? response;
  const single = serialNumber === null ? null : singleAbout(basic, serialNumber);
  for (const field of fieldsOfCheck[check] ?? []) {
    const within = inSingle.has(field) ? (single ?? basic) : basic;
    const found = findNamed(within, field) ?? findNamed(response, field);
    if (found !== null) return found.range;
  }
  return response.range;
}

/** The outermost node of a name, in the order of the octets. */
function findNamed(root: Asn1Node, name: string): Asn1Node | null {
  const level: Asn1Node[] = [root];
  for (const node of level) {
    if (node.name === name) return node;
    level.push(...node.children);
  }
  return null;
}

function singleAbout(basic: Asn1Node, serialNumber: string): Asn1Node | null {
  const wanted = significant(serialNumber);
  const responses = findNamed(basic, 'responses')?.children ?? [];
  const isWanted = (single: Asn1Node) => {
    const text = findNamed(single, 'serialNumber')?.value ?? '';
    // The tree writes a short number in decimal and a long one in hex.
    const short = /^\d{1,15}$/.test(text) ? Number(text).toString(16) : '';
    return significant(text) === wanted || short === wanted;
  };
  return responses.find(isWanted) ?? null;
}

/** Hex digits without what a way of writing adds. */
function significant(hex: string): string {
  return hex
    .toLowerCase()
    .replace(/^0x/, '')
    .replace(/[^0-9a-f]/g, '')
    .replace(/^0+/, '');
}
