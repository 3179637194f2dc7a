import { decodePem, type PemProblem } from '#pki/x509/pem.ts';

/** One object of an input, out of its text form. */
export interface WrappedObject {
  readonly der: Uint8Array;
  readonly encoding: 'pem' | 'base64' | 'der';
  /** The PEM label; null for the other encodings. */
  readonly label: string | null;
  /** Line of the PEM block, from 1; null for the other encodings. */
  readonly line: number | null;
}

/** What an input holds, and the PEM blocks that could not be taken. */
export interface UnwrappedInput {
  readonly objects: readonly WrappedObject[];
  readonly problems: readonly PemProblem[];
}

/** Takes the objects out of PEM (with any text around the blocks), out of bare base64, or as they are. */
export function unwrapInput(bytes: Uint8Array): UnwrappedInput {
  if (hasPemBoundary(bytes)) {
    const { blocks, problems } = decodePem(bytes);
    const objects = blocks.map(({ der, label, line }) => ({
      der,
      encoding: 'pem' as const,
      label,
      line,
    }));
    return { objects, problems };
  }
  const decoded = decodeBareBase64(bytes);
  const object: WrappedObject =
    decoded === null
      ? { der: bytes, encoding: 'der', label: null, line: null }
      : { der: decoded, encoding: 'base64', label: null, line: null };
  return { objects: [object], problems: [] };
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
