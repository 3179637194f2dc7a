import { decodePem, type PemHeader, type PemProblem } from '#pki/x509/pem.ts';
import { recognise } from './recognise.ts';

/** One object of an input, out of its text form. */
export interface WrappedObject {
  readonly der: Uint8Array;
  readonly encoding: 'pem' | 'base64' | 'der';
  /** The PEM label; null for the other encodings. */
  readonly label: string | null;
  /** Headers of the PEM block, which tell of an encrypted key. */
  readonly headers: readonly PemHeader[];
  /** Line of the PEM block, from 1; null for the other encodings. */
  readonly line: number | null;
  /** DER of the certificates in the same PEM text, where this is a private key. */
  readonly certificatesBeside: readonly Uint8Array[];
}

/** What an input holds, and the PEM blocks that could not be taken. */
export interface UnwrappedInput {
  readonly objects: readonly WrappedObject[];
  readonly problems: readonly PemProblem[];
}

/** Takes the objects out of PEM (with any text around the blocks), out of bare base64, or as they are. */
export function unwrapInput(bytes: Uint8Array): UnwrappedInput {
  // A message may carry PEM as its contents: what is an object itself is not searched for blocks.
  if (hasPemBoundary(bytes) && !isObject(bytes)) {
    const { blocks, problems } = decodePem(bytes);
    const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE');
    const beside = certificates.map(({ der }) => der);
    const objects = blocks.map(({ der, label, line, headers }) => ({
      der,
      encoding: 'pem' as const,
      label,
      line,
      headers,
      certificatesBeside: label.endsWith('PRIVATE KEY') ? beside : [],
    }));
    return { objects, problems };
  }
  const decoded = decodeBareBase64(bytes);
  const object: WrappedObject =
    decoded === null
      ? {
          der: bytes,
          encoding: 'der',
          label: null,
          line: null,
          headers: [],
          certificatesBeside: [],
        }
      : {
          der: decoded,
          encoding: 'base64',
          label: null,
          line: null,
          headers: [],
          certificatesBeside: [],
        };
  return { objects: [object], problems: [] };
}

function isObject(bytes: Uint8Array): boolean {
  const shape = recognise(bytes);
  return !['asn1', 'unknown', 'text', 'html', 'xml', 'json', 'empty'].includes(shape);
}

function hasPemBoundary(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marks = ['-----BEGIN ', '-----END '];
  return marks.some((mark) => view.includes(mark) || view.includes(mark, 0, 'utf16le'));
}

const base64Text = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;
const sequence = 0x30;

/** Base64 whose contents begin like DER; null for anything else, a word or a number included. */
function decodeBareBase64(bytes: Uint8Array): Uint8Array | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Most binary input is told apart by its first octets; the whole is only read as text if they fit.
  if (!base64Text.test(view.subarray(0, 64).toString('latin1').replace(/=/g, 'A'))) return null;
  const text = view.toString('latin1');
  if (!base64Text.test(text)) return null;
  const decoded = new Uint8Array(Buffer.from(text, 'base64'));
  return decoded.length >= 2 && decoded[0] === sequence ? decoded : null;
}

/** The base64 of a line such as `ssh-ed25519 AAAA… comment`; null where there is none. */
export function decodeSecondWord(bytes: Uint8Array): Uint8Array | null {
  const line = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1').trimStart();
  const word = /^\S+ +([A-Za-z0-9+/]+={0,2})(\s|$)/.exec(line)?.[1];
  return word === undefined ? null : new Uint8Array(Buffer.from(word, 'base64'));
}
