/** What an input holds, in its order: DER of a certificate, or why a block is none. */
export type StreamedBlock =
  | { readonly kind: 'certificate'; readonly der: Uint8Array }
  | { readonly kind: 'broken'; readonly message: string };

const begin = '-----BEGIN CERTIFICATE-----';
const end = '-----END CERTIFICATE-----';
/** No certificate is larger; what goes on for longer is not collected. */
const longestBlock = 262_144;

/**
 * Reads certificates from PEM as it comes, block after block, and keeps no more than one. An input that begins
 * with the octet 30 is DER, one certificate.
 */
export async function* readCertificateStream(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<StreamedBlock> {
  let text = '';
  let der: Buffer | null = null;
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && chunk[0] === 0x30) der = Buffer.alloc(0);
    isFirst = false;
    if (der !== null) {
      der = Buffer.concat([der, chunk]);
      if (der.length > longestBlock) break;
      continue;
    }
    text += Buffer.from(chunk).toString('latin1');
    const taken = takeBlocks(text);
    yield* taken.blocks;
    text = taken.rest;
  }
  if (der !== null) yield { kind: 'certificate', der: new Uint8Array(der) };
  else if (text.includes(begin)) yield { kind: 'broken', message: 'The last block has no end.' };
}

function takeBlocks(text: string): {
  readonly blocks: readonly StreamedBlock[];
  readonly rest: string;
} {
  const blocks: StreamedBlock[] = [];
  let at = 0;
  for (;;) {
    const from = text.indexOf(begin, at);
    if (from === -1) return { blocks, rest: text.slice(Math.max(at, text.length - begin.length)) };
    const to = text.indexOf(end, from);
    if (to === -1) {
      const isTooLong = text.length - from > longestBlock;
      if (isTooLong) blocks.push({ kind: 'broken', message: 'A block goes on for too long.' });
      return { blocks, rest: isTooLong ? '' : text.slice(from) };
    }
    const base64 = text.slice(from + begin.length, to).replaceAll(/\s+/g, '');
    blocks.push(
      /^[A-Za-z0-9+/]+={0,2}$/.test(base64)
        ? { kind: 'certificate', der: new Uint8Array(Buffer.from(base64, 'base64')) }
        : { kind: 'broken', message: 'What stands in the block is no base64.' },
    );
    at = to + end.length;
  }
}
