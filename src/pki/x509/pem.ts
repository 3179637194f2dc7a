import { base64Of } from '../octets.ts';
/** One header line of a PEM block (RFC 1421 §4.6): `Proc-Type: 4,ENCRYPTED` marks an encrypted key. */
export interface PemHeader {
  readonly name: string;
  readonly value: string;
}

/** One object of a PEM text. */
export interface PemBlock {
  /** What stands between `BEGIN` and the dashes: `CERTIFICATE`. */
  readonly label: string;
  readonly headers: readonly PemHeader[];
  /** The decoded octets; whether they are DER is for their own decoder to say. */
  readonly der: Uint8Array;
  /** Where its BEGIN line starts: octets in bytes, UTF-16 units in a text. */
  readonly offset: number;
  /** Line number of its BEGIN line, from 1. */
  readonly line: number;
}

/** Why a block could not be taken, and where that shows. */
export interface PemProblem {
  readonly code:
    | 'invalid-base64'
    | 'unterminated-block'
    | 'label-mismatch'
    | 'empty-block'
    | 'too-many-blocks';
  readonly message: string;
  readonly label: string;
  readonly offset: number;
  readonly line: number;
}

/** The blocks of a PEM text in their order, and what is wrong with the others. */
export interface PemContents {
  readonly blocks: readonly PemBlock[];
  readonly problems: readonly PemProblem[];
}

/** The most blocks that are read from one input; a bundle of all public CAs has under 200. */
const maxBlocks = 20_000;

/**
 * Reads every PEM block (RFC 7468) of a text or file, whatever stands before, between and after them; lines
 * end in LF, CRLF or CR and may be indented. A block that is broken is a problem and hides no other.
 */
export function decodePem(input: string | Uint8Array): PemContents {
  const text = typeof input === 'string' ? input : characters(input);
  const blocks: PemBlock[] = [];
  const problems: PemProblem[] = [];
  let open: OpenBlock | null = null;
  for (const line of linesOf(text)) {
    const boundary = boundaryOf(text, line);
    if (boundary === null) {
      if (open !== null) addLine(open, text, line);
      continue;
    }
    if (open !== null) {
      const closed = closeBlock(open, boundary);
      if ('code' in closed) problems.push(closed);
      else blocks.push(closed);
      open = null;
    }
    if (boundary.kind === 'END') continue;
    if (blocks.length + problems.length >= maxBlocks) {
      const message = `more than ${maxBlocks} blocks: those from line ${line.number} on are not read`;
      problems.push(problemAt('too-many-blocks', message, boundary.label, line));
      return { blocks, problems };
    }
    open = { label: boundary.label, line, headers: [], base64: [], problem: null };
  }
  if (open !== null) problems.push(unterminated(open));
  return { blocks, problems };
}

/** Writes one PEM block: lines of 64 characters, a line feed after each (RFC 7468 §3). */
export function encodePem(label: string, der: Uint8Array): string {
  const lines = base64Of(der).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** A line without its end and its outer white space. */
interface Line {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

function* linesOf(text: string): Generator<Line> {
  let lineFeed = -1;
  let carriageReturn = -1;
  let number = 1;
  for (let start = 0; start < text.length; number++) {
    if (lineFeed < start) lineFeed = indexOrEnd(text, '\n', start);
    if (carriageReturn < start) carriageReturn = indexOrEnd(text, '\r', start);
    const end = Math.min(lineFeed, carriageReturn);
    yield trimmedLine(text, { number, start, end });
    start = carriageReturn + 1 === lineFeed && end < text.length ? lineFeed + 1 : end + 1;
  }
}

function indexOrEnd(text: string, searched: string, from: number): number {
  const at = text.indexOf(searched, from);
  return at === -1 ? text.length : at;
}

/** Space, tab and the byte order mark. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xfeff;
}

function trimmedLine(text: string, line: Line): Line {
  let { start, end } = line;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return { number: line.number, start, end };
}

interface Boundary {
  readonly kind: 'BEGIN' | 'END';
  readonly label: string;
}

const boundaryPattern = /^-----(BEGIN|END) ([\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?)-----$/;
const longestBoundary = 100;

function boundaryOf(text: string, line: Line): Boundary | null {
  if (line.end - line.start > longestBoundary || !text.startsWith('-----', line.start)) return null;
  const match = boundaryPattern.exec(text.slice(line.start, line.end));
  const kind = match?.[1];
  const label = match?.[2];
  if (label === undefined || (kind !== 'BEGIN' && kind !== 'END')) return null;
  return { kind, label };
}

/** A block between its BEGIN line and its END line. */
interface OpenBlock {
  readonly label: string;
  readonly line: Line;
  readonly headers: PemHeader[];
  readonly base64: string[];
  /** The first thing wrong with its base64. */
  problem: PemProblem | null;
}

const headerPattern = /^([A-Za-z][A-Za-z0-9-]{0,40}):[ \t]*(.*)$/;
const base64Pattern = /^[A-Za-z0-9+/]*={0,2}$/;

function addLine(block: OpenBlock, text: string, line: Line): void {
  if (block.problem !== null || line.start === line.end) return;
  const content = text.slice(line.start, line.end);
  const header = block.base64.length === 0 ? headerPattern.exec(content) : null;
  if (header !== null) {
    block.headers.push({ name: header[1] ?? '', value: header[2] ?? '' });
    return;
  }
  const isAfterPadding = block.base64.at(-1)?.endsWith('=') ?? false;
  if (!isAfterPadding && base64Pattern.test(content)) {
    block.base64.push(content);
    return;
  }
  const at = isAfterPadding ? 0 : Math.max(content.search(/[^A-Za-z0-9+/=]|=(?!=?$)/), 0);
  const what = isAfterPadding
    ? 'text after the padding'
    : `${JSON.stringify(content[at])} is no base64`;
  const message = `line ${line.number}, column ${at + 1}: ${what}`;
  block.problem = problemAt('invalid-base64', message, block.label, {
    ...line,
    start: line.start + at,
  });
}

function closeBlock(block: OpenBlock, boundary: Boundary): PemBlock | PemProblem {
  const { label, line, headers } = block;
  if (boundary.kind === 'BEGIN') return unterminated(block);
  if (boundary.label !== label) {
    const message = `the block begins as ${label} and ends as ${boundary.label}`;
    return problemAt('label-mismatch', message, label, line);
  }
  if (block.problem !== null) return block.problem;
  const base64 = block.base64.join('');
  if (base64 === '') return problemAt('empty-block', 'the block holds nothing', label, line);
  if (base64.length % 4 !== 0) {
    const message = `line ${line.number}: the base64 of this block is cut short`;
    return problemAt('invalid-base64', message, label, line);
  }
  const der = new Uint8Array(Buffer.from(base64, 'base64'));
  return { label, headers, der, offset: line.start, line: line.number };
}

function unterminated({ label, line }: OpenBlock): PemProblem {
  const message = `the block that begins in line ${line.number} has no END line`;
  return problemAt('unterminated-block', message, label, line);
}

function problemAt(
  code: PemProblem['code'],
  message: string,
  label: string,
  { start, number }: Line,
): PemProblem {
  return { code, message, label, offset: start, line: number };
}

/** One character per octet, so that offsets stay; a file of UTF-16 (Windows) is read as such. */
function characters(octets: Uint8Array): string {
  const bytes = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  const text = bytes.toString('latin1');
  return text.startsWith('\u00ef\u00bb\u00bf') ? `   ${text.slice(3)}` : text;
}
